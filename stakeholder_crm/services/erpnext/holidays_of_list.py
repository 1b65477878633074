"""ERPNext's Holiday List, where one is chosen in the settings."""

from datetime import date

import frappe
from frappe.utils import getdate


def holidays_of(name: str) -> frozenset[date]:
	"""The days of a Holiday List, weekly days off among them.

	Args:
		name: of the list; one that is gone has no days.
	"""
	rows = frappe.get_all(
		"Holiday",
		filters={"parent": name, "parenttype": "Holiday List"},
		pluck="holiday_date",
		order_by="holiday_date",
	)
	return frozenset(map(getdate, rows))
