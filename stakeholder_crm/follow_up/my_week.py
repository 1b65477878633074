"""The lists of the Outreach workspace for one user, and notices about thank-yous."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import frappe
from frappe.utils import add_days, get_datetime, getdate, now_datetime, today

from stakeholder_crm.access.vault.read_opened import open_rows
from stakeholder_crm.base.doctypes import COMMITMENT
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.base.reporting.section import MOST, Section, section
from stakeholder_crm.follow_up.messages.approve import may_approve
from stakeholder_crm.follow_up.messages.sending_notices import Notice, sending_notices

MEETING_DAYS = 14
COMMITMENT_DAYS = 7
UNLOGGED_DAYS = 60

COMING = ("Planned", "Confirmed")
WAITING = ("Draft", "Blocked", "Needs Review", "Failed", "Bounced")


@dataclass(frozen=True, slots=True)
class MyWeek:
	"""The content of the workspace.

	``to_log`` are past meetings without a log, ``notices`` what stops all thank-yous. The others are
	as named.
	"""

	meetings: Section
	to_log: Section
	follow_ups: Section
	commitments: Section
	losing_touch: Section
	notices: list[Notice]


def my_week(user: str) -> MyWeek:
	"""Collect the lists of one user, limited to what the *current* user may read.

	Args:
		user: whose week; normally the current user.

	Returns:
		The lists by urgency, and the notices; the number of queries does not grow with the data.
	"""
	now = now_datetime()
	ours = _meetings_of(user, now)
	briefs = _latest_briefs([row.name for row in ours if row.ends_on >= now])
	coming = [
		{**row, "brief": briefs.get(row.name)} for row in ours if row.ends_on >= now and row.status in COMING
	]
	to_log = [row for row in ours if row.ends_on < now]
	return MyWeek(
		meetings=section(coming),
		to_log=section(to_log),
		follow_ups=section(_follow_ups(user)),
		commitments=section(_commitments(user)),
		losing_touch=section(_contact_overdue(user)),
		notices=sending_notices(now),
	)


def _meetings_of(user: str, now: datetime) -> list[frappe._dict]:
	"""Upcoming and unlogged meetings with the user as lead or team member."""
	since, until = now - timedelta(days=UNLOGGED_DAYS), now + timedelta(days=MEETING_DAYS)
	meeting = frappe.qb.DocType("Stakeholder Meeting")
	member = frappe.qb.DocType("Meeting Team Member")
	in_team = (
		frappe.qb.from_(member)
		.inner_join(meeting)
		.on((meeting.name == member.parent) & (member.parenttype == "Stakeholder Meeting"))
		.select(meeting.name)
		.where(member.user == user)
		.where(meeting.starts_on >= since)
		.orderby(meeting.starts_on)
	).run(pluck=True)
	return frappe.get_list(
		"Stakeholder Meeting",
		fields=["name", "subject", "kind", "status", "starts_on", "ends_on", "confidentiality"],
		filters={
			"status": ("in", (*COMING, "Held")),
			"starts_on": ("between", (since, until)),
		},
		or_filters=[
			["Stakeholder Meeting", "lead", "=", user],
			["Stakeholder Meeting", "name", "in", in_team or [""]],
		],
		order_by="starts_on asc",
	)


def _latest_briefs(meetings: list[str]) -> dict[str, frappe._dict]:
	if not meetings:
		return {}
	briefs = frappe.get_list(
		"Meeting Brief",
		fields=["name", "meeting", "version", "status"],
		filters={"meeting": ("in", meetings), "status": ("!=", "Void")},
		order_by="version asc",
	)
	return {brief.meeting: brief for brief in briefs}


def _follow_ups(user: str) -> list[frappe._dict]:
	"""Thank-yous that need a decision: the user's own, and those to approve for approvers."""
	waiting = [["Thank You Follow Up", "assigned_to", "=", user]]
	statuses = [*WAITING]
	if may_approve(user):
		waiting.append(["Thank You Follow Up", "status", "=", "Awaiting Approval"])
		statuses.append("Awaiting Approval")
	return frappe.get_list(
		"Thank You Follow Up",
		fields=[
			"name",
			"stakeholder_name",
			"status",
			"block_reason",
			"channel",
			"due_on",
		],
		filters={"status": ("in", statuses)},
		or_filters=waiting,
		order_by="due_on asc",
		limit=MOST + 1,
	)


def _commitments(user: str) -> list[dict]:
	rows = frappe.get_list(
		"Stakeholder Commitment",
		fields=["name", "promise", "stakeholder_name", "due_on", "status"],
		filters={
			"direction": "Ours",
			"responsible": user,
			"status": ("in", ("Open", "In Progress")),
			"due_on": ("<=", add_days(today(), COMMITMENT_DAYS)),
		},
		order_by="due_on asc",
		limit=MOST + 1,
	)
	open_rows(COMMITMENT, rows)
	return [{**row, "overdue": row.due_on < getdate()} for row in rows]


def _contact_overdue(user: str) -> list[dict]:
	"""The user's stakeholders with an overdue contact, the longest overdue first."""
	rows = [
		{**row, "stakeholder_type": kind, "days": _days_since(row.next_touch_on)}
		for kind in KINDS
		if frappe.has_permission(kind, "read", user=user)
		for row in frappe.get_list(
			kind,
			fields=["name", "display_name", "last_interaction_on", "next_touch_on"],
			filters={
				"relationship_owner": user,
				"status": "Active",
				"next_touch_on": ("<", today()),
			},
			order_by="next_touch_on asc",
			limit=MOST + 1,
		)
	]
	return sorted(rows, key=lambda row: -row["days"])


def _days_since(day: date) -> int:
	return (get_datetime(today()).date() - day).days
