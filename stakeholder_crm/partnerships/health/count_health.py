"""Count relationships by calculated health and owner's rating."""

from collections import Counter

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Coalesce, Count

from stakeholder_crm.partnerships.health.list_health import relationships
from stakeholder_crm.stakeholders.list_stakeholders import StakeholderFilters, wanted_types

# The lower ends of the bands of calculated health, from 0 to 100. None stands for no data.
BANDS = (0, 25, 50, 75)
BEST = 100

Band = int | None


def count_health(wanted: StakeholderFilters) -> Counter[tuple[Band, str]]:
	"""The number of relationships by band and owner's rating (empty: not rated), with one query per type.

	Args:
		wanted: the filters.
	"""
	counts: Counter[tuple[Band, str]] = Counter()
	for kind in wanted_types(wanted):
		table = frappe.qb.DocType(kind)
		band = Case().when(table.record_health_known == 0, -1)
		for first in reversed(BANDS[1:]):
			band = band.when(table.record_health >= first, first)
		band, owner = band.else_(BANDS[0]), Coalesce(table.health, "")
		query = (
			frappe.qb.from_(table)
			.select(band, owner, Count("*"))
			.where(relationships(kind, wanted))
			.groupby(band, owner)
			.orderby(owner)
		)
		for first, word, count in query.run():
			counts[None if first < 0 else first, word] += count
	return counts
