"""Reject a log for a meeting that is cancelled, has not started, or already has a log."""

import frappe
from frappe import _
from frappe.utils import format_datetime, get_datetime, get_link_to_form, now_datetime

from stakeholder_crm.domain.meetings import NotLoggable, why_not_loggable


class NotLoggableError(frappe.ValidationError):
	"""The meeting cannot be logged now."""


class SecondLogError(NotLoggableError):
	"""The meeting already has a log."""


def check_loggable(meeting, log: str | None = None) -> None:
	"""Check whether the meeting may have this log now.

	Args:
			meeting: a Stakeholder Meeting, or a row with its name, status and starts_on.
			log: the log's own name if it is saved.

	Raises:
			SecondLogError: when the meeting has another draft or submitted log.
			NotLoggableError: when the meeting is cancelled, postponed or in the future.
	"""
	other = frappe.get_all(
		"Meeting Log",
		filters={"meeting": meeting.name, "docstatus": ("<", 2), "name": ("!=", log or "")},
		pluck="name",
		order_by="docstatus desc, creation",
		limit=1,
	)
	if other:
		frappe.throw(
			_("A log already exists: {0}. Open it instead, and amend it if it is submitted.").format(
				get_link_to_form("Meeting Log", other[0])
			),
			SecondLogError,
		)
	problem = why_not_loggable(meeting.status, get_datetime(meeting.starts_on), now_datetime())
	if problem is NotLoggable.CALLED_OFF:
		frappe.throw(
			_("This meeting is {0} and cannot be logged. Reschedule it first if it took place.").format(
				_(meeting.status)
			),
			NotLoggableError,
		)
	if problem is NotLoggable.AHEAD:
		frappe.throw(
			_("This meeting starts on {0}. Log it after it has started.").format(
				format_datetime(meeting.starts_on)
			),
			NotLoggableError,
		)
	if problem is NotLoggable.LOGGED:
		frappe.throw(
			_("This meeting is already {0}. Amend its log instead.").format(_(meeting.status)),
			SecondLogError,
		)
