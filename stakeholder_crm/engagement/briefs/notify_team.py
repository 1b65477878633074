"""Notify a meeting's team about its brief, with a link and without its content."""

from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import format_datetime

from stakeholder_crm.base.notify import notify_user
from stakeholder_crm.engagement.briefs.load_facts import team_of
from stakeholder_crm.engagement.meetings.local_time import in_meeting_zone

if TYPE_CHECKING:
	from stakeholder_crm.engagement.doctype.meeting_brief.meeting_brief import MeetingBrief


def notify_team(brief: "MeetingBrief", meeting: Any = None) -> None:
	"""Notify the lead and the team, except the current user.

	Args:
			brief: the brief that was drafted, made Final, or became Stale.
			meeting: its Stakeholder Meeting document, if the caller has it.
	"""
	meeting = meeting or frappe.get_doc("Stakeholder Meeting", brief.meeting)
	members = [user for user in team_of(meeting) if user != frappe.session.user]
	enabled = frappe.get_all(
		"User", filters={"name": ("in", members or [""]), "enabled": 1}, pluck="name", order_by="name"
	)
	subject = _subject(brief, meeting)
	for user in enabled:
		notify_user(user, brief, subject)


def _subject(brief: "MeetingBrief", meeting: Any) -> str:
	starts_on = in_meeting_zone(meeting, meeting.starts_on)
	when = f"{format_datetime(starts_on.replace(tzinfo=None), 'd MMM yyyy, HH:mm')} ({starts_on.tzinfo})"
	sentences = {
		"Draft": _("The draft brief for your meeting on {0} is ready."),
		"Final": _("The final brief for your meeting on {0} is ready."),
		"Stale": _("The brief for your meeting on {0} is out of date."),
	}
	return sentences[brief.status].format(when)
