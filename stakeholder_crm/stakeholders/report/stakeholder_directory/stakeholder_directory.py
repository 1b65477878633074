"""All stakeholders of the three types in one list."""

from typing import Any

from frappe import _

from stakeholder_crm.base.reporting.columns import column
from stakeholder_crm.base.reporting.row_limit import limit_message, read_limit
from stakeholder_crm.stakeholders.list_stakeholders import StakeholderFilters, count_listed, list_stakeholders

Column = dict[str, Any]


def execute(filters: dict[str, Any] | None = None) -> tuple[list[Column], list[dict[str, Any]], str]:
	"""Columns, rows and a message. Only rows that the user may see."""
	wanted, limit = StakeholderFilters.by_filters(filters), read_limit(filters)
	rows = list_stakeholders(wanted, limit=limit)
	if not rows:
		return columns(), rows, _("No results. Clear a filter, or add a stakeholder.")
	total = len(rows) if len(rows) < limit else count_listed(wanted)
	return columns(), rows, limit_message(len(rows), total)


def columns() -> list[Column]:
	"""The stakeholder first, then the relationship."""
	return [
		column("display_name", _("Name"), width=200),
		column("kind", _("Type"), width=140),
		column("place", _("Community or Jurisdiction"), width=190),
		column("status", _("Status"), width=110),
		column("relationship_owner", _("Relationship Owner"), "Link", 190, options="User"),
		column("current_position", _("Position"), width=110),
		column("last_interaction_on", _("Last Contact"), "Date", 130),
		column("next_touch_on", _("Next Contact Due"), "Date", 120),
	]
