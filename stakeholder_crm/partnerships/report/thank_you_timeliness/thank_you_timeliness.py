"""The time from meetings to thank-yous, by month or assignee."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from frappe import _
from frappe.utils import format_date

from stakeholder_crm.base.full_names import full_names_or_unassigned
from stakeholder_crm.base.reporting.cached_answer import age_message, cached_answer, count_now
from stakeholder_crm.base.reporting.columns import column
from stakeholder_crm.partnerships.figures.find_records import TO_THANK
from stakeholder_crm.partnerships.figures.thank_you_timeliness import (
	BY_HAND,
	CALLED_OFF,
	COLLEAGUE,
	IN_TIME,
	LATER,
	OUTCOMES,
	WAITING,
	TimelinessFilters,
	Timing,
	measure_timeliness,
)

Row = dict[str, Any]

BEHIND = {"behind": "thanks"}


def execute(filters: Row | None = None) -> tuple[list[Row], list[Row], str, Row | None]:
	"""Columns, rows with a total, a message and a chart, for what the user may see."""
	wanted = TimelinessFilters.by_filters(filters)
	answer = cached_answer(measure_timeliness, wanted, now=count_now(filters))
	timings = answer.value
	if not timings:
		return columns(wanted), [], nothing(), None
	names = _names(wanted, timings)
	# The newest month, or the assignee with the most thank-yous, first.
	order = sorted(
		timings, key=lambda key: (timings[key].by_machine if wanted.by == COLLEAGUE else 0, key), reverse=True
	)
	rows = [_row(names[key], key, timings[key]) for key in order]
	total = Timing()
	for timing in timings.values():
		total.add(timing)
	rows.append({**_row(_("Total"), "", total), "is_total": 1, "bold": 1})
	return columns(wanted), rows, f"{reading()} {age_message(answer)}".strip(), chart(rows[:-1])


def columns(wanted: TimelinessFilters) -> list[Row]:
	"""Counts by outcome."""
	by = _("Assigned To") if wanted.by == COLLEAGUE else _("Month of Meeting")
	return [
		column("label", by, width=180),
		column(TO_THANK, _("To Thank"), "Int", 105, link=BEHIND),
		column(IN_TIME, _("Within 48 Hours"), "Int", 140, link=BEHIND),
		column("share", _("% Within 48 Hours"), width=190),
		column(LATER, _("Later"), "Int", 80, link=BEHIND),
		column(WAITING, _("Not Sent Yet"), "Int", 90, link=BEHIND),
		column("median", _("Median (Hours)"), "Float", 120, precision=1),
		column("most", _("95th Percentile (Hours)"), "Float", 155, precision=1),
		column(BY_HAND, _("Done Manually"), "Int", 95, link=BEHIND),
		column(CALLED_OFF, _("Cancelled"), "Int", 100, link=BEHIND),
	]


def nothing() -> str:
	"""The message if there are no thank-yous."""
	return _("No thank-yous for this period. Choose a longer one, or submit a meeting log to plan them.")


def reading() -> str:
	"""How to read the counts."""
	return _(
		"Thank-yous for meetings that ended in this period. To Thank counts those sent within 48 hours, sent later and not sent yet. Done Manually and Cancelled are counted separately."
	)


def chart(rows: Iterable[Row]) -> Row:
	"""Outcomes, the oldest month first."""
	rows = list(rows)[::-1]
	parts = (
		# The chart has room for about fourteen letters in a legend.
		(_("Within 48 h"), IN_TIME, "#59ba8b"),
		(_("Later"), LATER, "#e6b93c"),
		(_("Not Sent Yet"), WAITING, "#e24c4c"),
		(_("Done Manually"), BY_HAND, "#2c7be5"),
	)
	return {
		"title": _("Time to Thank-you"),
		"data": {
			"labels": [row["label"] for row in rows],
			"datasets": [{"name": name, "values": [row[key] for row in rows]} for name, key, _color in parts],
		},
		"type": "bar",
		"colors": [color for _name, _key, color in parts],
		"barOptions": {"stacked": 1, "spaceRatio": 0.6},
	}


def _names(wanted: TimelinessFilters, keys: Iterable[str]) -> dict[str, str]:
	if wanted.by == COLLEAGUE:
		return full_names_or_unassigned(keys)
	return {key: format_date(date.fromisoformat(f"{key}-01"), "MMM yyyy") for key in keys}


def _row(label: str, group: str, timing: Timing) -> Row:
	in_time, due = timing.counts[IN_TIME], timing.by_machine
	share = _("{0}% ({1} of {2})").format(round(100 * in_time / due), in_time, due) if due else ""
	return {
		"label": label,
		"group": group,
		TO_THANK: due,
		"share": share,
		"median": _rounded(timing.hours_within(50)),
		"most": _rounded(timing.hours_within(95)),
		**{outcome: timing.counts[outcome] for outcome in OUTCOMES},
	}


def _rounded(hours: float | None) -> float | None:
	return None if hours is None else round(hours, 1)
