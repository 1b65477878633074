"""Those whom we should have been in touch with already, worst first."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, today

from stakeholder_crm.access.visible_table import count_matching, matching_records
from stakeholder_crm.base.reporting.columns import column, format_people
from stakeholder_crm.base.reporting.row_limit import limit_message, read_limit
from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.domain.ages import OVERDUE
from stakeholder_crm.domain.small_cells import disclose, threshold
from stakeholder_crm.stakeholders.list_stakeholders import (
	StakeholderFilters,
	list_stakeholders,
	overdue_between,
	stakeholder_query,
	wanted_types,
)

Column = dict[str, Any]


def execute(
	filters: dict[str, Any] | None = None,
) -> tuple[list[Column], list[dict[str, Any]], str, dict[str, Any] | None]:
	"""Columns, rows, how many there are, and a chart; the rows are those that the user may see."""
	wanted = replace(StakeholderFilters.by_filters(filters), touch="Overdue")
	rows = list_stakeholders(wanted, longest_overdue=True, limit=read_limit(filters))
	counts = count_overdue(wanted)
	return columns(), rows, message(len(rows), counts.total()), chart(counts)


def columns() -> list[Column]:
	"""Who, and how long overdue, before the rest."""
	return [
		column("display_name", _("Name"), width=200),
		column("days_overdue", _("Days Overdue"), "Int"),
		column("kind", _("Kind"), width=140),
		column("place", _("Community or Jurisdiction"), width=190),
		column("relationship_owner", _("Relationship Owner"), "Link", 190, options="User"),
		column("last_interaction_on", _("Last Interaction"), "Date", 130),
		column("next_touch_on", _("Should Have Been By"), "Date", 160),
	]


def message(shown: int, total: int) -> str:
	"""How many are overdue, or what nobody's being overdue means."""
	if not total:
		return _("You are in touch with everybody whom these filters find. Empty them to see all.")
	sentence = _("Overdue: {0}, the longest first. The chart draws no number below {1}.").format(
		format_people(total), threshold(get_settings().small_cell_size)
	)
	return f"{sentence} {limit_message(shown, total)}".strip()


def chart(counts: Mapping[str, int]) -> dict[str, Any] | None:
	"""How many have been overdue for how long; small numbers are not drawn."""
	smallest = threshold(get_settings().small_cell_size)
	values = [disclose(counts[age.key], smallest) or 0 for age in OVERDUE]
	if not any(values):
		return None
	return {
		"title": _("Overdue for So Many Days"),
		"data": {
			"labels": [_("1–7"), _("8–30"), _("31–90"), _("over 90")],
			"datasets": [{"name": _("Overdue"), "values": values}],
		},
		"type": "bar",
		"colors": ["#e6894c"],
		"barOptions": {"spaceRatio": 0.6},
	}


def count_overdue(wanted: StakeholderFilters) -> Counter[str]:
	"""How many there are of each age in ``domain.ages.OVERDUE``, by its key, with one query per kind.

	Args:
		wanted: whom to look for; only the overdue ones are counted.
	"""
	wanted = replace(wanted, touch="Overdue")
	day = getdate(today())
	counts: Counter[str] = Counter()
	for kind in wanted_types(wanted):
		ages = {
			age.key: count_matching(matching_records(kind, [overdue_between(*age.due_between(day))]))
			for age in OVERDUE
		}
		[row] = (
			frappe.qb.from_(frappe.qb.DocType(kind))
			.select(*ages.values())
			.where(stakeholder_query(kind, wanted))
			.run()
		)
		counts.update({key: int(count or 0) for key, count in zip(ages, row, strict=True)})
	return counts
