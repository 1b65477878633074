"""Who sees the Event of a meeting: only team members who may see the meeting."""

from typing import Any

import frappe
from frappe.model.document import Document

from stakeholder_crm.access.visible_rows import visible_among
from stakeholder_crm.base.doctypes import EVENT, MEETING, SHARE
from stakeholder_crm.base.host_traces import delete_rows
from stakeholder_crm.base.system_records import insert_without_hooks


def can_see_meeting(user: str, meeting: Document) -> bool:
	"""Whether a user's roles and clearance allow a meeting."""
	return bool(frappe.has_permission(MEETING, "read", doc=meeting, user=user))


def sync_event_shares(meeting: Document) -> None:
	"""Share a meeting's Event with the team members who may see the meeting, and with no other user.

	Args:
		meeting: a Stakeholder Meeting with an Event.
	"""
	about = {"share_doctype": EVENT, "share_name": meeting.event}
	shares = frappe.get_all(SHARE, filters=about, fields=["name", "user"], order_by="name")
	wanted = {user for user in colleagues_of(meeting) if can_see_meeting(user, meeting)}
	delete_rows(SHARE, [share.name for share in shares if share.user not in wanted])
	for user in sorted(wanted - {share.user for share in shares}):
		share = frappe.get_doc({"doctype": SHARE, **about, "user": user, "read": 1})
		# Its hooks would add every team change to the Event's timeline.
		insert_without_hooks(share)


def remove_event_shares(user: str) -> None:
	"""Unshare the Events of meetings that a user may no longer see.

	Args:
		user: whose roles or agency marks have changed.
	"""
	share, meeting = frappe.qb.DocType(SHARE), frappe.qb.DocType(MEETING)
	rows = (
		frappe.qb.from_(share)
		.join(meeting)
		.on(meeting.event == share.share_name)
		.select(share.name, meeting.name.as_("meeting"))
		.where((share.share_doctype == EVENT) & (share.user == user))
		.orderby(share.name)
	).run(as_dict=True)
	lost = [row.name for row in rows if not can_see_meeting(user, frappe.get_doc(MEETING, row.meeting))]
	delete_rows(SHARE, lost)


def filter_events(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
	"""Events that are not of our meetings, or of a meeting that the session's user may see.

	Args:
		events: rows with the Event's ``name``.
	"""
	about = {"event": ("in", sorted({event["name"] for event in events}) or [""])}
	ours = dict(
		frappe.get_all(MEETING, filters=about, fields=["event", "name"], as_list=True, order_by="name")
	)
	if not ours:
		return events
	visible = set(visible_among(MEETING, {"name": ("in", sorted(ours.values()))}))
	return [event for event in events if event["name"] not in ours or ours[event["name"]] in visible]


def colleagues_of(meeting: Document) -> set[str]:
	"""The team of a meeting without its lead."""
	return {row.user for row in meeting.team if row.user and row.user != meeting.lead}
