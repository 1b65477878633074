"""The workload of each user: relationships, meetings, commitments and thank-yous."""

from collections.abc import Sequence
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, today

from stakeholder_crm.base.full_names import full_names_or_unassigned
from stakeholder_crm.base.reporting.cached_answer import age_message, cached_answer, count_now
from stakeholder_crm.base.reporting.columns import column, format_people, to_list, to_report
from stakeholder_crm.base.reporting.period import read_period
from stakeholder_crm.domain.figures import Figure
from stakeholder_crm.partnerships.figures.roles import WATCHERS
from stakeholder_crm.partnerships.figures.workload import (
	AHEAD,
	HELD_IN_PERIOD,
	OVERDUE_PROMISES,
	OVERDUE_TOUCHES,
	OWNED,
	PEOPLE,
	PROMISED,
	RESPONSIBLE,
	UNLOGGED,
	WAITING,
	Load,
	count_workload,
	workload_figures,
)

Row = dict[str, Any]

THINGS = (AHEAD, HELD_IN_PERIOD, UNLOGGED, PROMISED, OVERDUE_PROMISES, WAITING)
MOST_BARS = 15


def execute(filters: Row | None = None) -> tuple[list[Row], list[Row], str, Row | None]:
	"""Columns, rows with a total, a message and a chart, for what the user may see.

	Raises:
		frappe.PermissionError: if the user is neither a manager nor a safeguarding lead.
	"""
	frappe.only_for(WATCHERS)
	wanted = workload_figures(read_period(filters), getdate(today()))
	answer = cached_answer(count_workload, tuple(wanted), now=count_now(filters))
	loads = answer.value
	only = (filters or {}).get("colleague")
	if only:
		loads = {colleague: load for colleague, load in loads.items() if colleague == only}
	if not loads:
		return columns(wanted), [], nothing(), None
	names = full_names_or_unassigned(loads)
	order = sorted(loads, key=lambda colleague: (-loads[colleague].pressing, names[colleague].casefold()))
	rows = [_row(names[colleague], colleague, loads[colleague]) for colleague in order]
	plotted = chart(rows)
	if not only:
		rows.append(_total(rows))
	return columns(wanted), rows, f"{reading()} {age_message(answer)}".strip(), plotted


def columns(wanted: Sequence[Figure]) -> list[Row]:
	"""User, and one count per figure."""
	links = {
		figure.key: to_list(figure.doctype, figure.filters, {RESPONSIBLE[figure.doctype]: "user"})
		for figure in wanted
		if not figure.people
	}
	owner = {"relationship_owner": "user"}
	links[OWNED] = to_report("Stakeholder Directory", {"status": "Active"}, owner)
	links[OVERDUE_TOUCHES] = to_report("Losing Touch", {}, owner)
	labels = {
		OWNED: _("Relationships"),
		OVERDUE_TOUCHES: _("Contacts Overdue"),
		AHEAD: _("Upcoming Meetings"),
		HELD_IN_PERIOD: _("Held in Period"),
		UNLOGGED: _("Needs a Log"),
		PROMISED: _("Open Commitments"),
		OVERDUE_PROMISES: _("Overdue Commitments"),
		WAITING: _("Thank-yous to Finish"),
	}
	return [
		column("colleague", _("User"), width=180),
		*(
			column(key, label, "Data" if key in PEOPLE else "Int", 140, align="right", link=links[key])
			for key, label in labels.items()
		),
	]


def nothing() -> str:
	"""The message if there are no results."""
	return _("No results. Clear the user filter, or plan a first meeting.")


def reading() -> str:
	"""How to read the figures."""
	return _(
		"Per user: active relationships owned, meetings led, our commitments, and thank-yous that need a decision. Most urgent first. Only records you can view are counted."
	)


def chart(rows: Sequence[Row]) -> Row | None:
	"""Urgent work by user, without numbers of people."""
	parts = (
		# The chart has room for about fourteen letters in a legend.
		(_("Needs a Log"), UNLOGGED, "#e6b93c"),
		(_("Commitments"), OVERDUE_PROMISES, "#e24c4c"),
		(_("Thank-yous"), WAITING, "#2c7be5"),
		(_("Upcoming"), AHEAD, "#a6b1b9"),
	)
	shown = rows[:MOST_BARS]
	if not any(row[key] for row in shown for _label, key, _color in parts):
		return None
	return {
		"title": _("Logs, Overdue Commitments, Thank-yous and Upcoming Meetings"),
		"data": {
			"labels": [row["colleague"] for row in shown],
			"datasets": [
				{"name": label, "values": [row[key] for row in shown]} for label, key, _color in parts
			],
		},
		"type": "bar",
		"colors": [color for _label, _key, color in parts],
		"barOptions": {"stacked": 1, "spaceRatio": 0.6},
	}


def _row(name: str, colleague: str, load: Load) -> Row:
	return {
		"colleague": name,
		"user": colleague,
		**{key: format_people(load.counts[key]) for key in PEOPLE},
		**{key: load.counts[key] for key in THINGS},
	}


def _total(rows: Sequence[Row]) -> Row:
	"""The total, without people: a hidden small number could be derived from their sum."""
	sums = {key: sum(row[key] for row in rows) for key in THINGS}
	return {"colleague": _("Total"), **dict.fromkeys(PEOPLE, ""), **sums, "is_total": 1, "bold": 1}
