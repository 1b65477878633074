"""Whom the logs of a meeting name, beside those who were to come."""

import frappe

from stakeholder_crm.permissions import LOG_TABLES
from stakeholder_crm.services.pairs import Pair


def named_in_logs(meeting: str | None) -> set[Pair]:
	"""The stakeholders in the attendance, concerns and commitments of a meeting's logs.

	Args:
		meeting: name of a Stakeholder Meeting; None or a new one's has no log.
	"""
	logs = frappe.get_all("Meeting Log", filters={"meeting": meeting or ""}, pluck="name", order_by="name")
	if not logs:
		return set()
	return {
		(row.stakeholder_type, row.stakeholder)
		for table in LOG_TABLES
		for row in frappe.get_all(
			table,
			filters={"parenttype": "Meeting Log", "parent": ("in", logs), "stakeholder": ("is", "set")},
			fields=["stakeholder_type", "stakeholder"],
			order_by="stakeholder",
		)
	}
