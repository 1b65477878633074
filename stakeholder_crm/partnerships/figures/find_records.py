"""Name the records behind a number that no filter of a list can tell."""

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

# Their names stand in the address of a list; some servers refuse longer ones.
MOST = 200


@dataclass(frozen=True, slots=True)
class FoundRecords:
	"""What a number counted.

	Attributes:
		doctype: of the records.
		names: theirs; none where there are too many.
		too_many: there are more than an address can carry.
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
	"""What one number counted, of what the user may see.

	Args:
		covered: as the report was asked.
		column: ``MET``, ``MEETINGS``, or ``PART`` and a kind of meeting or a month.
		group: a type or place; empty where none is said.

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
	"""The thank-yous that one number counted, of those that the user may see.

	Args:
		wanted: as the report was asked.
		column: one of ``OUTCOMES``, or ``TO_THANK`` for all but those called off or thanked by hand.
		group: a month or a colleague (empty for nobody); None for all.

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
