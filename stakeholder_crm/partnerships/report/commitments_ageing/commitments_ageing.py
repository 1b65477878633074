"""Pending commitments by side, assignee and days overdue."""

from collections.abc import Mapping
from typing import Any

from frappe import _
from frappe.utils import getdate, today

from stakeholder_crm.base.doctypes import COMMITMENT
from stakeholder_crm.base.full_names import full_names_or_unassigned
from stakeholder_crm.base.reporting.cached_answer import age_message, cached_answer, count_now
from stakeholder_crm.base.reporting.columns import column, to_list
from stakeholder_crm.domain.ages import AGES
from stakeholder_crm.partnerships.figures.commitments_ageing import (
	ALL,
	DIRECTIONS,
	AgedCommitments,
	count_by_age,
	due_condition,
	pending,
)

Row = dict[str, Any]

BY_ROW = {"direction": "direction", "responsible": "responsible"}


def execute(filters: Row | None = None) -> tuple[list[Row], list[Row], str, Row | None]:
	"""Columns, rows with a total, a message and a chart, for what the user may see."""
	selection = AgedCommitments.by_filters(filters)
	day = getdate(today())
	answer = cached_answer(count_by_age, selection, day, now=count_now(filters))
	ages = answer.value
	if not ages:
		return columns(selection), [], nothing(), None
	names = full_names_or_unassigned(colleague for _direction, colleague in ages)
	rows = [
		{"direction": direction, "colleague": names[colleague], "responsible": colleague, **counts}
		for (direction, colleague), counts in sorted(ages.items(), key=_most_overdue)
	]
	total = {key: sum(row[key] for row in rows) for key in labels()}
	rows.append({"direction": "", "colleague": _("Total"), **total, "is_total": 1, "bold": 1})
	return columns(selection), rows, f"{reading()} {age_message(answer)}".strip(), chart(ages)


def labels() -> dict[str, str]:
	"""The labels of the ages, by key."""
	return {
		"not_due": _("Not Due"),
		"week": _("1–7 Days"),
		"month": _("8–30 Days"),
		"quarter": _("31–90 Days"),
		"older": _("Over 90 Days"),
		ALL: _("All Pending"),
	}


def columns(selection: AgedCommitments) -> list[Row]:
	"""Side, assignee, and one count per age."""
	day = getdate(today())
	return [
		column("direction", _("Direction"), width=120),
		column("colleague", _("Assigned To"), width=190),
		*(
			column(
				key,
				label,
				"Int",
				115,
				link=to_list(COMMITMENT, [*pending(selection), *due_condition(key, day)], BY_ROW),
			)
			for key, label in labels().items()
		),
	]


def nothing() -> str:
	"""The message if there are none."""
	return _("No pending commitments. Clear a filter, or record commitments in a meeting log.")


def reading() -> str:
	"""How to read the ages."""
	return _("Open and in-progress commitments, by days overdue. Due today is not overdue.")


def chart(ages: Mapping[tuple[str, str], Mapping[str, int]]) -> Row:
	"""Counts by age, ours and theirs stacked."""
	names = labels()
	return {
		"title": _("Pending Commitments by Days Overdue"),
		"data": {
			"labels": [names[age.key] for age in AGES],
			"datasets": [
				{
					"name": label,
					"values": [
						sum(
							counts[age.key]
							for (whose, _colleague), counts in ages.items()
							if whose == direction
						)
						for age in AGES
					],
				}
				for direction, label in zip(DIRECTIONS, (_("Ours"), _("Theirs")), strict=True)
			],
		},
		"type": "bar",
		"colors": ["#2c7be5", "#a77bd8"],
		"barOptions": {"stacked": 1, "spaceRatio": 0.6},
	}


def _most_overdue(item: tuple[tuple[str, str], Mapping[str, int]]) -> tuple:
	"""Ours first, then by the most overdue, the oldest counting most."""
	(direction, colleague), counts = item
	return (direction, [-counts[age.key] for age in AGES[::-1]], colleague)
