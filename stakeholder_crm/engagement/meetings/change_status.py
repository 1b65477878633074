"""Change a meeting's status: confirm, postpone, cancel, reschedule, mark as held, close."""

from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime


def confirm(meeting: Document) -> None:
	"""The participants confirmed."""
	meeting.move_to("Confirmed")


def postpone(meeting: Document, reason: str = "") -> None:
	"""Postpone it without a new date."""
	meeting.move_to("Postponed", status_reason=reason)


def cancel(meeting: Document, reason: str) -> None:
	"""Cancel it.

	Raises:
		frappe.MandatoryError: without a reason.
	"""
	if not reason.strip():
		frappe.throw(_("Enter a reason for cancelling the meeting."), frappe.MandatoryError)
	meeting.move_to("Cancelled", status_reason=reason)


def reschedule(meeting: Document, starts_on: datetime, ends_on: datetime, reason: str = "") -> None:
	"""Change the date. Participants must confirm again.

	Args:
		meeting: a meeting that is not logged.
			starts_on: the new start, in the site's time zone.
			ends_on: the new end, in the site's time zone.
			reason: optional.
	"""
	meeting.move_to("Planned", starts_on=starts_on, ends_on=ends_on, status_reason=reason)


def mark_held(meeting: Document) -> None:
	"""The meeting took place and needs a log.

	Raises:
			frappe.ValidationError: when it has not started.
	"""
	if meeting.starts_on > now_datetime():
		frappe.throw(_("This meeting has not started. Reschedule it if it took place earlier."))
	meeting.move_to("Held")


def close(meeting: Document) -> None:
	"""No more work on it."""
	meeting.move_to("Closed")
