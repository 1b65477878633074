"""The short lists of the Partnerships workspace, of records that the user may see."""

from datetime import timedelta

import frappe
from frappe.utils import add_days, getdate, today

from stakeholder_crm.base.full_names import full_names
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.base.reporting.section import Section, section
from stakeholder_crm.domain.cadence import days_overdue
from stakeholder_crm.domain.figures import EVER_SINCE, PENDING, REVIEW_DAYS, UNANSWERED, YEAR

SHOWN = 5


def list_attention() -> dict[str, Section]:
	"""The lists by key, with one query each (for stakeholders, one per type).

	Returns:
		``losing``, ``carrying`` (strongest partnerships), ``promises`` (our overdue commitments), ``concerns`` (open, the
		oldest first) and ``reviews`` (agreements).
	"""
	return {
		"losing": section(_with_names(_losing(), "relationship_owner"), SHOWN),
		"carrying": section(_carrying(), SHOWN),
		"promises": section(_with_names(_commitments(), "responsible"), SHOWN),
		"concerns": section(_concerns(), SHOWN),
		"reviews": section(_reviews(), SHOWN),
	}


def _with_names(rows: list[dict], user_field: str) -> list[dict]:
	"""Rows with ``colleague``, the full name of a user field."""
	names = full_names(row[user_field] for row in rows)
	return [{**row, "colleague": names.get(row[user_field], "")} for row in rows]


def _losing() -> list[dict]:
	day = getdate(today())
	rows = [
		{**row, "kind": kind, "days": days_overdue(row.next_touch_on, day)}
		for kind in KINDS
		if frappe.has_permission(kind, "read")
		for row in frappe.get_list(
			kind,
			fields=["name", "display_name", "relationship_owner", "last_interaction_on", "next_touch_on"],
			filters={"status": "Active", "next_touch_on": ("between", (EVER_SINCE, day - timedelta(days=1)))},
			order_by="next_touch_on asc, name asc",
			limit=SHOWN + 1,
		)
	]
	return sorted(rows, key=lambda row: (-row["days"], row["display_name"], row["name"]))


def _carrying() -> list[dict]:
	if not frappe.has_permission("Partner Agency", "read"):
		return []
	return frappe.get_list(
		"Partner Agency",
		fields=["name", "display_name", "agency_type", "record_health", "health", "last_interaction_on"],
		filters={
			"status": "Active",
			"record_health_known": (">", 0),
			"last_interaction_on": (">=", add_days(today(), -YEAR)),
		},
		order_by="record_health desc, name asc",
		limit=SHOWN + 1,
	)


def _commitments() -> list[dict]:
	return frappe.get_list(
		"Stakeholder Commitment",
		fields=["name", "promise", "stakeholder_name", "responsible", "due_on"],
		filters={
			"direction": "Ours",
			"status": ("in", PENDING),
			"due_on": ("between", (EVER_SINCE, add_days(getdate(), -1))),
		},
		order_by="due_on asc, name asc",
		limit=SHOWN + 1,
	)


def _concerns() -> list[dict]:
	return frappe.get_list(
		"Stakeholder Concern",
		fields=["name", "said", "stakeholder_name", "severity", "status", "raised_on"],
		filters={"status": ("in", UNANSWERED)},
		order_by="raised_on asc, name asc",
		limit=SHOWN + 1,
	)


def _reviews() -> list[dict]:
	return frappe.get_list(
		"Partnership Agreement",
		fields=["name", "title", "agency_name", "review_on"],
		filters={
			"status": "In Force",
			"review_on": ("between", (EVER_SINCE, add_days(getdate(), REVIEW_DAYS))),
		},
		order_by="review_on asc, name asc",
		limit=SHOWN + 1,
	)
