"""List stakeholders of all three kinds at once, as far as the user may see them."""

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

# What says where somebody is at home; an activist's record holds no place.
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
	"""Which stakeholders are wanted; what is empty does not narrow the list.

	Attributes:
		kind: one of the three kinds.
		place: part of a community's or a jurisdiction's name; no activist has one.
		relationship_owner: a user.
		current_position: a position, as assessments name it.
		status: one of the statuses; the Anonymised are never listed.
		touch: "In Touch" (the next touch is not due), "Overdue", or "No Rhythm" (nobody is to be reminded).
		says_below: only those whose records say less than this.
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
		"""Read a report's filters; what is not known here is passed over."""
		filters = filters or {}
		wanted = {key: str(filters.get(key) or "").strip() for key in TEXTS}
		if cint(filters.get("overdue")):
			wanted["touch"] = "Overdue"
		return cls(**wanted, says_below=cint(filters.get("says_below")))


def list_stakeholders(
	wanted: StakeholderFilters, *, longest_overdue: bool = False, limit: int = LIMITS[0]
) -> list[dict]:
	"""The stakeholders that match, with one query per kind.

	Args:
		wanted: what to look for.
		longest_overdue: by the day of the next touch, instead of by kind and display name.
		limit: not more than so many.

	Returns:
		Rows with ``kind``, ``place``, ``days_overdue`` and the fields that the kinds share. A kind whose reports the
		user may not read is left out.
	"""
	order = ("next_touch_on", "name") if longest_overdue else ("display_name", "name")
	rows = [row for kind in wanted_types(wanted) for row in _of_kind(kind, wanted, order, limit)]
	if longest_overdue:
		rows.sort(key=lambda row: (row["next_touch_on"], row["display_name"], row["name"]))
	return rows[:limit]


def count_listed(wanted: StakeholderFilters) -> int:
	"""How many there are, with one query per kind.

	Args:
		wanted: what to look for.
	"""
	return sum(
		frappe.qb.from_(frappe.qb.DocType(kind))
		.select(Count("*"))
		.where(stakeholder_query(kind, wanted))
		.run()[0][0]
		for kind in wanted_types(wanted)
	)


def wanted_types(wanted: StakeholderFilters) -> list[str]:
	"""The kinds that can hold somebody who is wanted, and whose reports the user may read."""
	return [
		kind
		for kind in KINDS
		if wanted.kind in ("", kind)
		and (kind in PLACES or not wanted.place)
		and frappe.has_permission(kind, "report")
	]


def stakeholder_query(kind: str, wanted: StakeholderFilters) -> Criterion:
	"""The condition that leaves whom the user may see of those who are wanted.

	Args:
		kind: one of the three; its table stands in the query under its own name.
		wanted: what to look for.
	"""
	condition = matching_records(kind, _filters(wanted)) & visible_records(kind)
	if wanted.place:
		condition &= frappe.qb.DocType(kind)[PLACES[kind]].like(f"%{wanted.place}%")
	return condition


def overdue_between(first: date, last: date) -> Filter:
	"""The filter on those whose next touch was due on one of these days."""
	return ("next_touch_on", "between", (first, last))


def with_place(kind: str, row: Mapping[str, Any]) -> dict:
	"""A row of a kind's table as reports show it."""
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
