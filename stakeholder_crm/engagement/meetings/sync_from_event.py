"""Somebody changed a meeting's Event in the calendar: the meeting moves with it, and all else stays its own.

The last writer wins for the hours: whoever drags an entry in a calendar means it. The meeting then waits to be
confirmed again, as after any new date, and its timeline says where it was moved. What the entry says, who
sees it and whether it takes place are the meeting's, and are put back.
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
	"""The Event was moved, but its meeting cannot be."""


def meeting_of_event(event: str) -> str | None:
	"""The name of the Stakeholder Meeting that an Event stands for, where there is one."""
	return frappe.db.get_value(MEETING, {"event": event})


def restore_meeting_fields(event: Document) -> None:
	"""Give an Event of a meeting its neutral words, its privacy and its state back before it is stored.

	Args:
		event: an Event that somebody is about to save.
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
			_(
				"This entry belongs to the meeting {0}. Its hours can be changed here; everything else is changed in the meeting."
			).format(get_link_to_form(MEETING, meeting_of_event(event.name))),
			indicator="orange",
			alert=True,
		)


def sync_from_event(event: Document) -> None:
	"""Move the meeting whose Event was moved.

	Args:
		event: an Event that has just been stored.

	Raises:
		frappe.PermissionError: when the user may not change the meeting.
		MeetingLockedError: when the meeting cannot be moved any more.
	"""
	if not _stored(event):
		return
	meeting = frappe.get_doc(MEETING, {"event": event.name})
	hours = get_datetime(event.starts_on), get_datetime(event.ends_on)
	if hours == (get_datetime(meeting.starts_on), get_datetime(meeting.ends_on)):
		return
	if not meeting.has_permission("write"):
		frappe.throw(
			_("This entry belongs to a meeting that you may not change. Ask its lead to move it."),
			frappe.PermissionError,
		)
	if meeting.status != "Planned" and "Planned" not in MACHINES[MEETING][meeting.status]:
		frappe.throw(
			_("The meeting {0} is {1} and stays where it was. Change what its log says instead.").format(
				meeting.name, _(meeting.status)
			),
			MeetingLockedError,
		)
	reschedule(meeting, *hours)
	_note(meeting)
	frappe.msgprint(
		_("The meeting {0} was moved, too, and waits to be confirmed.").format(
			get_link_to_form(MEETING, meeting.name)
		),
		indicator="green",
		alert=True,
	)


def unlink_event(event: Document) -> None:
	"""An Event is being deleted: its meeting goes on without one, until it is moved.

	Args:
		event: the Event.
	"""
	frappe.db.set_value(MEETING, {"event": event.name}, "event", None, update_modified=False)


def _stored(event: Document) -> Document | None:
	"""What the Event was, where it is a meeting's and somebody else than the meeting changes it."""
	if event.flags.by_meeting or event.is_new() or not meeting_of_event(event.name):
		return None
	return event.get_doc_before_save()


def _value(event: Document, field: str) -> object:
	if field == "event_participants":
		return [(row.reference_doctype, row.reference_docname, row.email) for row in event.event_participants]
	return event.get(field) or None


def _duration(event: Document) -> timedelta:
	return get_datetime(event.ends_on) - get_datetime(event.starts_on)


def _note(meeting: Document) -> None:
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
	# A comment's hooks look for mentions and tell followers; this one says what the version says, and how.
	insert_without_hooks(line)
