"""Find the records behind a count that list filters cannot express."""

from dataclasses import dataclass

import frappe
from pypika.queries import QueryBuilder

from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.partnerships.figures import engagement_coverage, thank_you_timeliness
from stakeholder_crm.partnerships.figures.engagement_coverage import (
	MEETING,
	CoverageFilters,
	meetings_with,
	part_of,
)
from stakeholder_crm.partnerships.figures.thank_you_timeliness import (
	BY_HAND,
	CALLED_OFF,
	OUTCOMES,
	TimelinessFilters,
	outcome_of,
	thank_you_query,
)

TO_THANK = "to_thank"

MET, MEETINGS = "met", "meetings"
PART = "part:"

# The names are part of a URL, and some servers reject longer ones.
MOST = 200


@dataclass(frozen=True, slots=True)
class FoundRecords:
	"""The records behind a count.

	Attributes:
		doctype: of the records.
		names: of the records; empty if there are too many.
		too_many: there are more than fit in a URL.
	"""

	doctype: str
	names: list[str]
	too_many: bool


def list_records(doctype: str, query: QueryBuilder) -> FoundRecords:
	"""The records that a query finds.

	Args:
		doctype: of the records.
		query: selects their names, in order, each once.
	"""
	names = query.limit(MOST + 1).run(pluck=True)
	too_many = len(names) > MOST
	return FoundRecords(doctype, [] if too_many else names, too_many)


def find_meetings(covered: CoverageFilters, column: str, group: str) -> FoundRecords:
	"""The visible records behind one count.

	Args:
		covered: the report's filters.
		column: ``MET``, ``MEETINGS``, or ``PART`` and a meeting type or a month.
		group: a type or place; empty if not set.

	Raises:
		ValueError: for another column.
	"""
	if column not in (MET, MEETINGS) and not column.startswith(PART):
		raise ValueError(column)
	doctype = covered.doctype if column == MET else MEETING
	table = frappe.qb.DocType(doctype)
	query = meetings_with(covered).select(table.name).distinct().orderby(table.name)
	query = query.where(engagement_coverage.coverage_group(covered) == group)
	if column.startswith(PART):
		query = query.where(part_of(covered) == column.removeprefix(PART))
	return list_records(doctype, query)


def find_thank_yous(wanted: TimelinessFilters, column: str, group: str | None) -> FoundRecords:
	"""The visible thank-yous behind one count.

	Args:
		wanted: the report's filters.
		column: one of ``OUTCOMES``, or ``TO_THANK`` for all but cancelled and manual ones.
		group: a month or an assignee (empty if unassigned); None for all.

	Raises:
		ValueError: for another column.
	"""
	if column not in (*OUTCOMES, TO_THANK):
		raise ValueError(column)
	table = frappe.qb.DocType(THANK_YOU)
	outcome = outcome_of()
	query = thank_you_query(wanted).select(table.name).orderby(table.name)
	query = query.where(outcome.notin((BY_HAND, CALLED_OFF)) if column == TO_THANK else outcome == column)
	if group is not None:
		query = query.where(thank_you_timeliness.timeliness_group(wanted) == group)
	return list_records(THANK_YOU, query)
