"""Endpoints for calendars: a meeting as a file, and a user's meetings as a feed."""

from dataclasses import asdict
from typing import Any

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from werkzeug.wrappers import Response

from stakeholder_crm.api import meetings
from stakeholder_crm.base.request_json import mapping_in
from stakeholder_crm.engagement.calendars import feed_link
from stakeholder_crm.engagement.calendars.list_feed import list_feed_meetings
from stakeholder_crm.engagement.calendars.render_calendar import render_calendar

# Calendar apps poll every few minutes, and a whole office may share one IP address.
MOST_IN_AN_HOUR = 600
# Apps use HEAD to check for changes. It is answered like GET, without a body (RFC 9110, 9.3.2).
READING = ["GET", "HEAD"]
CALENDAR = "text/calendar; charset=utf-8"


@frappe.whitelist(methods=READING)
def meeting_file(meeting: str) -> Response:
	"""Download a meeting as an iCalendar file: its hours, status and a link.

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
	"""Move a meeting that was dragged in Frappe's calendar. It is Planned again, and needs confirming.

	Args:
			args: ``name``, ``starts_on`` and ``ends_on`` in the site's time zone, as the calendar sends them.
			field_map: sent by the calendar, not used.

	Returns:
			The new status.

	Raises:
		frappe.PermissionError: when the user may not change the meeting.
		IllegalTransitionError: when it was logged.
	"""
	moved = mapping_in("args", args)
	if missing := [field for field in ("name", "starts_on", "ends_on") if not moved.get(field)]:
		frappe.throw(_("{0} is required.").format(frappe.bold(missing[0])), frappe.MandatoryError)
	return meetings.reschedule(str(moved["name"]), moved["starts_on"], moved["ends_on"])


@frappe.whitelist(methods=["GET", "POST"])
def feed_state() -> dict[str, Any]:
	"""Whether the user has a calendar feed.

	Returns:
			``made_on`` (None if there is none) and an empty ``url``: the link is shown only once.
	"""
	return asdict(feed_link.feed_state())


@frappe.whitelist(methods=["POST"])
def renew_feed() -> dict[str, Any]:
	"""Create a link for the user's own calendar feed. A previous link stops working.

	Returns:
			``made_on`` and the ``url``, which cannot be shown again.

	Raises:
			frappe.PermissionError: when the user has no permission to read meetings.
	"""
	return asdict(feed_link.renew_feed())


@frappe.whitelist(methods=["POST"])
def revoke_feed() -> None:
	"""Revoke the link of the user's own calendar feed."""
	feed_link.revoke_feed(frappe.session.user)


@frappe.whitelist(methods=READING, allow_guest=True)
@rate_limit(limit=MOST_IN_AN_HOUR, seconds=60 * 60)
def feed(token: str = "") -> Response:
	"""The calendar of a feed link, for calendar apps, which do not log in.

	Args:
			token: from the link. Revoked tokens are answered like unknown ones.

	Returns:
			``text/calendar`` with an ETag; 304 if the app has it already; 404 for an unknown token.
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
