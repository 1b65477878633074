"""Keep the one Event of a meeting, in the calendar of its lead and team, in step with it.

It is private and neutral: calendars show on phones and walls, and Frappe mails reminders of them. Of a
Confidential meeting it does not even name the team.
"""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime, now_datetime

from stakeholder_crm.access.meeting_events import colleagues_of, remove_event_shares, sync_event_shares
from stakeholder_crm.base.doctypes import EVENT, MEETING, SHARE
from stakeholder_crm.base.host_traces import delete_rows
from stakeholder_crm.domain.meeting_calendar import COMING, event_status


def on_meeting_change(meeting: Document, method: str | None = None) -> None:
	"""The Stakeholder Meeting's hook."""
	sync_event(meeting)


def on_meeting_trash(meeting: Document, method: str | None = None) -> None:
	"""The Stakeholder Meeting's hook: the Event goes with the meeting."""
	if meeting.event:
		event = meeting.event
		meeting.db_set("event", None, update_modified=False)
		remove_events([event])


def on_user_change(user: Document, method: str | None = None) -> None:
	"""The User's hook: she may have other roles now."""
	remove_event_shares(user.name)


def sync_event(meeting: Document) -> None:
	"""Make, move, hand over or cancel the Event, as the meeting has it.

	Args:
		meeting: a Stakeholder Meeting that has just been saved.
	"""
	before = meeting.get_doc_before_save()
	same = bool(before) and _entry(before) == _entry(meeting)
	if meeting.event and frappe.db.exists(EVENT, meeting.event):
		if not same:
			_update(frappe.get_doc(EVENT, meeting.event), meeting)
		# Who takes part may be hidden from somebody of the team now.
		sync_event_shares(meeting)
	elif (
		not same and event_status(meeting.status) == "Open" and get_datetime(meeting.ends_on) > now_datetime()
	):
		_create(meeting)


def create_missing_events() -> None:
	"""Give each meeting that lies ahead and has no Event one."""
	ahead = {"ends_on": (">", now_datetime()), "event": ("is", "not set"), "status": ("in", tuple(COMING))}
	for name in frappe.get_all(MEETING, filters=ahead, pluck="name", order_by="starts_on, name"):
		sync_event(frappe.get_doc(MEETING, name))


def neutral_subject(meeting: str) -> str:
	"""What a calendar calls a meeting: its number, which says nothing to who has no access."""
	return _("Meeting {0}").format(meeting)


def remove_past_events(meetings: list[str]) -> int:
	"""Delete the Events of meetings that are over: a calendar need not remember them.

	Args:
		meetings: names of Stakeholder Meetings.

	Returns:
		How many were deleted.
	"""
	over = {
		"name": ("in", meetings or [""]),
		"event": ("is", "set"),
		"ends_on": ("<", now_datetime()),
	}
	rows = frappe.get_all(MEETING, filters=over, fields=["name", "event"], order_by="name")
	frappe.db.set_value(
		MEETING,
		{"name": ("in", [row.name for row in rows] or [""])},
		"event",
		None,
		update_modified=False,
	)
	remove_events([row.event for row in rows])
	return len(rows)


def remove_events(names: list[str]) -> None:
	"""Delete Events of meetings and what the host wrote about them; no copy of them is kept.

	Args:
		names: Events; none is fine.
	"""
	about = ("in", names or [""])
	for doctype, type_field, name_field in (
		(SHARE, "share_doctype", "share_name"),
		("Version", "ref_doctype", "docname"),
		("Comment", "reference_doctype", "reference_name"),
		("View Log", "reference_doctype", "reference_name"),
	):
		filters = {type_field: EVENT, name_field: about}
		delete_rows(doctype, frappe.get_all(doctype, filters=filters, pluck="name", order_by="name"))
	delete_rows(EVENT, names)


def _entry(meeting: Document) -> tuple:
	"""What the Event is made of."""
	return (
		get_datetime(meeting.starts_on),
		get_datetime(meeting.ends_on),
		event_status(meeting.status),
		meeting.lead,
		colleagues_of(meeting),
		meeting.confidentiality == "Confidential",
	)


def _values(meeting: Document) -> dict[str, Any]:
	return {
		"subject": neutral_subject(meeting.name),
		"event_category": "Meeting",
		"event_type": "Private",
		"starts_on": get_datetime(meeting.starts_on),
		"ends_on": get_datetime(meeting.ends_on),
		"status": event_status(meeting.status),
		# The host's reminder is a mail.
		"send_reminder": int(meeting.confidentiality != "Confidential"),
		"sync_with_google_calendar": 0,
	}


def _participants(meeting: Document) -> list[str]:
	secret = meeting.confidentiality == "Confidential"
	return [] if secret else sorted({meeting.lead, *colleagues_of(meeting)})


def _create(meeting: Document) -> None:
	event = frappe.new_doc(EVENT)
	event.update(_values(meeting))
	_name_team(event, meeting)
	event.flags.by_meeting = True
	# The Event belongs to the meeting, whoever saved that.
	event.insert(ignore_permissions=True)
	event.db_set("owner", meeting.lead, update_modified=False)
	meeting.db_set("event", event.name, update_modified=False)
	sync_event_shares(meeting)


def _update(event: Document, meeting: Document) -> None:
	values = _values(meeting)
	stands = {key: event.get(key) for key in values}
	named = [row.reference_docname for row in event.event_participants]
	if stands != values or named != _participants(meeting):
		event.update(values)
		_name_team(event, meeting)
		event.flags.by_meeting = True
		# The Event follows its meeting, also where a colleague holds it.
		event.save(ignore_permissions=True)
	if event.owner != meeting.lead:
		event.db_set("owner", meeting.lead, update_modified=False)


def _name_team(event: Document, meeting: Document) -> None:
	event.set("event_participants", [])
	for user in _participants(meeting):
		# The address is said here, since the host would look for a Contact of that user.
		event.append(
			"event_participants", {"reference_doctype": "User", "reference_docname": user, "email": user}
		)
