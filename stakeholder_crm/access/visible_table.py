"""Put into a query what a user may list, so that one statement counts it, however much there is."""

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
	"""A condition that the host wrote as text, among those of the query builder."""

	def __init__(self, text: str) -> None:
		"""Take the text as it is.

		Args:
			text: SQL in which every value is escaped and every percent sign doubled.
		"""
		super().__init__()
		self.text = text

	def get_sql(self, **_options: object) -> str:
		"""The text, in brackets."""
		return f"({self.text})"


def visible_records(doctype: str) -> Criterion:
	"""What the session's user may list: by role, User Permission, share and clearance, as ``get_list`` has it.

	Args:
		doctype: one of this app's; its table stands in the query under its own name.

	Returns:
		A condition; it leaves nothing where the user may not read the DocType at all.
	"""
	if not frappe.has_permission(doctype, "read"):
		return SQLCondition("1=0")
	return SQLCondition(build_match_conditions(doctype) or "1=1")


def matching_records(doctype: str, filters: Iterable[Filter]) -> Criterion:
	"""Filters as a condition that finds what the host's lists find by them.

	Args:
		doctype: whose fields they are on.
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
	"""How many of a query's rows meet a condition; nothing (NULL) where the query finds none."""
	return Sum(Case().when(condition, 1).else_(0))


def _is(field: Field, value: object, fieldtype: str) -> Criterion:
	empty = field.isnull()
	if fieldtype not in ("Date", "Datetime"):
		empty |= field == ""
	return empty if value == "not set" else empty.negate()


def _between(field: Field, days: Any, fieldtype: str) -> Criterion:
	first, last = days
	# The host's lists take the midnight at the end of the last day for a part of it, too.
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
