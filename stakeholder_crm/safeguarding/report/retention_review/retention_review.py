"""Stakeholders past retention, and abandoned drafts."""

from typing import Any

from frappe import _
from frappe.utils import cint

from stakeholder_crm.safeguarding.privacy.list_retention import DRAFT_DAYS, RetentionItem, list_retention

Column = dict[str, Any]


def execute(
	filters: dict[str, Any] | None = None,
) -> tuple[list[Column], list[dict[str, Any]], str | None]:
	"""Columns, visible rows, and a message if there are none."""
	filters = filters or {}
	days = cint(filters.get("draft_days")) or DRAFT_DAYS
	rows = list_retention(RetentionItem(str(filters.get("kind") or ""), days))
	empty = _("No records are past their retention date, and no drafts are abandoned.")
	return columns(), rows, None if rows else empty


def columns() -> list[Column]:
	"""Stakeholder, reason and dates, then what speaks against an erasure."""
	return [
		_column("display_name", _("Name"), "Data", 190),
		_column("why", _("Reason"), "Data", 170),
		_column("kept_until", _("Keep Until"), "Date", 110),
		_column("days_past", _("Days Past"), "Int", 100),
		_column("last_interaction_on", _("Last Contact"), "Date", 130),
		_column("open_commitments", _("Open Commitments"), "Int", 170),
		_column("open_concerns", _("Open Concerns"), "Int", 145),
		_column("open_request", _("Erasure Requested"), "Int", 165),
		_column("status", _("Status"), "Data", 120),
		_column("kind", _("Type"), "Data", 140),
		{**_column("relationship_owner", _("Relationship Owner"), "Link", 190), "options": "User"},
	]


def _column(fieldname: str, label: str, fieldtype: str, width: int) -> Column:
	return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width}
