"""What Frappe leaves behind when an app goes, and ours must not."""

import frappe

from stakeholder_crm.services.thank_you_template import remove_default_template

ROLES = ("Outreach Staff", "Outreach Manager", "Safeguarding Lead")


def before_uninstall() -> None:
	"""Delete the roles, scheduled jobs and fixtures of this app: Frappe removes its modules only."""
	frappe.db.delete("Has Role", {"role": ("in", ROLES)})
	for role in ROLES:
		frappe.delete_doc("Role", role, ignore_missing=True, force=True)
	frappe.db.delete("Scheduled Job Type", {"method": ("like", "stakeholder_crm.%")})
	frappe.delete_doc("Custom HTML Block", "Outreach Week", ignore_missing=True, force=True)
	remove_default_template()
