"""Leave the Events of meetings that a user does not see out of a calendar."""

from typing import Any

import frappe

from stakeholder_crm.services.meetings.keep_meeting_event import MEETING
from stakeholder_crm.services.visible_rows import visible_among


def events_to_see(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
	"""Those Events that stand for nothing of ours, or for a meeting that the session's user sees.

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
