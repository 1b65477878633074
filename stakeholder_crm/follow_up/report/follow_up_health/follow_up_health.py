"""The thank-yous of a period by state and reason, late ones, and time to send."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import add_days, escape_html, format_date, getdate, today

from stakeholder_crm.base.reporting.cached_answer import age_message, cached_answer, count_now
from stakeholder_crm.domain.follow_up_health import STUCK, Standing
from stakeholder_crm.follow_up.messages.count_states import (
	FollowUpFilters,
	StateCounts,
	StateGroup,
	count_states,
)
from stakeholder_crm.follow_up.messages.reasons import next_step, reason_label
from stakeholder_crm.follow_up.messages.sending_notices import sending_notices

Row = dict[str, Any]

DAYS = 30
THANKED = (Standing.SENT, Standing.DONE_MANUALLY)
ENDED = (Standing.NOT_NEEDED, Standing.CANCELLED)


def execute(filters: Row | None = None) -> tuple[list[Row], list[Row], str, Row | None, list[Row]]:
	"""Columns, rows, message, chart and cards, for what the user may see."""
	answer = cached_answer(count_states, wanted(filters or {}), now=count_now(filters))
	rows = [row(group) for group in answer.value.groups]
	text = message(empty=not rows, age=age_message(answer))
	return columns(), rows, text, chart(answer.value), cards(answer.value)


def wanted(filters: Row) -> FollowUpFilters:
	"""The report's filters; the last 30 days by default."""
	until = getdate(filters.get("to_date") or today())
	since = getdate(filters.get("from_date") or add_days(until, -DAYS))
	if since > until:
		frappe.throw(_("Meetings Until must be after Meetings From."), title=_("Meetings Until"))
	return FollowUpFilters(since, until, filters.get("assigned_to") or "", filters.get("status") or "")


def columns() -> list[Row]:
	"""State, count, reason and next step."""
	return [
		{"fieldname": "standing_label", "label": _("Status"), "fieldtype": "Data", "width": 150},
		{"fieldname": "count", "label": _("Count"), "fieldtype": "Int", "width": 75},
		{"fieldname": "reason", "label": _("Reason"), "fieldtype": "Data", "width": 220},
		{"fieldname": "late", "label": _("Late"), "fieldtype": "Int", "width": 70},
		{"fieldname": "oldest_due", "label": _("Oldest Due"), "fieldtype": "Datetime", "width": 160},
		{"fieldname": "next_step", "label": _("Next Step"), "fieldtype": "Data", "width": 530},
	]


def row(group: StateGroup) -> Row:
	"""One row; ``names`` and ``standing`` are for the link to the list."""
	title, step = texts()[group.standing]
	return {
		"standing": group.standing.value,
		"standing_label": title,
		"reason": reason_label(group.reason_code),
		"count": len(group.names),
		"late": group.late,
		"oldest_due": group.oldest_due,
		"next_step": next_step(group.reason_code) or step,
		"names": group.names,
	}


def texts() -> dict[Standing, tuple[str, str]]:
	"""The label of each state, and the next step if the reason has none."""
	return {
		Standing.NEEDS_REVIEW: (_("Needs Review"), _("Correct it and check again, or close it.")),
		Standing.FAILED: (_("Failed"), _("Fix the cause, then check again.")),
		Standing.BLOCKED: (_("Blocked"), _("Call or visit, then mark it Done Manually.")),
		Standing.DUE: (_("Due"), _("No action needed. It will be sent within minutes.")),
		Standing.DEFERRED: (_("Deferred"), _("No action needed. It will be tried again.")),
		Standing.AWAITING_APPROVAL: (
			_("Awaiting Approval"),
			_("A manager selects them in the list and approves them."),
		),
		Standing.DRAFT: (_("Draft"), _("Open it and save it to check it again.")),
		Standing.SCHEDULED: (_("Scheduled"), _("No action needed. It is not due yet.")),
		Standing.LEAVING: (_("Sending"), _("No action needed. It is being sent.")),
		Standing.SENT: (_("Sent"), ""),
		Standing.DONE_MANUALLY: (_("Done Manually"), ""),
		Standing.NOT_NEEDED: (_("Not Needed"), ""),
		Standing.CANCELLED: (_("Cancelled"), ""),
	}


def message(*, empty: bool, age: str = "") -> str:
	"""The notices, and how to read the figures or what to do if there are none."""
	if empty:
		reading = _(
			"No thank-yous for this period. Choose a longer one, or submit a meeting log to plan them."
		)
	else:
		reading = _(
			"Thank-yous for meetings that ended in this period. Late: not sent 24 hours after it was due, or sent more than 48 hours after the meeting."
		)
	lines = [f'<p class="text-{_tone(one.color)}">{escape_html(one.text)}</p>' for one in sending_notices()]
	return "".join([*lines, escape_html(" ".join(filter(None, (reading, age))))])


def cards(review: StateCounts) -> list[Row]:
	"""The summary figures; a colour marks those that need attention."""
	return [
		_card(_("Due"), review.count(Standing.DUE)),
		_card(_("Deferred"), review.count(Standing.DEFERRED)),
		_card(_("Sent"), review.count(Standing.SENT), "green"),
		_card(_("Needs Review"), review.count(Standing.NEEDS_REVIEW), "red"),
		_card(_("Blocked"), review.count(Standing.BLOCKED), "red"),
		_card(_("Late"), review.late, "red"),
		_card(_("Median Time to Send"), _hours(review.hours_within(50))),
		_card(_("95th Percentile"), _hours(review.hours_within(95))),
	]


def chart(review: StateCounts) -> Row | None:
	"""Thank-yous by state, per week or month of their meetings."""
	if not review.spans:
		return None
	in_progress = set(Standing) - STUCK - {*THANKED, *ENDED}
	parts = (
		(_("Thanked"), "green", set(THANKED)),
		(_("In Progress"), "blue", in_progress),
		(_("Stuck"), "red", set(STUCK)),
		(_("Cancelled"), "#a6b1b9", set(ENDED)),
	)
	datasets = [
		{"name": name, "values": [sum(span[one] for one in among) for span in review.spans.values()]}
		for name, _color, among in parts
	]
	title = _("Thank-yous by Week of Meeting")
	if review.monthly:
		title = _("Thank-yous by Month of Meeting")
	pattern = "MMM yyyy" if review.monthly else "d MMM"
	return {
		"title": title,
		"data": {"labels": [format_date(day, pattern) for day in review.spans], "datasets": datasets},
		"type": "bar",
		"colors": [color for _name, color, _among in parts],
		"barOptions": {"stacked": 1, "spaceRatio": 0.6},
	}


def _card(name: str, value: Any, indicator: str = "") -> Row:
	return {
		"label": name,
		"value": value,
		"datatype": "Data" if isinstance(value, str) else "Int",
		"indicator": indicator if value else "",
	}


def _hours(hours: float | None) -> str:
	return "–" if hours is None else _("{0} h").format(f"{hours:.1f}")


def _tone(color: str) -> str:
	return {"red": "danger", "orange": "warning"}.get(color, "muted")
