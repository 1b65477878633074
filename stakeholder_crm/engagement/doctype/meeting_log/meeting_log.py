import frappe
from frappe import _
from frappe.utils import formatdate, get_datetime, getdate, now_datetime

from stakeholder_crm.base.doctypes import MEETING
from stakeholder_crm.base.pairs import Pair, pairs_of
from stakeholder_crm.document import CRMDocument
from stakeholder_crm.engagement.meetings.apply_log import apply_log
from stakeholder_crm.engagement.meetings.check_loggable import check_loggable
from stakeholder_crm.engagement.meetings.check_people import check_people, row_label
from stakeholder_crm.engagement.meetings.raise_confidentiality import raise_meeting
from stakeholder_crm.engagement.meetings.revert_log import revert_log

CONTRIBUTION_LIMIT = 500


class MeetingLog(CRMDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from stakeholder_crm.engagement.doctype.meeting_attendance.meeting_attendance import MeetingAttendance
		from stakeholder_crm.engagement.doctype.meeting_log_commitment.meeting_log_commitment import (
			MeetingLogCommitment,
		)
		from stakeholder_crm.engagement.doctype.meeting_log_concern.meeting_log_concern import (
			MeetingLogConcern,
		)

		adaptations: DF.Text | None
		amended_from: DF.Link | None
		attendance: DF.Table[MeetingAttendance]
		commitments: DF.Table[MeetingLogCommitment]
		concerns: DF.Table[MeetingLogConcern]
		held_from: DF.Datetime
		held_to: DF.Datetime
		meeting: DF.Link
		next_steps: DF.Text | None
		outcome: DF.Literal["", "Agreement", "Progress", "No Change", "Setback"]
		safeguarding_flag: DF.Check
		subject: DF.Data | None
		summary: DF.Text
		what_we_heard: DF.Text | None

	# end: auto-generated types
	def check(self) -> None:
		"""The meeting, the hours, who was there, and what was promised."""
		if not self.meeting:
			frappe.throw(_("Choose the Meeting that this log is about."), frappe.MandatoryError)
		# Two logs submitted at the same moment wait for each other here; the second is refused.
		meeting = frappe.get_doc(MEETING, self.meeting, for_update=self.docstatus == 1)
		before = self.get_doc_before_save()
		self.subject = meeting.subject
		check_loggable(meeting, self.name)
		self._check_hours()
		if self.held_from:
			check_people(self.attendance, before.attendance if before else (), getdate(self.held_from))
		self._check_contributions()
		self._check_commitments()

	def known_people(self) -> set[Pair]:
		"""Who was to come stands on the meeting, which the log's author sees."""
		rows = frappe.get_all(
			"Meeting Participant",
			filters={"parenttype": "Stakeholder Meeting", "parent": self.meeting or ""},
			fields=["stakeholder_type", "stakeholder"],
			order_by="idx",
		)
		return set(pairs_of(rows))

	def on_update(self) -> None:
		"""A log is seen by whom its meeting is seen: the most confidential person named in it decides."""
		raise_meeting(self.meeting, pairs_of([*self.attendance, *self.concerns, *self.commitments]))

	def on_submit(self) -> None:
		"""Let the log take effect."""
		apply_log(self)

	def on_cancel(self) -> None:
		"""Take back what the log did."""
		revert_log(self)

	def _check_hours(self) -> None:
		if not self.held_from or not self.held_to:
			return
		if get_datetime(self.held_to) <= get_datetime(self.held_from):
			frappe.throw(_("The meeting ended before it began. Set Held To later than Held From."))
		if get_datetime(self.held_from) > now_datetime():
			frappe.throw(_("Held From lies in the future. Enter when the meeting really began."))

	def _check_contributions(self) -> None:
		for row in self.attendance:
			if len(row.contribution or "") > CONTRIBUTION_LIMIT:
				frappe.throw(
					_("{0}: the contribution goes into a letter. Say it in at most {1} characters.").format(
						row_label(row), CONTRIBUTION_LIMIT
					),
					frappe.CharacterLengthExceededError,
				)

	def _check_commitments(self) -> None:
		for row in self.commitments:
			if row.direction == "Ours" and not row.responsible:
				frappe.throw(
					_("{0}: who of us keeps this promise? Choose who is responsible.").format(row_label(row)),
					frappe.MandatoryError,
				)
			if row.due_on and self.held_from and getdate(row.due_on) < getdate(self.held_from):
				frappe.throw(
					_("{0}: it is due before it was promised. Set Due On to {1} or later.").format(
						row_label(row), formatdate(self.held_from)
					)
				)
