"""Restrict a query to what a user may list, so that one statement counts any number of records."""

from collections.abc import Callable, Iterable
from typing import Any

import frappe
from frappe.desk.reportview import build_match_conditions
from frappe.query_builder import Case
from frappe.query_builder.functions import Sum
from frappe.utils import add_days
from pypika.terms import Criterion, Field

from stakeholder_crm.domain.figures import Filter


class SQLCondition(Criterion):
	"""A condition as SQL text, for use in the query builder."""

	def __init__(self, text: str) -> None:
		"""Keep the text unchanged.

		Args:
			text: SQL in which every value is escaped and every percent sign doubled.
		"""
		super().__init__()
		self.text = text

	def get_sql(self, **_options: object) -> str:
		"""The text, in brackets."""
		return f"({self.text})"


def visible_records(doctype: str) -> Criterion:
	"""The records that the session's user may list, by role, User Permission, share and clearance, as in ``get_list``.

	Args:
		doctype: one of this app's; its table keeps its own name in the query.

	Returns:
		A condition; it matches nothing if the user may not read the DocType.
	"""
	if not frappe.has_permission(doctype, "read"):
		return SQLCondition("1=0")
	return SQLCondition(build_match_conditions(doctype) or "1=1")


def matching_records(doctype: str, filters: Iterable[Filter]) -> Criterion:
	"""Filters as a condition with the same results as in the host's lists.

	Args:
		doctype: of the filtered fields.
		filters: (field, operator, value); operators are =, in, <, <=, >, >=, between (days, both included) and is
			(set, not set).

	Raises:
		KeyError: for another operator.
	"""
	meta = frappe.get_meta(doctype)
	table = frappe.qb.DocType(doctype)
	return Criterion.all(
		[
			OPERATORS[operator](table[fieldname], value, meta.get_field(fieldname).fieldtype)
			for fieldname, operator, value in filters
		]
	)


def count_matching(condition: Criterion) -> Sum:
	"""How many of a query's rows meet a condition; NULL if the query finds none."""
	return Sum(Case().when(condition, 1).else_(0))


def _is(field: Field, value: object, fieldtype: str) -> Criterion:
	empty = field.isnull()
	if fieldtype not in ("Date", "Datetime"):
		empty |= field == ""
	return empty if value == "not set" else empty.negate()


def _between(field: Field, days: Any, fieldtype: str) -> Criterion:
	first, last = days
	# The host's lists include the midnight at the end of the last day.
	return field[first : add_days(last, 1) if fieldtype == "Datetime" else last]


OPERATORS: dict[str, Callable[[Field, object, str], Criterion]] = {
	"=": lambda field, value, _fieldtype: field == value,
	"in": lambda field, value, _fieldtype: field.isin(value),
	"<": lambda field, value, _fieldtype: field < value,
	"<=": lambda field, value, _fieldtype: field <= value,
	">": lambda field, value, _fieldtype: field > value,
	">=": lambda field, value, _fieldtype: field >= value,
	"between": _between,
	"is": _is,
}
