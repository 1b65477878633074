import frappe
from frappe import _

from stakeholder_crm.safeguarding.append_only import AppendOnlyDocument


class StakeholderAccessLog(AppendOnlyDocument):
	"""An access log entry, written by ``access/log``."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		action: DF.Literal[
			"View",
			"Print",
			"Export",
			"Grant",
			"Grant Ended",
			"Override",
			"Level Lowered",
			"Role Added",
			"Role Removed",
			"Role Renamed",
			"Password Set",
			"API Key Created",
			"Impersonation",
			"Liaison Marked",
			"Liaison Ended",
			"Focal Person Marked",
			"Focal Person Ended",
			"Data Export",
			"Erasure",
			"Retention",
			"Duplicate Hint",
		]
		at: DF.Datetime
		detail: DF.SmallText | None
		reason: DF.SmallText | None
		reference_doctype: DF.Link | None
		reference_name: DF.DynamicLink | None
		user: DF.Link
	# end: auto-generated types

	def on_trash(self) -> None:
		"""Reject deletion by any user.

		Raises:
			frappe.PermissionError: always.
		"""
		frappe.throw(
			_("Access log entries cannot be deleted. The log is removed when the app is uninstalled."),
			frappe.PermissionError,
			title=_("Cannot Delete"),
		)
