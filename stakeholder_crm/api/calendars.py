"""Meetings for calendars outside: one as a file, and a user's own as a feed."""

from dataclasses import asdict
from typing import Any

import frappe
from frappe.rate_limiter import rate_limit
from werkzeug.wrappers import Response

from stakeholder_crm.api import meetings
from stakeholder_crm.engagement.calendars import feed_link
from stakeholder_crm.engagement.calendars.list_feed import list_feed_meetings
from stakeholder_crm.engagement.calendars.render_calendar import render_calendar

# A calendar program asks every few minutes, and a whole office may have one address.
MOST_IN_AN_HOUR = 600
# Programs ask by HEAD whether a calendar has changed; it is answered as GET is, without a body (RFC 9110, 9.3.2).
READING = ["GET", "HEAD"]
CALENDAR = "text/calendar; charset=utf-8"


@frappe.whitelist(methods=READING)
def meeting_file(meeting: str) -> Response:
	"""Download a meeting as an iCalendar file: its hours, its state and a link to it.

	Args:
		meeting: name of a Stakeholder Meeting.

	Raises:
		frappe.PermissionError: when the user may not read it.
	"""
	doc = frappe.get_doc("Stakeholder Meeting", meeting)
	doc.check_permission("read")
	response = _answer(render_calendar([doc]))
	response.headers["Content-Disposition"] = f'attachment; filename="{doc.name}.ics"'
	return response


@frappe.whitelist(methods=["POST"])
def move_meeting(args: str | dict[str, Any], field_map: str | dict[str, Any] | None = None) -> str:
	"""Move a meeting that was dragged in Frappe's calendar; it is Planned again and wants confirming.

	Args:
		args: ``name``, ``starts_on`` and ``ends_on``, in the site's zone, as the calendar sends them.
		field_map: the calendar's; not needed.

	Returns:
		The status it has now.

	Raises:
		frappe.PermissionError: when the user may not change the meeting.
		IllegalTransitionError: when it was logged.
	"""
	moved = frappe.parse_json(args)
	return meetings.reschedule(moved["name"], moved["starts_on"], moved["ends_on"])


@frappe.whitelist(methods=["GET", "POST"])
def feed_state() -> dict[str, Any]:
	"""Whether the user has a calendar feed.

	Returns:
		``made_on`` (None where there is none) and an empty ``url``: the address is shown once only.
	"""
	return asdict(feed_link.feed_state())


@frappe.whitelist(methods=["POST"])
def renew_feed() -> dict[str, Any]:
	"""Make an address for the user's own calendar feed; one that there was leads nowhere from now on.

	Returns:
		``made_on`` and the ``url``, which nobody can be told again.

	Raises:
		frappe.PermissionError: when the user reads no meetings.
	"""
	return asdict(feed_link.renew_feed())


@frappe.whitelist(methods=["POST"])
def revoke_feed() -> None:
	"""Take the address of the user's own calendar feed back."""
	feed_link.revoke_feed(frappe.session.user)


@frappe.whitelist(methods=READING, allow_guest=True)
@rate_limit(limit=MOST_IN_AN_HOUR, seconds=60 * 60)
def feed(token: str = "") -> Response:
	"""The calendar behind a feed's address, for calendar programs, which do not log in.

	Args:
		token: from the address. One that was taken back is answered as one that never was.

	Returns:
		``text/calendar`` with an ETag; 304 where the program has it already; 404 for a token that leads nowhere.
	"""
	user = feed_link.user_of(token)
	if not user:
		return Response(status=404, mimetype="text/plain")
	return _answer(list_feed_meetings(user)).make_conditional(frappe.local.request)


def _answer(calendar: bytes) -> Response:
	response = Response(calendar, content_type=CALENDAR)
	response.add_etag()
	response.headers["Cache-Control"] = "private, no-cache"
	response.headers["X-Robots-Tag"] = "noindex"
	return response
