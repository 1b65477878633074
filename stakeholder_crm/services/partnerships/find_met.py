"""Find the people, or the meetings, behind one number of the report on engagement coverage."""

import frappe

from stakeholder_crm.services.partnerships.cover_engagement import (
	MEETING,
	Covered,
	group_of,
	meetings_with,
	part_of,
)
from stakeholder_crm.services.partnerships.records_behind import Behind, found

MET, MEETINGS = "met", "meetings"
PART = "part:"


def find_met(covered: Covered, column: str, group: str) -> Behind:
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
	query = query.where(group_of(covered) == group)
	if column.startswith(PART):
		query = query.where(part_of(covered) == column.removeprefix(PART))
	return found(doctype, query)
