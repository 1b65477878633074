import frappe
from frappe.model.document import Document


class ContactImportRow(Document):
	"""A row of the file and its result. There may be thousands, so they are never loaded with their import."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		alike: DF.Data | None
		alike_type: DF.Data | None
		cells: DF.LongText | None
		contact: DF.LongText | None
		joins_row: DF.Int
		made: DF.Data | None
		outcome: DF.Literal[
			"New", "Duplicate", "Possible Duplicate", "Skipped", "Imported", "Reverted", "Kept"
		]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		reason_about: DF.SmallText | None
		reason_code: DF.Data | None
		at_row: DF.Int
	# end: auto-generated types


def on_doctype_update() -> None:
	"""Rows are read by import and result, in the order of the file."""
	frappe.db.add_index("Contact Import Row", ["parent", "outcome", "at_row"])
