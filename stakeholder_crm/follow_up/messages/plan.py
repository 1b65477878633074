"""Plan one thank-you for each participant who attended a logged meeting."""

from datetime import date, datetime, timedelta

import frappe
from frappe.model.document import Document
from frappe.utils import format_date

from stakeholder_crm.access.permissions import visible_pairs
from stakeholder_crm.access.vault.sealed_document import opened
from stakeholder_crm.base.clock import current_moment, to_moment, to_stored
from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.base.pairs import pair_of
from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.domain.quiet_hours import ContactHours, next_allowed, spread
from stakeholder_crm.engagement.meetings.local_time import in_meeting_zone
from stakeholder_crm.follow_up.messages.gate_facts import GateContext, load_gate_context
from stakeholder_crm.follow_up.messages.match import match_participants
from stakeholder_crm.follow_up.messages.pass_gate import place
from stakeholder_crm.follow_up.messages.template import render


def plan_on_submit(log: Document, method: str | None = None) -> None:
	"""The Meeting Log's hook."""
	with opened(log):
		plan_thank_yous(log)


def plan_thank_yous(log: Document, now: datetime | None = None) -> list[str]:
	"""Plan the thank-yous of a submitted log.

	There is one thank-you per meeting and participant, and one per representative of an agency. Planning again creates
	no duplicates, and reactivates thank-yous that were cancelled with an earlier log.

	Args:
		log: a submitted Meeting Log.
		now: zone-aware, or as Frappe stores it; defaults to the current time.

	Returns:
		The names of the planned or reactivated thank-yous.
	"""
	rows = [row for row in log.attendance if row.attended and row.stakeholder]
	if not rows:
		return []
	docs = [
		_draft(planned.name, log, row, planned.occurrence_key)
		for row, planned in match_participants(log.meeting, rows)
		if not planned.name or planned.status == "Cancelled"
	]
	around = load_gate_context(docs, current_moment(now))
	_write(docs, log, around)
	new, woken = [doc for doc in docs if doc.is_new()], [doc for doc in docs if not doc.is_new()]
	place(new, around, save=False)
	for doc in new:
		doc.flags.by_service = True
		# No role may create thank-yous: submitting a log plans them.
		doc.insert(ignore_permissions=True)
		doc.flags.by_service = False
	place(woken, around, save=True)
	return [doc.name for doc in docs]


def _draft(name: str | None, log: Document, row: Document, key: str) -> Document:
	"""A new thank-you, or the cancelled one of an earlier log, as Draft."""
	values = {
		"stakeholder_type": row.stakeholder_type,
		"stakeholder": row.stakeholder,
		"represented_by": row.represented_by,
		"meeting": log.meeting,
		"meeting_log": log.name,
		"contribution": row.contribution if row.safe_to_mention else "",
		"occurrence_key": key,
		"approved_by": None,
		"approved_on": None,
	}
	doc = frappe.get_doc(THANK_YOU, name) if name else frappe.new_doc(THANK_YOU)
	# Submitting a log plans thank-yous for all participants, including those of other owners.
	doc.flags.ignore_permissions = True
	if name:
		doc.move_to("Draft", **values)
	else:
		doc.update(values)
	return doc


def _write(docs: list[Document], log: Document, around: GateContext) -> None:
	"""Set text, due time and assignee of each."""
	settings = get_settings()
	meeting = frappe.db.get_value("Stakeholder Meeting", log.meeting, ["lead", "time_zone"], as_dict=True)
	lead_sees = visible_pairs(meeting.lead, map(pair_of, docs))
	due = to_moment(log.held_to) + timedelta(hours=settings.thank_you_delay_hours or 0)
	for doc in docs:
		row = around.stakeholders[pair_of(doc)]
		route, hours = around.route(doc), around.hours(doc)
		allowed = next_allowed(due, hours) if hours else None
		moment = spread(allowed, doc.occurrence_key, hours) if allowed and hours else due
		# Without seconds, so that the form does not count it as changed. Contact hours start at full minutes.
		doc.due_on = to_stored(moment).replace(second=0, microsecond=0)
		doc.assigned_to = meeting.lead if pair_of(doc) in lead_sees else row.relationship_owner
		doc.subject = doc.body = ""
		if doc.contribution:
			doc.subject, doc.body = render(
				{
					"recipient": doc.represented_by or row.display_name,
					"contribution": _clause(doc.contribution),
					"organisation": (settings.organisation_name or "") if route and route.names_us else "",
					"sender": settings.neutral_sender_name,
					"meeting_date": format_date(_day_there(log, meeting, hours), "d MMMM yyyy"),
				}
			)


def _day_there(log: Document, meeting: frappe._dict, hours: ContactHours | None) -> date:
	"""The date of the meeting in its own time zone, or else in the recipient's."""
	if hours and not meeting.time_zone:
		return to_moment(log.held_from).astimezone(hours.zone).date()
	return in_meeting_zone(meeting, log.held_from).date()


def _clause(contribution: str) -> str:
	"""The contribution as part of a sentence: on one line, without a full stop."""
	return " ".join(contribution.split()).rstrip(".")
