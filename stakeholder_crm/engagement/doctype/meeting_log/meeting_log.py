import frappe
from frappe import _
from frappe.utils import formatdate, get_datetime, getdate, now_datetime

from stakeholder_crm.access.levels import level_of_people
from stakeholder_crm.access.raise_meetings import raise_meeting
from stakeholder_crm.access.vault.sealed_document import opened
from stakeholder_crm.base.doctypes import MEETING
from stakeholder_crm.base.pairs import Pair, pairs_of
from stakeholder_crm.document import CRMDocument
from stakeholder_crm.domain.clearance import Level
from stakeholder_crm.engagement.meetings.apply_log import apply_log
from stakeholder_crm.engagement.meetings.check_loggable import check_loggable
from stakeholder_crm.engagement.meetings.check_people import check_people, row_label
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
		"""Check the meeting, hours, attendance and commitments."""
		if not self.meeting:
			frappe.throw(_("Choose a Meeting for this log."), frappe.MandatoryError)
		# Two logs submitted at the same time wait here. The second one is rejected.
		meeting = frappe.get_doc(MEETING, self.meeting, for_update=self.docstatus == 1)
		before = self.get_doc_before_save()
		self.subject = meeting.subject
		check_loggable(meeting, self.name)
		self._check_hours()
		if self.held_from:
			check_people(self.attendance, before.attendance if before else (), getdate(self.held_from))
		self._check_contributions()
		self._check_commitments()

	def level(self) -> Level:
		"""At least that of everyone it names: its meeting is raised to it."""
		return max(super().level(), level_of_people(self._people()))

	def known_people(self) -> set[Pair]:
		"""The meeting's participants. The author of the log may see them."""
		rows = frappe.get_all(
			"Meeting Participant",
			filters={"parenttype": "Stakeholder Meeting", "parent": self.meeting or ""},
			fields=["stakeholder_type", "stakeholder"],
			order_by="idx",
		)
		return set(pairs_of(rows))

	def on_update(self) -> None:
		"""Raise the meeting's level to that of the most confidential stakeholder in its log."""
		raise_meeting(self.meeting, self._people())

	def on_submit(self) -> None:
		"""Apply the log."""
		with opened(self):
			apply_log(self)

	def on_cancel(self) -> None:
		"""Revert the log."""
		with opened(self):
			revert_log(self)

	def _people(self) -> list[Pair]:
		return pairs_of([*self.attendance, *self.concerns, *self.commitments])

	def _check_hours(self) -> None:
		if not self.held_from or not self.held_to:
			return
		if get_datetime(self.held_to) <= get_datetime(self.held_from):
			frappe.throw(_("Held To must be after Held From."))
		if get_datetime(self.held_from) > now_datetime():
			frappe.throw(_("Held From cannot be in the future."))

	def _check_contributions(self) -> None:
		for row in self.attendance:
			if len(row.contribution or "") > CONTRIBUTION_LIMIT:
				frappe.throw(
					_("{0}: Contribution is too long for a thank-you. Use at most {1} characters.").format(
						row_label(row), CONTRIBUTION_LIMIT
					),
					frappe.CharacterLengthExceededError,
				)

	def _check_commitments(self) -> None:
		for row in self.commitments:
			if row.direction == "Ours" and not row.responsible:
				frappe.throw(
					_("{0}: choose Assigned To for our commitment.").format(row_label(row)),
					frappe.MandatoryError,
				)
			if row.due_on and self.held_from and getdate(row.due_on) < getdate(self.held_from):
				frappe.throw(
					_("{0}: Due On cannot be before the meeting. Choose {1} or later.").format(
						row_label(row), formatdate(self.held_from)
					)
				)
