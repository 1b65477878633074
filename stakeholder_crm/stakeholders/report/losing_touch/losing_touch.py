"""Stakeholders whose next contact is overdue, longest overdue first."""

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
	"""Columns, rows, a message and a chart. Only rows that the user may see."""
	wanted = replace(StakeholderFilters.by_filters(filters), touch="Overdue")
	rows = list_stakeholders(wanted, longest_overdue=True, limit=read_limit(filters))
	counts = count_overdue(wanted)
	return columns(), rows, message(len(rows), counts.total()), chart(counts)


def columns() -> list[Column]:
	"""Name and days overdue first."""
	return [
		column("display_name", _("Name"), width=200),
		column("days_overdue", _("Days Overdue"), "Int"),
		column("kind", _("Type"), width=140),
		column("place", _("Community or Jurisdiction"), width=190),
		column("relationship_owner", _("Relationship Owner"), "Link", 190, options="User"),
		column("last_interaction_on", _("Last Contact"), "Date", 130),
		column("next_touch_on", _("Contact Due"), "Date", 160),
	]


def message(shown: int, total: int) -> str:
	"""How many are overdue."""
	if not total:
		return _("No overdue contacts.")
	sentence = _("Overdue: {0}, longest first. The chart hides numbers below {1}.").format(
		format_people(total), threshold(get_settings().small_cell_size)
	)
	return f"{sentence} {limit_message(shown, total)}".strip()


def chart(counts: Mapping[str, int]) -> dict[str, Any] | None:
	"""How many have been overdue for how long. Small numbers are hidden."""
	smallest = threshold(get_settings().small_cell_size)
	values = [disclose(counts[age.key], smallest) or 0 for age in OVERDUE]
	if not any(values):
		return None
	return {
		"title": _("Days Overdue"),
		"data": {
			"labels": [_("1–7"), _("8–30"), _("31–90"), _("over 90")],
			"datasets": [{"name": _("Overdue"), "values": values}],
		},
		"type": "bar",
		"colors": ["#e6894c"],
		"barOptions": {"spaceRatio": 0.6},
	}


def count_overdue(wanted: StakeholderFilters) -> Counter[str]:
	"""The number overdue by age (keys of ``domain.ages.OVERDUE``), with one query per type.

	Args:
			wanted: the filters. Only overdue stakeholders are counted.
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
