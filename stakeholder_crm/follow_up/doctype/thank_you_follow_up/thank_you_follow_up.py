from typing import ClassVar

import frappe
from frappe import _
from frappe.utils import get_datetime

from stakeholder_crm.document import CRMDocument
from stakeholder_crm.domain.states import MACHINES
from stakeholder_crm.follow_up.channels.registry import machine_channels
from stakeholder_crm.follow_up.messages.retry import check_not_left, move_on
from stakeholder_crm.follow_up.messages.sync_task import sync_task

EDITABLE = ("Draft", "Awaiting Approval", "Scheduled", "Needs Review")


class ThankYouFollowUp(CRMDocument):
	"""A thank-you to one participant of a meeting."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		address_hash: DF.Data | None
		answer: DF.LongText | None
		approved_by: DF.Link | None
		approved_on: DF.Datetime | None
		assigned_to: DF.Link | None
		attempts: DF.Int
		block_reason: DF.SmallText | None
		body: DF.Text | None
		channel: DF.Literal["", "Email", "SMS", "WhatsApp", "Phone", "Letter", "In Person", "Intermediary"]
		claim_token: DF.Data | None
		claimed_on: DF.Datetime | None
		contact_point: DF.Data | None
		contribution: DF.SmallText | None
		deferred_until: DF.Datetime | None
		due_on: DF.Datetime | None
		email_queue: DF.Link | None
		meeting: DF.Link
		meeting_log: DF.Link
		occurrence_key: DF.Data | None
		opt_out_key: DF.Data | None
		reason_code: DF.Data | None
		represented_by: DF.Data | None
		reserved_until: DF.Datetime | None
		sent_on: DF.Datetime | None
		stakeholder: DF.DynamicLink
		stakeholder_name: DF.Data | None
		stakeholder_type: DF.Link
		status: DF.Literal[
			"Draft",
			"Awaiting Approval",
			"Scheduled",
			"Claimed",
			"Queued",
			"Sent",
			"Bounced",
			"Failed",
			"Blocked",
			"Needs Review",
			"Cancelled",
			"Done Manually",
			"Not Needed",
		]
		subject: DF.Data | None
		todo: DF.Link | None
	# end: auto-generated types
	state_machine: ClassVar[str | None] = "Thank You Follow Up"
	service_states: ClassVar[frozenset[str]] = frozenset(MACHINES["Thank You Follow Up"]) - {"Draft"}

	def onload(self) -> None:
		"""Tell the form whether it is sent automatically, with an unsubscribe link."""
		super().onload()
		self.set_onload("by_machine", self.channel in machine_channels())

	def check(self) -> None:
		"""Allow changes to text and time while it waits; a changed text needs a new approval."""
		before = self.get_doc_before_save()
		if before:
			# One may have come since this document was loaded.
			self.answer = before.answer
		if self.flags.by_service or not before:
			return
		rewritten = any((self.get(field) or "") != (before.get(field) or "") for field in ("subject", "body"))
		if not rewritten and get_datetime(self.due_on) == get_datetime(before.due_on):
			return
		self._check_editable(before.status)
		self.deferred_until = None
		if rewritten or before.status == "Needs Review":
			self.update({"status": "Draft", "approved_by": None, "approved_on": None, "block_reason": ""})
			self.flags.edited = True

	def on_update(self) -> None:
		"""Update status and to-do of an edited thank-you, by gate and approval rule."""
		if self.flags.pop("edited", False):
			move_on(self)
		sync_task(self)

	def on_trash(self) -> None:
		"""Delete its to-do, too."""
		if self.todo:
			# The to-do is useless without its thank-you.
			frappe.delete_doc("ToDo", self.todo, ignore_permissions=True, force=True)

	def _check_editable(self, status: str) -> None:
		if status not in EDITABLE:
			frappe.throw(
				_("Subject, text and due time cannot be changed while the status is {0}.").format(
					frappe.bold(_(status))
				),
				title=_("Thank-you Cannot Be Changed"),
			)
		if not self.due_on:
			frappe.throw(
				_("Due On is required. Enter when to send it."), frappe.MandatoryError, title=_("Due On")
			)
		check_not_left(self)
