"""List stakeholders of all three types, as far as the user may see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import frappe
from frappe.query_builder.functions import Count
from frappe.utils import cint, getdate, today
from pypika.terms import Criterion

from stakeholder_crm.access.visible_table import matching_records, visible_records
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.base.reporting.row_limit import LIMITS
from stakeholder_crm.domain.cadence import days_overdue
from stakeholder_crm.domain.figures import EVER_SINCE, Filter

# The place of a stakeholder. Activists have none.
PLACES = {"Community Leader": "community", "Partner Agency": "jurisdiction"}
FIELDS = (
	"name",
	"display_name",
	"status",
	"relationship_owner",
	"current_position",
	"last_interaction_on",
	"next_touch_on",
)
STATUSES = ("Draft", "Active", "Dormant", "Do Not Contact")
TEXTS = ("kind", "place", "relationship_owner", "current_position", "status", "touch")


@dataclass(frozen=True, slots=True)
class StakeholderFilters:
	"""Filters for stakeholders. Empty ones are ignored.

	Attributes:
			kind: one of the three types.
			place: part of a community or jurisdiction. Activists have none.
		relationship_owner: a user.
		current_position: a position, as assessments name it.
			status: one of the statuses. Anonymised stakeholders are never listed.
			touch: "In Touch" (next contact not yet due), "Overdue", or "No Rhythm" (no reminders).
			says_below: only those whose calculated health is below this.
	"""

	kind: str = ""
	place: str = ""
	relationship_owner: str = ""
	current_position: str = ""
	status: str = ""
	touch: str = ""
	says_below: int = 0

	@classmethod
	def by_filters(cls, filters: Mapping[str, object] | None) -> "StakeholderFilters":
		"""Read a report's filters. Unknown ones are ignored."""
		filters = filters or {}
		values = {key: str(filters.get(key) or "").strip() for key in TEXTS}
		if cint(filters.get("overdue")):
			values["touch"] = "Overdue"
		return cls(**values, says_below=cint(filters.get("says_below")))


def list_stakeholders(
	wanted: StakeholderFilters, *, longest_overdue: bool = False, limit: int = LIMITS[0]
) -> list[dict]:
	"""The matching stakeholders, with one query per type.

	Args:
			wanted: the filters.
			longest_overdue: sort by next contact due, instead of by type and display name.
			limit: the maximum number of rows.

	Returns:
			Rows with ``kind``, ``place``, ``days_overdue`` and the fields that the types share. Types whose reports the
			user may not read are left out.
	"""
	order = ("next_touch_on", "name") if longest_overdue else ("display_name", "name")
	rows = [row for kind in wanted_types(wanted) for row in _of_kind(kind, wanted, order, limit)]
	if longest_overdue:
		rows.sort(key=lambda row: (row["next_touch_on"], row["display_name"], row["name"]))
	return rows[:limit]


def count_listed(wanted: StakeholderFilters) -> int:
	"""The number of matching stakeholders, with one query per type.

	Args:
			wanted: the filters.
	"""
	return sum(
		frappe.qb.from_(frappe.qb.DocType(kind))
		.select(Count("*"))
		.where(stakeholder_query(kind, wanted))
		.run()[0][0]
		for kind in wanted_types(wanted)
	)


def wanted_types(wanted: StakeholderFilters) -> list[str]:
	"""The types that the filters can match, and whose reports the user may read."""
	return [
		kind
		for kind in KINDS
		if wanted.kind in ("", kind)
		and (kind in PLACES or not wanted.place)
		and frappe.has_permission(kind, "report")
	]


def stakeholder_query(kind: str, wanted: StakeholderFilters) -> Criterion:
	"""The condition for matching stakeholders that the user may see.

	Args:
			kind: one of the three types. Its table must be in the query without an alias.
			wanted: the filters.
	"""
	condition = matching_records(kind, _filters(wanted)) & visible_records(kind)
	if wanted.place:
		condition &= frappe.qb.DocType(kind)[PLACES[kind]].like(f"%{wanted.place}%")
	return condition


def overdue_between(first: date, last: date) -> Filter:
	"""The filter for stakeholders whose next contact was due on one of these days."""
	return ("next_touch_on", "between", (first, last))


def with_place(kind: str, row: Mapping[str, Any]) -> dict:
	"""A row of a type's table, as reports show it."""
	return {
		**row,
		"kind": kind,
		"place": row.get(PLACES.get(kind, "")),
		"days_overdue": days_overdue(row["next_touch_on"], getdate(today())),
	}


def _of_kind(kind: str, wanted: StakeholderFilters, order: tuple[str, ...], limit: int) -> list[dict]:
	table = frappe.qb.DocType(kind)
	fields = [*FIELDS, PLACES[kind]] if kind in PLACES else FIELDS
	query = (
		frappe.qb.from_(table)
		.select(*(table[field] for field in fields))
		.where(stakeholder_query(kind, wanted))
	)
	for field in order:
		query = query.orderby(table[field])
	return [with_place(kind, row) for row in query.limit(limit).run(as_dict=True)]


def _filters(wanted: StakeholderFilters) -> list[Filter]:
	filters: list[Filter] = [("status", "=", wanted.status) if wanted.status else ("status", "in", STATUSES)]
	filters += [
		(field, "=", value)
		for field in ("relationship_owner", "current_position")
		if (value := getattr(wanted, field))
	]
	day = getdate(today())
	if wanted.touch == "Overdue":
		filters.append(overdue_between(EVER_SINCE, day - timedelta(days=1)))
	elif wanted.touch == "In Touch":
		filters.append(("next_touch_on", ">=", day))
	elif wanted.touch == "No Rhythm":
		filters.append(("next_touch_on", "is", "not set"))
	if wanted.says_below:
		filters += [("record_health_known", ">", 0), ("record_health", "<", wanted.says_below)]
	return filters
