"""Frappe 16 made the app's icon itself while we shipped none; what it made would keep ours from being stored."""

import frappe


def execute() -> None:
	"""Remove it; where the host knows no such icons, or has ours, there is nothing to do."""
	if frappe.db.table_exists("Desktop Icon") and frappe.db.has_column("Desktop Icon", "icon_type"):
		frappe.db.delete("Desktop Icon", {"icon_type": "App", "app": "stakeholder_crm", "standard": 0})
