"""Report columns whose numbers link to the list of records they count."""

from collections.abc import Iterable, Mapping
from typing import Any

from frappe import _

from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.domain.figures import Filter
from stakeholder_crm.domain.small_cells import disclose, threshold

Column = dict[str, Any]


def column(fieldname: str, label: str, fieldtype: str = "Data", width: int = 120, **more: Any) -> Column:
	"""A column for Frappe's reports. Texts and dates are left-aligned, even where some are empty."""
	if fieldtype in ("Data", "Date", "Datetime"):
		more.setdefault("align", "left")
	return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width, **more}


def to_list(
	doctype: str, filters: Iterable[Filter], by_row: Mapping[str, str] | None = None
) -> dict[str, Any]:
	"""A link from a column to a list, used by report_links.js.

	Args:
			doctype: of the list.
			filters: for the whole column, one per field, since a list's URL can carry no more.
			by_row: filter field by row key. A totals row is not filtered by them.
	"""
	return {
		"doctype": doctype,
		"filters": list_filters(filters),
		"by_row": dict(by_row or {}),
	}


def list_filters(filters: Iterable[Filter]) -> dict[str, list[object]]:
	"""Filters as plain values, for the URL of a list."""
	return {field: [operator, _plain(value)] for field, operator, value in filters}


def to_report(
	report: str, filters: Mapping[str, object], by_row: Mapping[str, str] | None = None
) -> dict[str, Any]:
	"""A link from a column to the report of this app whose rows it counted. Arguments as in ``to_list``."""
	return {
		"report": report,
		"filters": {field: str(value) for field, value in filters.items()},
		"by_row": dict(by_row or {}),
	}


def format_people(count: int) -> str:
	"""A number of people or agencies, with small numbers in words.

	Zero is shown: only records the reader may list are counted.
	"""
	smallest = threshold(get_settings().small_cell_size)
	return _("fewer than {0}").format(smallest) if count and disclose(count, smallest) is None else str(count)


def _plain(value: object) -> object:
	return [str(one) for one in value] if isinstance(value, (tuple, list)) else str(value)
