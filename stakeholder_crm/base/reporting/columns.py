"""Columns of reports whose numbers lead to the list of exactly those that were counted."""

from collections.abc import Iterable, Mapping
from typing import Any

from frappe import _

from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.domain.figures import Filter
from stakeholder_crm.domain.small_cells import disclose, threshold

Column = dict[str, Any]


def column(fieldname: str, label: str, fieldtype: str = "Data", width: int = 120, **more: Any) -> Column:
	"""A column as Frappe's reports take it; words and dates stand where a line begins, also where some are empty."""
	if fieldtype in ("Data", "Date", "Datetime"):
		more.setdefault("align", "left")
	return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width, **more}


def to_list(
	doctype: str, filters: Iterable[Filter], by_row: Mapping[str, str] | None = None
) -> dict[str, Any]:
	"""A column's way to a list, read by report_links.js.

	Args:
		doctype: of the list.
		filters: which hold for the whole column; one a field, which is what the address of a list can carry.
		by_row: fields whose value stands in the row, under which key; a row of totals is not narrowed by them.
	"""
	return {
		"doctype": doctype,
		"filters": list_filters(filters),
		"by_row": dict(by_row or {}),
	}


def list_filters(filters: Iterable[Filter]) -> dict[str, list[object]]:
	"""Filters as the address of a list carries them, in plain values."""
	return {field: [operator, _plain(value)] for field, operator, value in filters}


def to_report(
	report: str, filters: Mapping[str, object], by_row: Mapping[str, str] | None = None
) -> dict[str, Any]:
	"""A column's way to another report of this app, whose rows it counted; arguments as ``to_list``."""
	return {
		"report": report,
		"filters": {field: str(value) for field, value in filters.items()},
		"by_row": dict(by_row or {}),
	}


def format_people(count: int) -> str:
	"""A number of people or agencies as it may be told: a small one in words.

	That there is nobody is told: only what the reader may list was counted, and it is what reports are about.
	"""
	smallest = threshold(get_settings().small_cell_size)
	return _("fewer than {0}").format(smallest) if count and disclose(count, smallest) is None else str(count)


def _plain(value: object) -> object:
	return [str(one) for one in value] if isinstance(value, (tuple, list)) else str(value)
