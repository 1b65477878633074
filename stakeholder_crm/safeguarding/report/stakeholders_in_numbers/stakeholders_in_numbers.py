"""The number of stakeholders at each level, without identifying anyone.

It has no filters and no links to records: filtered or subtracted numbers could identify a Confidential
person.
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
	"""Columns, a row per type, and a message.

	Raises:
		frappe.PermissionError: if the user is neither a manager nor a safeguarding lead.
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
	"""Type, levels and total, all as text, so that an export shows the same."""
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
	"""Count all stakeholders, with one query per type. Checks no permission.

	It includes records that the user may not see, so results must not reveal small numbers.

	Returns:
		By type, a count per level, without Anonymised records.
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
