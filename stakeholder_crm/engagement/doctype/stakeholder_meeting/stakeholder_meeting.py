from typing import ClassVar

import frappe
from frappe import _
from frappe.utils import (
	cint,
	escape_html,
	format_datetime,
	get_datetime,
	get_link_to_form,
	getdate,
	now_datetime,
)

from stakeholder_crm.access.levels import check_lowered, level_of_people
from stakeholder_crm.access.vault.follow_level import follow_level
from stakeholder_crm.base.clock import check_time_zone
from stakeholder_crm.base.pairs import pairs_of
from stakeholder_crm.document import CRMDocument
from stakeholder_crm.domain.clearance import Level, level_of, name_of
from stakeholder_crm.domain.meeting_calendar import next_sequence
from stakeholder_crm.engagement.meetings.check_people import check_people, named_in_logs
from stakeholder_crm.engagement.meetings.find_overlaps import Overlap, find_overlaps


class StakeholderMeeting(CRMDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from stakeholder_crm.engagement.doctype.meeting_participant.meeting_participant import (
			MeetingParticipant,
		)
		from stakeholder_crm.engagement.doctype.meeting_team_member.meeting_team_member import (
			MeetingTeamMember,
		)

		agenda: DF.Text | None
		calendar_sequence: DF.Int
		case_ref: DF.Data | None
		confidentiality: DF.Literal["Open", "Restricted", "Confidential"]
		desired_outcome: DF.SmallText | None
		disclosure_boundary: DF.Text | None
		ends_on: DF.Datetime
		engagement_level: DF.Literal["", "Inform", "Consult", "Involve", "Collaborate", "Empower"]
		event: DF.Link | None
		ground_rules: DF.Text | None
		kind: DF.Literal[
			"Pre-mediation",
			"Mediation",
			"Informal Gathering",
			"One-to-one",
			"Coalition",
			"Partner Coordination",
			"Site Visit",
			"Call",
		]
		lead: DF.Link
		location: DF.SmallText | None
		lowered_because: DF.SmallText | None
		participants: DF.Table[MeetingParticipant]
		purpose: DF.SmallText | None
		quick_log_key: DF.Data | None
		starts_on: DF.Datetime
		status: DF.Literal["Planned", "Confirmed", "Held", "Logged", "Closed", "Postponed", "Cancelled"]
		status_reason: DF.SmallText | None
		subject: DF.Data
		team: DF.Table[MeetingTeamMember]
		time_zone: DF.Autocomplete | None
	# end: auto-generated types
	state_machine: ClassVar[str | None] = "Stakeholder Meeting"

	def check(self) -> None:
		"""Check hours, people and confidentiality, and warn about schedule conflicts."""
		before = self.get_doc_before_save()
		self.lead = self.lead or frappe.session.user
		self._check_hours()
		self._normalise_team()
		if self.starts_on:
			check_people(self.participants, before.participants if before else (), getdate(self.starts_on))
		self._raise_confidentiality()
		self.calendar_sequence = next_sequence(
			_shown(before) if before else None, _shown(self), cint(self.calendar_sequence)
		)
		if self.starts_on and self.ends_on and _is_ahead(self) and _schedule_changed(self, before):
			_warn_about(find_overlaps(self))

	def on_update(self) -> None:
		"""Seal or open its briefs, its log and what came of it, if it became Confidential or is so no more."""
		before = self.get_doc_before_save()
		levels = {level_of(doc.confidentiality) for doc in (before or self, self)}
		if len(levels) > 1 and Level.CONFIDENTIAL in levels:
			follow_level(self)

	def _check_hours(self) -> None:
		if self.starts_on and self.ends_on and get_datetime(self.ends_on) <= get_datetime(self.starts_on):
			frappe.throw(_("Ends On must be after Starts On."))
		check_time_zone(self)

	def _normalise_team(self) -> None:
		"""The lead is always in the team, and everyone is listed once."""
		once = {row.user: row for row in self.team if row.user and row.user != self.lead}
		self.team = list(once.values())
		for index, row in enumerate(self.team, start=1):
			row.idx = index

	def level(self) -> Level:
		"""At least that of everyone who takes part or is named in its log."""
		people = {*pairs_of(self.participants), *named_in_logs(self.name)}
		return max(level_of(self.confidentiality or "Open"), level_of_people(people))

	def _raise_confidentiality(self) -> None:
		self.confidentiality = name_of(self.level())
		check_lowered(self)


def _is_ahead(doc: StakeholderMeeting) -> bool:
	"""Whether a warning can still help."""
	return get_datetime(doc.ends_on) > now_datetime()


def _shown(doc: StakeholderMeeting) -> dict[str, object]:
	hours = {key: get_datetime(doc.get(key)) for key in ("starts_on", "ends_on") if doc.get(key)}
	return {**hours, "status": doc.status, "time_zone": doc.time_zone or ""}


def _schedule_changed(doc: StakeholderMeeting, before: StakeholderMeeting | None) -> bool:
	"""Whether hours or people changed, so that the warning is not repeated on every save."""
	return before is None or _schedule(doc) != _schedule(before)


def _schedule(doc: StakeholderMeeting) -> tuple:
	return (
		get_datetime(doc.starts_on),
		get_datetime(doc.ends_on),
		{doc.lead, *(row.user for row in doc.team)},
		set(pairs_of(doc.participants)),
	)


def _warn_about(overlaps: list[Overlap]) -> None:
	if not overlaps:
		return
	frappe.msgprint(
		[_sentence(overlap) for overlap in overlaps],
		title=_("Schedule Conflict"),
		indicator="orange",
		as_list=True,
	)


def _sentence(overlap: Overlap) -> str:
	who = frappe.bold(escape_html(overlap.who))
	hours = format_datetime(overlap.starts_on), format_datetime(overlap.ends_on)
	if overlap.meeting:
		link = get_link_to_form("Stakeholder Meeting", overlap.meeting)
		return _("{0} has another meeting: {1}, {2} to {3}.").format(who, link, *hours)
	return _("{0} has another meeting, {1} to {2}.").format(who, *hours)


def on_doctype_update() -> None:
	"""Indexes for counting by period, and for a user's coming meetings."""
	frappe.db.add_index("Stakeholder Meeting", ["starts_on", "status", "confidentiality", "lead", "owner"])
	frappe.db.add_index("Stakeholder Meeting", ["lead", "status"])
