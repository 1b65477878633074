"""Those whom we should have been in touch with already, worst first."""

from dataclasses import replace
from typing import Any

from frappe import _

from stakeholder_crm.services.stakeholders.list_stakeholders import Wanted, list_stakeholders

Column = dict[str, Any]


def execute(filters: dict[str, Any] | None = None) -> tuple[list[Column], list[dict[str, Any]]]:
	"""Columns and rows of the report; the rows are those that the user may see."""
	rows = list_stakeholders(replace(Wanted.by_filters(filters), overdue=True))
	return columns(), sorted(rows, key=lambda row: (-row["days_overdue"], row["display_name"], row["name"]))


def columns() -> list[Column]:
	"""Who, and how long overdue, before the rest."""
	return [
		{"fieldname": "display_name", "label": _("Name"), "fieldtype": "Data", "width": 200},
		{"fieldname": "days_overdue", "label": _("Days Overdue"), "fieldtype": "Int", "width": 120},
		{"fieldname": "kind", "label": _("Kind"), "fieldtype": "Data", "width": 140},
		{"fieldname": "place", "label": _("Community or Jurisdiction"), "fieldtype": "Data", "width": 190},
		{
			"fieldname": "relationship_owner",
			"label": _("Relationship Owner"),
			"fieldtype": "Link",
			"options": "User",
			"width": 190,
		},
		{
			"fieldname": "last_interaction_on",
			"label": _("Last Interaction"),
			"fieldtype": "Date",
			"align": "left",
			"width": 130,
		},
		{"fieldname": "next_touch_on", "label": _("Should Have Been By"), "fieldtype": "Date", "width": 160},
	]
