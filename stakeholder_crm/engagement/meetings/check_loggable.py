"""Refuse to log a meeting that was called off, has not begun, or has its log."""

import frappe
from frappe import _
from frappe.utils import format_datetime, get_datetime, get_link_to_form, now_datetime

from stakeholder_crm.domain.meetings import NotLoggable, why_not_loggable


class NotLoggableError(frappe.ValidationError):
	"""The meeting cannot be logged now."""


class SecondLogError(NotLoggableError):
	"""The meeting has a log already."""


def check_loggable(meeting, log: str | None = None) -> None:
	"""Refuse unless the meeting may have this log now.

	Args:
		meeting: a Stakeholder Meeting, or a row with its name, status and starts_on.
		log: the log's own name where it is saved already.

	Raises:
		SecondLogError: when another log of the meeting is there, a draft or a submitted one.
		NotLoggableError: when the meeting is cancelled, postponed or ahead.
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
			_(
				"This meeting has its log already: {0}. Open that one; once submitted it can be amended."
			).format(get_link_to_form("Meeting Log", other[0])),
			SecondLogError,
		)
	problem = why_not_loggable(meeting.status, get_datetime(meeting.starts_on), now_datetime())
	if problem is NotLoggable.CALLED_OFF:
		frappe.throw(
			_(
				"This meeting is {0}: there is nothing to log. Reschedule it if it took place after all."
			).format(_(meeting.status)),
			NotLoggableError,
		)
	if problem is NotLoggable.AHEAD:
		frappe.throw(
			_("This meeting begins on {0}. It can be logged once it has begun.").format(
				format_datetime(meeting.starts_on)
			),
			NotLoggableError,
		)
	if problem is NotLoggable.LOGGED:
		frappe.throw(
			_("This meeting is {0} already. Amend its log instead of writing a second one.").format(
				_(meeting.status)
			),
			SecondLogError,
		)
