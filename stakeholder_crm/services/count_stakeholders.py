"""Count stakeholders by kind and level."""

import frappe
from frappe.query_builder.functions import Count

from stakeholder_crm.domain.clearance import Level, level_of
from stakeholder_crm.services.pairs import KINDS


def count_stakeholders() -> dict[str, dict[Level, int]]:
	"""How many stakeholders there are, with one query per kind. Checks no permission.

	It counts those that nobody here may see, too: what is made of it must not give small numbers away.

	Returns:
		By kind, a count for every level; Anonymised records are nobody any more.
	"""
	return {kind: _of_kind(kind) for kind in KINDS}


def _of_kind(kind: str) -> dict[Level, int]:
	table = frappe.qb.DocType(kind)
	query = (
		frappe.qb.from_(table)
		.select(table.confidentiality, Count("*"))
		.where(table.status != "Anonymised")
		.groupby(table.confidentiality)
	)
	counts = dict.fromkeys(Level, 0)
	for name, count in query.run():
		counts[level_of(name)] += count
	return counts
