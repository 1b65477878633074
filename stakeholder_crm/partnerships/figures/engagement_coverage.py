"""Count known and met stakeholders, by agency type or place."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import frappe
from frappe.query_builder.functions import Coalesce, Count, Max
from frappe.utils import getdate
from pypika.queries import QueryBuilder
from pypika.terms import Term

from stakeholder_crm.access.visible_table import matching_records, visible_records
from stakeholder_crm.base.reporting.period import Period, month_of, read_period
from stakeholder_crm.domain.figures import HELD, Filter
from stakeholder_crm.partnerships.health.list_health import LIVING

MEETING, LOG, ATTENDANCE = "Stakeholder Meeting", "Meeting Log", "Meeting Attendance"
AGENCY_TYPES, COMMUNITIES, JURISDICTIONS = "Agency Types", "Communities", "Jurisdictions"
# Group → the DocType, and the field to group by.
GROUPS = {
	AGENCY_TYPES: ("Partner Agency", "agency_type"),
	COMMUNITIES: ("Community Leader", "community"),
	JURISDICTIONS: ("Partner Agency", "jurisdiction"),
}
KIND, MONTH = "Kind", "Month"


@dataclass(frozen=True, slots=True)
class CoverageFilters:
	"""The filters of the coverage report.

	Attributes:
		period: in which the meetings began.
		group: one of ``GROUPS``.
		by: what meetings are grouped by, their type or the month.
		kind: of the meetings; empty for all.
	"""

	period: Period
	group: str = AGENCY_TYPES
	by: str = KIND
	kind: str = ""

	@classmethod
	def by_filters(cls, filters: Mapping[str, object] | None) -> "CoverageFilters":
		"""Read a report's filters; unknown values are ignored."""
		filters = filters or {}
		group = str(filters.get("group") or "")
		return cls(
			read_period(filters),
			group if group in GROUPS else AGENCY_TYPES,
			MONTH if filters.get("by") == MONTH else KIND,
			str(filters.get("kind") or ""),
		)

	@property
	def doctype(self) -> str:
		"""The DocType of the known stakeholders."""
		return GROUPS[self.group][0]

	@property
	def fieldname(self) -> str:
		"""The field to group by."""
		return GROUPS[self.group][1]


@dataclass(slots=True)
class CoverageRow:
	"""The coverage of one type or place.

	Attributes:
		known: active and dormant records.
		met: how many of them attended a meeting in the period.
		meetings: with at least one of them.
		last_met: the last meeting with one of them, in any period.
		parts: the meetings by type or month.
	"""

	known: int = 0
	met: int = 0
	meetings: int = 0
	last_met: date | None = None
	parts: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

	@property
	def is_blank(self) -> bool:
		"""Some are known, but none were met."""
		return self.known > 0 and not self.met


def measure_coverage(covered: CoverageFilters) -> dict[str, CoverageRow]:
	"""The visible known and met stakeholders, in three queries.

	Args:
		covered: the filters.

	Returns:
		By type or place (empty if not set), where there is a record.
	"""
	found: defaultdict[str, CoverageRow] = defaultdict(CoverageRow)
	for key, known, last_met in _known(covered):
		found[key].known, found[key].last_met = known, getdate(last_met) if last_met else None
	group, people = coverage_group(covered), frappe.qb.DocType(covered.doctype)
	meetings = frappe.qb.DocType(MEETING)
	both = meetings_with(covered).select(
		group, Count(people.name).distinct(), Count(meetings.name).distinct()
	)
	for key, met, count in both.groupby(group).orderby(group).run():
		found[key].met, found[key].meetings = met, count
	part = part_of(covered)
	parts = meetings_with(covered).select(group, part, Count(meetings.name).distinct())
	for key, name, count in parts.groupby(group, part).orderby(group).run():
		found[key].parts[name] = count
	return dict(found)


def known_filters() -> list[Filter]:
	"""The filters for known stakeholders."""
	return [("status", "in", LIVING)]


def coverage_group(covered: CoverageFilters) -> Term:
	"""The grouping of a record, in a query."""
	return Coalesce(frappe.qb.DocType(covered.doctype)[covered.fieldname], "")


def part_of(covered: CoverageFilters) -> Term:
	"""The grouping of a meeting, in a query."""
	meeting = frappe.qb.DocType(MEETING)
	return month_of(meeting.starts_on) if covered.by == MONTH else meeting.kind


def meetings_with(covered: CoverageFilters) -> QueryBuilder:
	"""A query on attendees of meetings in the period, by submitted logs.

	Log and attendance are as visible as their meeting, which is checked.
	"""
	people, meeting, log, attendance = map(frappe.qb.DocType, (covered.doctype, MEETING, LOG, ATTENDANCE))
	filters: list[Filter] = [("status", "in", HELD), covered.period.within("starts_on")]
	if covered.kind:
		filters.append(("kind", "=", covered.kind))
	return (
		frappe.qb.from_(meeting)
		.join(log)
		.on((log.meeting == meeting.name) & (log.docstatus == 1))
		.join(attendance)
		.on((attendance.parent == log.name) & (attendance.parenttype == LOG) & (attendance.attended == 1))
		.join(people)
		.on((attendance.stakeholder_type == covered.doctype) & (attendance.stakeholder == people.name))
		.where(matching_records(MEETING, filters) & visible_records(MEETING))
		.where(matching_records(covered.doctype, known_filters()) & visible_records(covered.doctype))
	)


def _known(covered: CoverageFilters) -> list[tuple[str, int, date | None]]:
	people, group = frappe.qb.DocType(covered.doctype), coverage_group(covered)
	return (
		frappe.qb.from_(people)
		.select(group, Count("*"), Max(people.last_interaction_on))
		.where(matching_records(covered.doctype, known_filters()) & visible_records(covered.doctype))
		.groupby(group)
		.orderby(group)
		.run()
	)
