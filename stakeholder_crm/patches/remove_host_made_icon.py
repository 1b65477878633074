"""Remove the icon that Frappe 16 created while the app shipped none: it keeps ours from being stored."""

import frappe


def execute() -> None:
	"""Remove it. Frappe 15 has no such icons, and a second run finds none."""
	if frappe.db.table_exists("Desktop Icon") and frappe.db.has_column("Desktop Icon", "icon_type"):
		frappe.db.delete("Desktop Icon", {"icon_type": "App", "app": "stakeholder_crm", "standard": 0})
