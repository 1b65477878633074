"""Add or remove our ERPNext features when ERPNext is installed or uninstalled."""

import frappe

from stakeholder_crm.base.doctypes import ERPNEXT_LINK
from stakeholder_crm.integrations.erpnext.connectable import APP, is_installed
from stakeholder_crm.integrations.erpnext.custom_fields import ensure_custom_fields, remove_custom_fields


def after_app_install(app: str) -> None:
	"""Another app was installed."""
	if app == APP:
		ensure_custom_fields()


def before_app_uninstall(app: str) -> None:
	"""An app is about to be uninstalled; our own app removes its fields itself."""
	if app == APP:
		remove_custom_fields()
		frappe.db.delete(ERPNEXT_LINK)


def ensure() -> None:
	"""Our own app was installed or migrated."""
	if is_installed():
		ensure_custom_fields()
