"""When a user changes a meeting's Event in the calendar, move the meeting, and restore everything else.

For the hours, the last write wins. The meeting must then be confirmed again, as after any new date, and its
timeline shows where it was moved. The Event's texts, privacy and status follow the meeting and are restored.
"""

from datetime import timedelta

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime, get_link_to_form

from stakeholder_crm.base.doctypes import MEETING
from stakeholder_crm.base.system_records import insert_without_hooks
from stakeholder_crm.domain.states import MACHINES
from stakeholder_crm.engagement.meetings.change_status import reschedule

KEPT = (
	*("subject", "description", "event_type", "event_category", "status", "all_day", "repeat_this_event"),
	*("send_reminder", "sync_with_google_calendar", "event_participants"),
)


class MeetingLockedError(frappe.ValidationError):
	"""The Event was moved, but its meeting cannot be moved."""


def meeting_of_event(event: str) -> str | None:
	"""The name of the Stakeholder Meeting of an Event, if any."""
	return frappe.db.get_value(MEETING, {"event": event})


def restore_meeting_fields(event: Document) -> None:
	"""Restore the neutral texts, privacy and status of a meeting's Event before it is stored.

	Args:
			event: an Event that is about to be saved.
	"""
	stored = _stored(event)
	if not stored:
		return
	changed = [field for field in KEPT if _value(event, field) != _value(stored, field)]
	for field in changed:
		event.set(field, stored.get(field))
	if get_datetime(event.starts_on) != get_datetime(stored.starts_on) and not event.ends_on:
		event.ends_on = get_datetime(event.starts_on) + _duration(stored)
	if changed:
		frappe.msgprint(
			_("This entry belongs to meeting {0}. Only its hours can be changed here.").format(
				get_link_to_form(MEETING, meeting_of_event(event.name))
			),
			indicator="orange",
			alert=True,
		)


def sync_from_event(event: Document) -> None:
	"""Move the meeting of an Event that was moved.

	Args:
			event: an Event that was just saved.

	Raises:
		frappe.PermissionError: when the user may not change the meeting.
			MeetingLockedError: when the meeting can no longer be moved.
	"""
	if not _stored(event):
		return
	meeting = frappe.get_doc(MEETING, {"event": event.name})
	hours = get_datetime(event.starts_on), get_datetime(event.ends_on)
	if hours == (get_datetime(meeting.starts_on), get_datetime(meeting.ends_on)):
		return
	if not meeting.has_permission("write"):
		frappe.throw(
			_("You do not have permission to change this meeting. Ask its lead."),
			frappe.PermissionError,
		)
	if meeting.status != "Planned" and "Planned" not in MACHINES[MEETING][meeting.status]:
		frappe.throw(
			_("Meeting {0} is {1} and cannot be moved. Amend its log instead.").format(
				meeting.name, _(meeting.status)
			),
			MeetingLockedError,
		)
	reschedule(meeting, *hours)
	_log_move(meeting)
	frappe.msgprint(
		_("Meeting {0} was rescheduled and needs to be confirmed again.").format(
			get_link_to_form(MEETING, meeting.name)
		),
		indicator="green",
		alert=True,
	)


def unlink_event(event: Document) -> None:
	"""Clear a deleted Event from its meeting, which gets a new one when it is moved.

	Args:
		event: the Event.
	"""
	frappe.db.set_value(MEETING, {"event": event.name}, "event", None, update_modified=False)


def _stored(event: Document) -> Document | None:
	"""The stored Event, if it belongs to a meeting and is not being changed by it."""
	if event.flags.by_meeting or event.is_new() or not meeting_of_event(event.name):
		return None
	return event.get_doc_before_save()


def _value(event: Document, field: str) -> object:
	if field == "event_participants":
		return [(row.reference_doctype, row.reference_docname, row.email) for row in event.event_participants]
	return event.get(field) or None


def _duration(event: Document) -> timedelta:
	return get_datetime(event.ends_on) - get_datetime(event.starts_on)


def _log_move(meeting: Document) -> None:
	line = frappe.get_doc(
		{
			"doctype": "Comment",
			"comment_type": "Info",
			"comment_email": frappe.session.user,
			"reference_doctype": MEETING,
			"reference_name": meeting.name,
			"content": _("moved this meeting in the calendar"),
		}
	)
	# Comment hooks look for mentions and notify followers, which is not wanted here.
	insert_without_hooks(line)
