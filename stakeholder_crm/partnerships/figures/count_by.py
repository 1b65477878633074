"""Count records by one of their fields, for the session's user."""

from collections.abc import Iterable, Sequence

import frappe
from frappe.query_builder.functions import Coalesce
from pypika.terms import Criterion

from stakeholder_crm.access.visible_table import count_matching, matching_records, visible_records
from stakeholder_crm.domain.figures import Figure, Filter


def count_by(
	fieldname: str, figures: Sequence[Figure], also: Iterable[Filter] = ()
) -> dict[str, dict[str, int]]:
	"""The count of each figure over the records that the user may list, with one query.

	Args:
		fieldname: records with the same value there are counted together.
		figures: of one DocType.
		also: filters that all records must meet.

	Returns:
		By value (empty if not set), a count for each figure's key; values without matches are left out.
	"""
	[doctype] = {figure.doctype for figure in figures}
	table = frappe.qb.DocType(doctype)
	conditions = {figure.key: matching_records(doctype, figure.filters) for figure in figures}
	group = Coalesce(table[fieldname], "")
	query = (
		frappe.qb.from_(table)
		.select(group, *(count_matching(condition) for condition in conditions.values()))
		.where(Criterion.any(conditions.values()))
		.where(matching_records(doctype, also))
		.where(visible_records(doctype))
		.groupby(group)
		.orderby(group)
	)
	return {
		value: {key: int(count) for key, count in zip(conditions, counts, strict=True)}
		for value, *counts in query.run()
	}
