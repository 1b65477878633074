import frappe
from frappe import _

from stakeholder_crm.document import CRMDocument
from stakeholder_crm.domain.clearance import Level


class StakeholderMergeLog(CRMDocument):
	"""A merge of two records, or a conversion to another type, and the data needed to undo it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		done_by: DF.Link | None
		done_on: DF.Datetime | None
		merged_number: DF.Data
		merged_type: DF.Link
		stakeholder: DF.DynamicLink
		stakeholder_name: DF.Data | None
		stakeholder_type: DF.Link
		status: DF.Literal["Done", "Undone"]
		undo: DF.LongText | None
		undone_by: DF.Link | None
		undone_on: DF.Datetime | None
		what: DF.Literal["Merge", "Convert"]
		why: DF.SmallText | None
	# end: auto-generated types

	def level(self) -> Level:
		"""It is always sealed: what it holds may be of a Confidential meeting that an Open stakeholder attended."""
		return Level.CONFIDENTIAL

	def check(self) -> None:
		"""Only the app writes this log.

		Raises:
				frappe.PermissionError: for all users.
		"""
		if not self.flags.by_service:
			frappe.throw(_("This log is written automatically and cannot be edited."), frappe.PermissionError)
