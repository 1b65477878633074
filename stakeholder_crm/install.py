"""What a site gets once, when the app is installed."""

import frappe


def after_install() -> None:
	"""Store the settings' defaults, so that every reader finds them."""
	settings = frappe.get_doc("Stakeholder CRM Settings")
	# The installing user need not hold a role of this app yet.
	settings.flags.ignore_permissions = True
	settings.save()
