"""All stakeholders in one list, since three DocTypes must not mean three places to look."""

from typing import Any

from frappe import _

from stakeholder_crm.services.stakeholders.list_stakeholders import Wanted, list_stakeholders

Column = dict[str, Any]


def execute(filters: dict[str, Any] | None = None) -> tuple[list[Column], list[dict[str, Any]]]:
	"""Columns and rows of the report; the rows are those that the user may see."""
	return columns(), list_stakeholders(Wanted.by_filters(filters))


def columns() -> list[Column]:
	"""Whom it is about first, then how things stand between us."""
	return [
		{"fieldname": "display_name", "label": _("Name"), "fieldtype": "Data", "width": 200},
		{"fieldname": "kind", "label": _("Kind"), "fieldtype": "Data", "width": 140},
		{"fieldname": "place", "label": _("Community or Jurisdiction"), "fieldtype": "Data", "width": 190},
		{"fieldname": "status", "label": _("Status"), "fieldtype": "Data", "width": 110},
		{
			"fieldname": "relationship_owner",
			"label": _("Relationship Owner"),
			"fieldtype": "Link",
			"options": "User",
			"width": 190,
		},
		{
			"fieldname": "current_position",
			"label": _("Position"),
			"fieldtype": "Data",
			"align": "left",
			"width": 110,
		},
		{
			"fieldname": "last_interaction_on",
			"label": _("Last Interaction"),
			"fieldtype": "Date",
			"align": "left",
			"width": 130,
		},
		{"fieldname": "next_touch_on", "label": _("Next Touch"), "fieldtype": "Date", "width": 120},
	]
