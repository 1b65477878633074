"""Agency types and places with their meetings; gaps come first."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import format_date

from stakeholder_crm.base.reporting.cached_answer import age_message, cached_answer, count_now
from stakeholder_crm.base.reporting.columns import column, format_people, to_list
from stakeholder_crm.base.reporting.row_limit import limit_message, read_limit
from stakeholder_crm.partnerships.figures.engagement_coverage import (
	AGENCY_TYPES,
	COMMUNITIES,
	MEETING,
	MONTH,
	CoverageFilters,
	CoverageRow,
	known_filters,
	measure_coverage,
)
from stakeholder_crm.partnerships.figures.find_records import MEETINGS, MET, PART

Row = dict[str, Any]

BEHIND = {"behind": "met"}
MOST_MONTHS = 24
MOST_BARS = 15


def execute(filters: Row | None = None) -> tuple[list[Row], list[Row], str, Row | None]:
	"""Columns, rows, a message and a chart, for what the user may see."""
	covered = CoverageFilters.by_filters(filters)
	parts = part_labels(covered)
	answer = cached_answer(measure_coverage, covered, now=count_now(filters))
	found = answer.value
	if covered.group == AGENCY_TYPES:
		found = {
			key: found.get(key, CoverageRow()) for key in [*options("Partner Agency", "agency_type"), *found]
		}
	keys = sorted(found, key=lambda key: _blank_first(key, found[key]))[: read_limit(filters)]
	rows = [_row(key, found[key], parts) for key in keys]
	sentence = " ".join(
		filter(None, (message(rows), limit_message(len(rows), len(found)), age_message(answer)))
	)
	return columns(covered, parts), rows, sentence, chart(rows)


def columns(covered: CoverageFilters, parts: Mapping[str, str]) -> list[Row]:
	"""Known and met stakeholders, and the meetings by type or month."""
	known = to_list(covered.doctype, known_filters(), {covered.fieldname: "group"})
	labels = {AGENCY_TYPES: _("Agency Type"), COMMUNITIES: _("Community")}
	return [
		column("label", labels.get(covered.group, _("Jurisdiction")), width=190),
		column("known", _("Known"), width=115, align="right", link=known),
		column(MET, _("Met"), width=115, align="right", link=BEHIND),
		column(MEETINGS, _("Meetings"), "Int", 95, link=BEHIND),
		column("last_met", _("Last Met"), "Date", 110),
		*(column(f"{PART}{key}", label, "Int", 110, link=BEHIND) for key, label in parts.items()),
	]


def part_labels(covered: CoverageFilters) -> dict[str, str]:
	"""The meeting columns: types, or months of the period."""
	if covered.by != MONTH:
		return {kind: _(kind) for kind in options(MEETING, "kind") if covered.kind in ("", kind)}
	first, last = covered.period.first, covered.period.last
	count = 12 * (last.year - first.year) + last.month - first.month + 1
	if count > MOST_MONTHS:
		frappe.throw(
			_(
				"From: by month, the period cannot be longer than {0} months. Choose a later date, or group by Meeting Type."
			).format(MOST_MONTHS),
			title=_("From"),
		)
	months = [divmod(12 * first.year + first.month - 1 + number, 12) for number in range(count)]
	days = [date(year, month + 1, 1) for year, month in months]
	return {f"{day:%Y-%m}": format_date(day, "MMM yyyy") for day in days}


def options(doctype: str, fieldname: str) -> list[str]:
	"""The options of a field."""
	return [one for one in frappe.get_meta(doctype).get_field(fieldname).options.split("\n") if one]


def message(rows: Iterable[Row]) -> str:
	"""The number of gaps, or what to do if there is no data."""
	rows = list(rows)
	if not any(row["is_known"] for row in rows):
		return _("No stakeholders yet. Create the ones you work with, and log your meetings with them.")
	blank = sum(row["is_blank"] for row in rows)
	reading = _(
		"Active and dormant stakeholders who attended a meeting in the period, by submitted logs. Small numbers of people are not shown."
	)
	if not blank:
		return f"{_('No gaps: every group with known stakeholders had a meeting.')} {reading}"
	return f"{_('Gaps, with known stakeholders but no meetings: {0}.').format(blank)} {reading}"


def chart(rows: Iterable[Row]) -> Row | None:
	"""Meetings by type or place, the highest first."""
	shown = sorted(rows, key=lambda row: -row[MEETINGS])[:MOST_BARS]
	if not any(row[MEETINGS] for row in shown):
		return None
	return {
		"title": _("Meetings in Period"),
		"data": {
			"labels": [row["label"] for row in shown],
			"datasets": [{"name": _("Meetings"), "values": [row[MEETINGS] for row in shown]}],
		},
		"type": "bar",
		"colors": ["#2c7be5"],
		"barOptions": {"spaceRatio": 0.5},
	}


def _blank_first(key: str, coverage: CoverageRow) -> tuple:
	"""Gaps by number of known stakeholders, then rows without known ones, then by fewest meetings."""
	return (not coverage.is_blank, coverage.known > 0, coverage.meetings, -coverage.known, key.casefold())


def _row(key: str, coverage: CoverageRow, parts: Mapping[str, str]) -> Row:
	known = format_people(coverage.known) if coverage.known else _("none known")
	met = format_people(coverage.met) if coverage.met else _("none met")
	return {
		"label": _(key) if key else _("Not Specified"),
		"group": key,
		"known": known,
		MET: met if coverage.known else "",
		MEETINGS: coverage.meetings,
		"last_met": coverage.last_met,
		"is_known": int(coverage.known > 0),
		"is_met": int(coverage.met > 0),
		"is_blank": int(coverage.is_blank),
		**{f"{PART}{part}": coverage.parts[part] for part in parts},
	}
