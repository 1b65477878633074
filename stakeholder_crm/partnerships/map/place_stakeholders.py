"""Put stakeholders on a map of influence and interest, as far as the user may list them, as of a day."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import frappe
from frappe import _
from frappe.query_builder.functions import Count, Max
from frappe.utils import cint, getdate, today
from pypika.queries import QueryBuilder
from pypika.terms import Term

from stakeholder_crm.access.visible_table import visible_records
from stakeholder_crm.base.doctypes import ASSESSMENT
from stakeholder_crm.base.full_names import full_names
from stakeholder_crm.base.reporting.kept_answer import keep_answer
from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.domain.small_cells import disclose, threshold
from stakeholder_crm.domain.stakeholder_map import (
	LEAST,
	MOST,
	MOST_POINTS,
	POSITIONS,
	Cell,
	cell_of,
	has_names,
	steps_between,
)
from stakeholder_crm.partnerships.map.filter_stakeholders import filter_stakeholders, matching_types

JUDGED = ("influence", "interest", "current_position", "desired_position")


@dataclass(frozen=True, slots=True)
class MapFilters:
	"""Which stakeholders are wanted on the map; what is empty or 0 does not narrow it.

	Attributes:
		kind: one of the three kinds.
		place: part of a community's or a jurisdiction's name; no activist has one.
		relationship_owner: a user, who answers for them today.
		day: the map as it was on this day; None for the present one.
		influence: one row of the map.
		interest: one column of it.
		position: one of the positions.
	"""

	kind: str = ""
	place: str = ""
	relationship_owner: str = ""
	day: date | None = None
	influence: int = 0
	interest: int = 0
	position: str = ""

	@classmethod
	def by_filters(cls, filters: Mapping[str, object]) -> "MapFilters":
		"""Read what a page asks for; what is not known here is passed over.

		Raises:
			frappe.ValidationError: when the date is none.
		"""
		texts = ("kind", "place", "relationship_owner", "position")
		numbers = ("influence", "interest")
		return cls(
			**{key: str(filters.get(key) or "").strip() for key in texts},
			**{key: cint(filters.get(key)) for key in numbers},
			day=_past_day(filters.get("date")),
		)

	@property
	def one_cell(self) -> bool:
		"""Whether a single cell is asked for."""
		return bool(self.influence and self.interest)


@dataclass(frozen=True, slots=True)
class MapPoint:
	"""One stakeholder on the map; ``steps`` lead from where she stands to where we would like her to."""

	kind: str
	name: str
	display_name: str
	influence: int
	interest: int
	current_position: str
	desired_position: str
	steps: int
	relationship_owner: str
	owner_name: str


@dataclass(frozen=True, slots=True)
class Cluster:
	"""How many stand in one cell with one position; None for fewer than may be told."""

	influence: int
	interest: int
	position: str
	count: int | None


@dataclass(frozen=True, slots=True)
class StakeholderMap:
	"""What there is to show.

	Attributes:
		points: by name; empty where there are too many and no single cell is asked for.
		more: whether there are more than these points.
		clusters: in reading order; empty where every one is a point.
		not_assessed: by kind, how many could not be placed; None for fewer than may be told.
		smallest: the smallest number of people that is told.
		counted_on: when the numbers that were kept were true; None where they were counted just now.
	"""

	points: list[MapPoint]
	more: bool
	clusters: list[Cluster]
	not_assessed: dict[str, int | None]
	smallest: int
	counted_on: datetime | None


def place_stakeholders(wanted: MapFilters, *, anew: bool = False) -> StakeholderMap:
	"""The map, with two queries per kind and one for owners' names, however many there are.

	Numbers that take long to count are kept for a while; people are always looked up.

	Args:
		wanted: whom to show, and as of which day.
		anew: count now in any case.
	"""
	kinds = matching_types(wanted.kind, wanted.place)
	answer = keep_answer(count_cells, wanted, about=(*kinds, ASSESSMENT), anew=anew, at_a_glance=True)
	counts = answer.value
	cells: Counter[Cell] = Counter()
	for of_kind in counts.values():
		cells.update({cell: count for cell, count in of_kind.items() if cell.is_assessed})
	smallest = threshold(get_settings().small_cell_size)
	few = has_names(cells)
	points = _points(wanted) if cells and (few or wanted.one_cell) else []
	if answer.kept_on and few and len(points) != cells.total():
		# Who is there now is not who was counted.
		return place_stakeholders(wanted, anew=True)
	return StakeholderMap(
		points=points,
		more=not few,
		clusters=[] if few else _clusters(cells, smallest),
		not_assessed={
			kind: disclose(count, smallest)
			for kind, of_kind in counts.items()
			if (count := sum(count for cell, count in of_kind.items() if not cell.is_assessed))
		},
		smallest=smallest,
		counted_on=answer.kept_on,
	)


def count_cells(wanted: MapFilters) -> dict[str, Counter[Cell]]:
	"""How many of each kind stand in each cell, those without an assessment included.

	Args:
		wanted: whom to count, and as of which day.
	"""
	return {kind: _counts_of(kind, wanted) for kind in matching_types(wanted.kind, wanted.place)}


def _clusters(cells: Mapping[Cell, int], smallest: int) -> list[Cluster]:
	return [
		Cluster(cell.influence, cell.interest, cell.position, disclose(cells[cell], smallest))
		for cell in sorted(cells, key=lambda cell: cell.place)
	]


def _counts_of(kind: str, wanted: MapFilters) -> Counter[Cell]:
	query, columns = _matching(kind, wanted)
	place = [columns["influence"], columns["interest"], columns["current_position"]]
	query = query.select(*place, Count("*")).groupby(*place)
	counts: Counter[Cell] = Counter()
	for influence, interest, position, count in query.run():
		counts[cell_of(influence, interest, position)] += count
	return counts


def _points(wanted: MapFilters) -> list[MapPoint]:
	rows = [
		(kind, row) for kind in matching_types(wanted.kind, wanted.place) for row in _rows_of(kind, wanted)
	]
	rows.sort(key=lambda one: (one[1].display_name.casefold(), one[1].name))
	rows = rows[:MOST_POINTS]
	owners = full_names(row.relationship_owner for _kind, row in rows)
	return [_point(kind, row, owners) for kind, row in rows]


def _point(kind: str, row: frappe._dict, owners: Mapping[str, str]) -> MapPoint:
	cell = cell_of(row.influence, row.interest, row.current_position)
	return MapPoint(
		kind=kind,
		name=row.name,
		display_name=row.display_name,
		influence=cell.influence,
		interest=cell.interest,
		current_position=cell.position,
		desired_position=row.desired_position if row.desired_position in POSITIONS else "",
		steps=steps_between(row.current_position, row.desired_position),
		relationship_owner=row.relationship_owner or "",
		owner_name=owners.get(row.relationship_owner, row.relationship_owner or ""),
	)


def _rows_of(kind: str, wanted: MapFilters) -> list[frappe._dict]:
	query, columns = _matching(kind, wanted)
	table = frappe.qb.DocType(kind)
	query = (
		query.select(table.name, table.display_name, table.relationship_owner, *columns.values())
		.where(columns["influence"][LEAST:MOST])
		.where(columns["interest"][LEAST:MOST])
		.orderby(table.display_name, table.name)
		.limit(MOST_POINTS)
	)
	return query.run(as_dict=True)


def _matching(kind: str, wanted: MapFilters) -> tuple[QueryBuilder, dict[str, Term]]:
	"""A query for those of one kind who match and whom the user may list, and where it finds the judgement."""
	table = frappe.qb.DocType(kind)
	query = frappe.qb.from_(table)
	source = table
	if wanted.day:
		source = frappe.qb.DocType(ASSESSMENT)
		newest = _newest(kind, wanted.day)
		query = (
			query.left_join(newest)
			.on(newest.stakeholder == table.name)
			# Those that the user may list: the days they are joined by are.
			.left_join(source)
			.on(
				(source.stakeholder_type == kind)
				& (source.stakeholder == newest.stakeholder)
				& (source.assessed_on == newest.day)
			)
		)
	columns = {fieldname: source[fieldname] for fieldname in JUDGED}
	query = filter_stakeholders(query, kind, wanted.place, wanted.relationship_owner)
	narrowed = {
		"influence": wanted.influence,
		"interest": wanted.interest,
		"current_position": wanted.position,
	}
	for fieldname, value in narrowed.items():
		if value:
			query = query.where(columns[fieldname] == value)
	return query, columns


def _newest(kind: str, day: date) -> QueryBuilder:
	"""The day of each stakeholder's newest assessment up to a day; there is one a day."""
	table = frappe.qb.DocType(ASSESSMENT)
	query = (
		frappe.qb.from_(table)
		.select(table.stakeholder, Max(table.assessed_on).as_("day"))
		.where((table.stakeholder_type == kind) & (table.assessed_on <= day))
		.where(visible_records(ASSESSMENT))
		.groupby(table.stakeholder)
	)
	return query.as_("newest")


def _past_day(value: object) -> date | None:
	"""A day before today; None for the present map."""
	if not value:
		return None
	try:
		day = getdate(str(value))
	except Exception:
		day = None
	if day is None:
		written = frappe.utils.escape_html(str(value))
		frappe.throw(_("Date: {0} is not a valid date. Choose one from the calendar.").format(written))
	return day if day < getdate(today()) else None
