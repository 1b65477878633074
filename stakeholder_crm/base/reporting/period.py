"""The period of a report."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import frappe
from frappe import _
from frappe.utils import add_months, get_datetime, getdate, today
from pypika.functions import Substring
from pypika.terms import Term

from stakeholder_crm.domain.figures import Filter

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Period:
	"""From the first to the last day, both included, in the site's zone."""

	first: date
	last: date

	def within(self, fieldname: str) -> Filter:
		"""A filter for the host's lists."""
		return (fieldname, "between", (self.first, self.last))

	@property
	def begins(self) -> datetime:
		"""The first moment of it."""
		return get_datetime(self.first)

	@property
	def is_over(self) -> datetime:
		"""The first moment after it."""
		return get_datetime(self.last + timedelta(days=1))


def month_of(moment: Term) -> Term:
	"""The month of a stored moment in a query, such as "2026-01"."""
	return Substring(moment, 1, len("2026-01"))


def read_period(filters: Mapping[str, object] | None) -> Period:
	"""The period in a report's filters. The default is the last twelve months.

	Raises:
			frappe.ValidationError: when it ends before it starts.
	"""
	filters = filters or {}
	last = getdate(filters.get("to_date") or today())
	first = getdate(filters.get("from_date") or add_months(last, -MONTHS))
	if first > last:
		frappe.throw(_("From must not be after Until."))
	return Period(first, last)
