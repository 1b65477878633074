from typing import ClassVar

import frappe
from frappe import _
from frappe.utils import formatdate, getdate, today

from stakeholder_crm.document import CRMDocument
from stakeholder_crm.domain.commitments import EXPLAINED, OURS
from stakeholder_crm.engagement.meetings.sync_commitment_todo import (
	remove_commitment_todo,
	sync_commitment_todo,
)


class StakeholderCommitment(CRMDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		direction: DF.Literal["Ours", "Theirs"]
		due_on: DF.Date
		evidence: DF.SmallText | None
		explanation: DF.SmallText | None
		made_on: DF.Date
		meeting: DF.Link | None
		meeting_log: DF.Link | None
		promise: DF.Data
		responsible: DF.Link | None
		stakeholder: DF.DynamicLink
		stakeholder_name: DF.Data | None
		stakeholder_type: DF.Link
		status: DF.Literal["Open", "In Progress", "Kept", "Broken", "Renegotiated", "Referred"]
		todo: DF.Link | None
	# end: auto-generated types
	state_machine: ClassVar[str | None] = "Stakeholder Commitment"

	def check(self) -> None:
		"""Check the assignee, the due date, and the explanation if it was not kept."""
		if self.direction == OURS and not self.responsible:
			frappe.throw(_("Choose Assigned To for our commitment."), frappe.MandatoryError)
		made_on = getdate(self.made_on or today())
		if self.due_on and getdate(self.due_on) < made_on:
			frappe.throw(
				_("Due On cannot be before Made On. Choose {0} or later.").format(formatdate(made_on))
			)
		if self.status in EXPLAINED and not (self.explanation or "").strip():
			frappe.throw(
				_("Status {0} requires an Explanation.").format(frappe.bold(_(self.status))),
				frappe.MandatoryError,
			)

	def on_update(self) -> None:
		"""Sync the to-do."""
		sync_commitment_todo(self)

	def on_trash(self) -> None:
		"""Delete the to-do."""
		remove_commitment_todo(self)


def on_doctype_update() -> None:
	"""Open commitments of ours, and those due in a period, are counted often."""
	frappe.db.add_index("Stakeholder Commitment", ["direction", "status", "due_on"])
