"""The meetings in a user's calendar feed, as far as the user may see them now."""

from datetime import timedelta

import frappe
from frappe import _
from frappe.utils import now_datetime

from stakeholder_crm.base.acting_as import acting_as
from stakeholder_crm.base.doctypes import MEETING
from stakeholder_crm.engagement.calendars.render_calendar import FIELDS, render_calendar

PAST = timedelta(days=90)
MOST = 1_000


def list_feed_meetings(user: str) -> bytes:
	"""Render a user's calendar, without a session.

	A user who is disabled or has lost the role gets an empty calendar, so that their app removes the meetings.

	Args:
			user: the feed's user.
	"""
	meetings = _meetings_of(user) if frappe.db.get_value("User", user, "enabled") else []
	return render_calendar(meetings, title=_("Meetings"))


def _meetings_of(user: str) -> list[frappe._dict]:
	since = now_datetime() - PAST
	meeting, member = frappe.qb.DocType(MEETING), frappe.qb.DocType("Meeting Team Member")
	in_team = (
		frappe.qb.from_(member)
		.join(meeting)
		.on((meeting.name == member.parent) & (member.parenttype == MEETING))
		.select(meeting.name)
		.where((member.user == user) & (meeting.starts_on >= since))
		.orderby(meeting.name)
	).run(pluck=True)
	try:
		with acting_as(user):
			return frappe.get_list(
				MEETING,
				fields=list(FIELDS),
				filters={"starts_on": (">=", since)},
				or_filters=[[MEETING, "lead", "=", user], [MEETING, "name", "in", in_team or [""]]],
				order_by="starts_on asc, name asc",
				limit=MOST,
			)
	except frappe.PermissionError:
		frappe.clear_messages()
		return []
