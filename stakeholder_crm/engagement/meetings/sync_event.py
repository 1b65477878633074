"""Sync a meeting with its Event, in the calendar of its lead and team.

The Event is private and neutral, because calendars are shown on phones and walls, and Frappe e-mails reminders. For
a Confidential meeting it does not even name the team.
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
	"""Stakeholder Meeting hook."""
	sync_event(meeting)


def on_meeting_trash(meeting: Document, method: str | None = None) -> None:
	"""Stakeholder Meeting hook: delete the Event with the meeting."""
	if meeting.event:
		event = meeting.event
		meeting.db_set("event", None, update_modified=False)
		remove_events([event])


def on_user_change(user: Document, method: str | None = None) -> None:
	"""User hook: the user's roles may have changed."""
	remove_event_shares(user.name)


def sync_event(meeting: Document) -> None:
	"""Create, move, reassign or cancel the Event to match the meeting.

	Args:
			meeting: a Stakeholder Meeting that was just saved.
	"""
	before = meeting.get_doc_before_save()
	same = bool(before) and _entry(before) == _entry(meeting)
	if meeting.event and frappe.db.exists(EVENT, meeting.event):
		if not same:
			_update(frappe.get_doc(EVENT, meeting.event), meeting)
		# The participants may now be hidden from a team member.
		sync_event_shares(meeting)
	elif (
		not same and event_status(meeting.status) == "Open" and get_datetime(meeting.ends_on) > now_datetime()
	):
		_create(meeting)


def create_missing_events() -> None:
	"""Create the Events of coming meetings that have none."""
	ahead = {"ends_on": (">", now_datetime()), "event": ("is", "not set"), "status": ("in", tuple(COMING))}
	for name in frappe.get_all(MEETING, filters=ahead, pluck="name", order_by="starts_on, name"):
		sync_event(frappe.get_doc(MEETING, name))


def neutral_subject(meeting: str) -> str:
	"""A meeting's title in calendars: its ID, which says nothing to users without access."""
	return _("Meeting {0}").format(meeting)


def remove_past_events(meetings: list[str]) -> int:
	"""Delete the Events of past meetings.

	Args:
		meetings: names of Stakeholder Meetings.

	Returns:
			The number of deleted Events.
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
	"""Permanently delete Events of meetings and the host's records about them.

	Args:
			names: Events. May be empty.
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
	"""The values that the Event depends on."""
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
		# The host's reminder is an e-mail.
		"send_reminder": int(meeting.confidentiality != "Confidential"),
		"sync_with_google_calendar": 0,
	}


def _participants(meeting: Document) -> list[str]:
	confidential = meeting.confidentiality == "Confidential"
	return [] if confidential else sorted({meeting.lead, *colleagues_of(meeting)})


def _create(meeting: Document) -> None:
	event = frappe.new_doc(EVENT)
	event.update(_values(meeting))
	_name_team(event, meeting)
	event.flags.by_meeting = True
	# The Event follows the meeting, whichever user saved it.
	event.insert(ignore_permissions=True)
	event.db_set("owner", meeting.lead, update_modified=False)
	meeting.db_set("event", event.name, update_modified=False)
	sync_event_shares(meeting)


def _update(event: Document, meeting: Document) -> None:
	values = _values(meeting)
	current = {key: event.get(key) for key in values}
	named = [row.reference_docname for row in event.event_participants]
	if current != values or named != _participants(meeting):
		event.update(values)
		_name_team(event, meeting)
		event.flags.by_meeting = True
		# The Event follows its meeting, even when it belongs to another user.
		event.save(ignore_permissions=True)
	if event.owner != meeting.lead:
		event.db_set("owner", meeting.lead, update_modified=False)


def _name_team(event: Document, meeting: Document) -> None:
	event.set("event_participants", [])
	for user in _participants(meeting):
		# Set the address here, or the host would look for a Contact of that user.
		event.append(
			"event_participants", {"reference_doctype": "User", "reference_docname": user, "email": user}
		)
