"""Move a meeting through its life: confirm, postpone, cancel, reschedule, mark held, close."""

from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime


def confirm(meeting: Document) -> None:
	"""The participants agreed to come."""
	meeting.move_to("Confirmed")


def postpone(meeting: Document, reason: str = "") -> None:
	"""It will not take place at its hour, and there is no new one yet."""
	meeting.move_to("Postponed", status_reason=reason)


def cancel(meeting: Document, reason: str) -> None:
	"""It will not take place.

	Raises:
		frappe.MandatoryError: without a reason.
	"""
	if not reason.strip():
		frappe.throw(
			_("Say why the meeting is cancelled: those who were to come will ask."), frappe.MandatoryError
		)
	meeting.move_to("Cancelled", status_reason=reason)


def reschedule(meeting: Document, starts_on: datetime, ends_on: datetime, reason: str = "") -> None:
	"""It takes place at another time, which its participants have yet to confirm.

	Args:
		meeting: a meeting that is not logged.
		starts_on: the new start, in the site's zone.
		ends_on: the new end, in the site's zone.
		reason: why, if there is something to say.
	"""
	meeting.move_to("Planned", starts_on=starts_on, ends_on=ends_on, status_reason=reason)


def mark_held(meeting: Document) -> None:
	"""It took place and waits for its log.

	Raises:
		frappe.ValidationError: when it has not begun.
	"""
	if meeting.starts_on > now_datetime():
		frappe.throw(_("This meeting has not begun. Change its hours if it took place earlier."))
	meeting.move_to("Held")


def close(meeting: Document) -> None:
	"""Nothing more is to be done about it."""
	meeting.move_to("Closed")
