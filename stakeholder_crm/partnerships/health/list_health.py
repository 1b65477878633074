"""List relationships with calculated health and owner's rating, the lowest first."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

import frappe
from frappe.query_builder.functions import Count
from frappe.utils import add_days, getdate, today
from pypika.queries import QueryBuilder
from pypika.terms import Criterion

from stakeholder_crm.access.visible_table import matching_records, visible_records
from stakeholder_crm.base.doctypes import ASSESSMENT, COMMITMENT, CONCERN
from stakeholder_crm.base.pairs import Pair
from stakeholder_crm.domain.figures import PENDING, UNANSWERED, YEAR, Filter
from stakeholder_crm.stakeholders.list_stakeholders import (
	PLACES,
	StakeholderFilters,
	stakeholder_query,
	wanted_types,
	with_place,
)

Row = dict[str, Any]

# Drafts and Do Not Contact are not counted as relationships.
LIVING = ("Active", "Dormant")
FIELDS = (
	"name",
	"display_name",
	"status",
	"relationship_owner",
	"health",
	"trust",
	"record_health",
	"record_health_known",
	"record_health_parts",
	"record_health_on",
	"last_interaction_on",
	"next_touch_on",
)
OPEN_PROMISES: tuple[Filter, ...] = (("status", "in", PENDING),)
OPEN_CONCERNS: tuple[Filter, ...] = (("status", "in", UNANSWERED),)


def list_health(wanted: StakeholderFilters, limit: int) -> list[Row]:
	"""The matching relationships that the user may see, in a fixed number of queries.

	Args:
		wanted: the filters.
		limit: the maximum number.

	Returns:
		Rows by calculated health, the lowest first, then those without data, where ``record_health`` is None.
		``days_overdue`` is None without a contact interval. ``trust_trend`` is the change within a year, None if trust
		was not assessed.
	"""
	rows = [row for kind in wanted_types(wanted) for row in _of_kind(kind, wanted, limit)]
	rows = sorted(rows, key=_worst_first)[:limit]
	pairs = {(row["kind"], row["name"]) for row in rows}
	commitments = _count(COMMITMENT, pairs, OPEN_PROMISES, "direction")
	concerns = _count(CONCERN, pairs, OPEN_CONCERNS, "stakeholder_type")
	trends = _trends(pairs)
	for row in rows:
		pair = (row["kind"], row["name"])
		row["open_ours"] = commitments[pair]["Ours"]
		row["open_theirs"] = commitments[pair]["Theirs"]
		row["open_concerns"] = sum(concerns[pair].values())
		row["trust_trend"] = trends.get(pair)
	return rows


def relationships(kind: str, wanted: StakeholderFilters) -> Criterion:
	"""The condition for matching relationships of a type that the user may see."""
	return stakeholder_query(kind, wanted) & frappe.qb.DocType(kind).status.isin(LIVING)


def _of_kind(kind: str, wanted: StakeholderFilters, limit: int) -> list[Row]:
	"""Load rows with data first, so that an index returns the lowest."""
	table = frappe.qb.DocType(kind)
	fields = [*FIELDS, PLACES[kind]] if kind in PLACES else FIELDS
	query: QueryBuilder = (
		frappe.qb.from_(table).select(*(table[field] for field in fields)).where(relationships(kind, wanted))
	)
	rows = (
		query.where(table.record_health_known > 0)
		.orderby(table.record_health)
		.orderby(table.name)
		.limit(limit)
		.run(as_dict=True)
	)
	if len(rows) < limit:
		rows += (
			query.where(table.record_health_known == 0)
			.orderby(table.display_name)
			.orderby(table.name)
			.limit(limit - len(rows))
			.run(as_dict=True)
		)
	return [_as_row(kind, row) for row in rows]


def _as_row(kind: str, row: Row) -> Row:
	shown = with_place(kind, row)
	if not row["record_health_known"]:
		shown["record_health"] = None
	if row["next_touch_on"] is None:
		shown["days_overdue"] = None
	shown["trust"] = row["trust"] or None
	return shown


def _worst_first(row: Row) -> tuple:
	known = row["record_health"] is not None
	return (
		not known,
		row["record_health"] or 0,
		-(row["days_overdue"] or 0),
		row["display_name"],
		row["name"],
	)


def _among(table: Any, pairs: Collection[Pair]) -> Criterion:
	names: defaultdict[str, list[str]] = defaultdict(list)
	for kind, name in sorted(pairs):
		names[kind].append(name)
	return Criterion.any(
		[(table.stakeholder_type == kind) & table.stakeholder.isin(some) for kind, some in names.items()]
	)


def _count(
	doctype: str, pairs: Collection[Pair], filters: Iterable[Filter], by: str
) -> defaultdict[Pair, defaultdict[str, int]]:
	counts: defaultdict[Pair, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
	if not pairs:
		return counts
	table = frappe.qb.DocType(doctype)
	query = (
		frappe.qb.from_(table)
		.select(table.stakeholder_type, table.stakeholder, table[by], Count("*"))
		.where(_among(table, pairs) & matching_records(doctype, filters) & visible_records(doctype))
		.groupby(table.stakeholder_type, table.stakeholder, table[by])
		.orderby(table.stakeholder)
	)
	for kind, name, value, count in query.run():
		counts[kind, name][value] += count
	return counts


def _trends(pairs: Collection[Pair]) -> dict[Pair, int]:
	"""The change in trust from the first to the last assessment within a year."""
	if not pairs:
		return {}
	table = frappe.qb.DocType(ASSESSMENT)
	query = (
		frappe.qb.from_(table)
		.select(table.stakeholder_type, table.stakeholder, table.trust)
		.where(_among(table, pairs) & visible_records(ASSESSMENT))
		.where((table.trust > 0) & (table.assessed_on >= add_days(getdate(today()), -YEAR)))
		.orderby(table.assessed_on)
		.orderby(table.creation)
	)
	trust: defaultdict[Pair, list[int]] = defaultdict(list)
	for kind, name, value in query.run():
		trust[kind, name].append(value)
	return {pair: values[-1] - values[0] for pair, values in trust.items()}
