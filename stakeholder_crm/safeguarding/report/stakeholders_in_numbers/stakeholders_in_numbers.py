"""How many stakeholders there are at each level, told so that nobody can be picked out.

It takes no filters and leads to no records: by narrowing numbers down, or by subtracting one from another,
somebody who is Confidential could be found.
"""

from typing import Any

import frappe
from frappe import _
from frappe.query_builder.functions import Count

from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.domain.clearance import Level, level_of, name_of
from stakeholder_crm.domain.small_cells import DisclosedRow, disclose_row, threshold

ROLES = ("Outreach Manager", "Safeguarding Lead")
Column = dict[str, Any]


def execute(filters: dict[str, Any] | None = None) -> tuple[list[Column], list[dict[str, str]], str]:
	"""Columns, a row for each kind, and what the words in the cells mean.

	Raises:
		frappe.PermissionError: for everybody but managers and safeguarding leads.
	"""
	frappe.only_for(ROLES)
	smallest = threshold(get_settings().small_cell_size)
	rows = [
		_row(kind, disclose_row([counts[level] for level in Level], smallest), smallest)
		for kind, counts in count_stakeholders().items()
	]
	message = _(
		"Numbers below {0}, including zero, are shown as “fewer than {0}”, and their totals are hidden. Anonymised records are not counted."
	).format(smallest)
	return columns(), rows, message


def columns() -> list[Column]:
	"""The kind, the levels, the total: all in words, so that an export says the same."""
	levels = [{"fieldname": _field(level), "label": _(name_of(level))} for level in Level]
	return [
		{"fieldname": "kind", "label": _("Type"), "fieldtype": "Data", "width": 180},
		*({**level, "fieldtype": "Data", "width": 140} for level in levels),
		{"fieldname": "total", "label": _("Total"), "fieldtype": "Data", "width": 140},
	]


def _row(kind: str, row: DisclosedRow, smallest: int) -> dict[str, str]:
	few = _("fewer than {0}").format(smallest)
	cells = {
		_field(level): few if cell is None else str(cell)
		for level, cell in zip(Level, row.cells, strict=True)
	}
	hidden = few if row.total_is_small else _("not shown")
	return {"kind": _(kind), **cells, "total": hidden if row.total is None else str(row.total)}


def _field(level: Level) -> str:
	return name_of(level).lower()


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
