"""The refused rows as a file: to be mended, and attached to another import."""

import csv
import json
from io import StringIO

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.domain.csv_cells import plain_cell
from stakeholder_crm.services.contact_imports.check_rows import kept_columns
from stakeholder_crm.services.contact_imports.import_rows import ROW
from stakeholder_crm.services.contact_imports.reasons import say_reason


def write_refused(doc: Document) -> str:
	"""The rows that were refused, with those columns of the file that are taken for something, and why.

	Args:
		doc: a Contact Import that the user may read.

	Returns:
		CSV whose cells no spreadsheet computes.
	"""
	out = StringIO()
	writer = csv.writer(out)
	header = [name for _position, name in sorted(kept_columns(doc).items())]
	writer.writerow(
		map(plain_cell, [*(header or [_("Full Name")]), _("Row of the File"), _("Why It Was Refused")])
	)
	for row in frappe.get_all(
		ROW,
		filters={"parent": doc.name, "outcome": "Refused"},
		fields=["at_row", "reason_code", "reason_about", "cells", "contact"],
		order_by="at_row",
	):
		cells = json.loads(row.cells) if row.cells else _as_cells(row, len(header))
		reason = say_reason(row.reason_code, row.reason_about)
		writer.writerow(map(plain_cell, [*cells, row.at_row, reason]))
	return out.getvalue()


def _as_cells(row: frappe._dict, width: int) -> list[str]:
	"""Of a row that only its record's own checks refused, the name is kept, and no cells."""
	name = json.loads(row.contact)["full_name"] if row.contact else ""
	return [name, *[""] * (width - 1)]
