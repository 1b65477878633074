"""Place visible stakeholders on a map of influence and interest, as of a day."""

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
from stakeholder_crm.base.reporting.cached_answer import cached_answer
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
	"""The filters of the map; empty or 0 does not filter.

	Attributes:
		kind: a stakeholder type.
		place: part of a community's or a jurisdiction's name; activists have none.
		relationship_owner: the current relationship owner.
		day: the map as of this day; None for the current map.
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
		"""Read the page's filters; unknown ones are ignored.

		Raises:
			frappe.ValidationError: if the date is not valid.
		"""

		def text(key: str) -> str:
			return str(filters.get(key) or "").strip()

		return cls(
			kind=text("kind"),
			place=text("place"),
			relationship_owner=text("relationship_owner"),
			position=text("position"),
			influence=cint(filters.get("influence")),
			interest=cint(filters.get("interest")),
			day=_past_day(filters.get("date")),
		)

	@property
	def one_cell(self) -> bool:
		"""Whether a single cell is selected."""
		return bool(self.influence and self.interest)


@dataclass(frozen=True, slots=True)
class MapPoint:
	"""One stakeholder on the map; ``steps`` lead from the current to the desired position."""

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
	"""The count of one cell and position; None if it is too small to show."""

	influence: int
	interest: int
	position: str
	count: int | None


@dataclass(frozen=True, slots=True)
class StakeholderMap:
	"""The content of the map.

	Attributes:
		points: by name; empty if there are too many and no single cell is selected.
		more: whether there are more than these points.
		clusters: in reading order; empty if all are shown as points.
		not_assessed: by type, how many are not assessed; None if too small to show.
		smallest: the smallest number of people that is shown.
		counted_on: when stored counts were computed; None if they are current.
	"""

	points: list[MapPoint]
	more: bool
	clusters: list[Cluster]
	not_assessed: dict[str, int | None]
	smallest: int
	counted_on: datetime | None


def place_stakeholders(wanted: MapFilters, *, refresh: bool = False) -> StakeholderMap:
	"""The map, with two queries per type and one for owners' names, for any number of stakeholders.

	Slow counts are stored for a while; points are always loaded.

	Args:
		wanted: the filters.
		refresh: always count now.
	"""
	answer = cached_answer(count_cells, wanted, now=refresh, at_a_glance=True)
	counts = answer.value
	cells: Counter[Cell] = Counter()
	for of_kind in counts.values():
		cells.update({cell: count for cell, count in of_kind.items() if cell.is_assessed})
	smallest = threshold(get_settings().small_cell_size)
	few = has_names(cells)
	points = _points(wanted) if cells and (few or wanted.one_cell) else []
	if answer.is_cached and few and len(points) != cells.total():
		# The current stakeholders may differ from the stored counts.
		return place_stakeholders(wanted, refresh=True)
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
		counted_on=answer.counted_on if answer.is_cached else None,
	)


def count_cells(wanted: MapFilters) -> dict[str, Counter[Cell]]:
	"""The counts by type and cell, including stakeholders without an assessment.

	Args:
		wanted: the filters.
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
	"""A query for matching stakeholders of a type that the user may list, and its table with the assessment."""
	table = frappe.qb.DocType(kind)
	query = frappe.qb.from_(table)
	source = table
	if wanted.day:
		source = frappe.qb.DocType(ASSESSMENT)
		newest = _newest(kind, wanted.day)
		query = (
			query.left_join(newest)
			.on(newest.stakeholder == table.name)
			# Only assessments that the user may list, since the joined dates are.
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
	"""The date of each stakeholder's newest assessment up to a day."""
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
	"""A past day; None for the current map."""
	if not value:
		return None
	try:
		day = getdate(str(value))
	except Exception:
		day = None
	if day is None:
		written = frappe.utils.escape_html(str(value))
		frappe.throw(
			_("Date: {0} is not a valid date. Choose one from the calendar.").format(written), title=_("Date")
		)
	return day if day < getdate(today()) else None
