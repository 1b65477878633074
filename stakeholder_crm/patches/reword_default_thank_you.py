"""Give the default Email Template of thank-yous its present wording; a site's own wording stays."""

import frappe

from stakeholder_crm.follow_up.messages.template import DEFAULT_NAME, DEFAULT_RESPONSE

OLD = DEFAULT_RESPONSE.replace("It made a real difference.", "It helps, and it is remembered.")


def execute() -> None:
	"""Replace the old default. A second run finds none."""
	stored = {"name": DEFAULT_NAME, "response_html": OLD}
	if frappe.db.exists("Email Template", stored):
		frappe.db.set_value("Email Template", DEFAULT_NAME, "response_html", DEFAULT_RESPONSE)
