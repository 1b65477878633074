"""Give the default Email Template of thank-yous its present wording; a site's own wording stays."""

import frappe

from stakeholder_crm.follow_up.messages.template import DEFAULT_NAME, DEFAULT_RESPONSE

OLD = """<p>Dear {{ recipient }},</p>
<p>Thank you for the time we spent together on {{ meeting_date }}, and for {{ contribution }}.
It helps, and it is remembered.</p>
<p>With respect,<br>{{ sender }}{% if organisation %}<br>{{ organisation }}{% endif %}</p>"""


def execute() -> None:
	"""Replace the old default. A second run finds none."""
	stored = {"name": DEFAULT_NAME, "response_html": OLD}
	if frappe.db.exists("Email Template", stored):
		frappe.db.set_value("Email Template", DEFAULT_NAME, "response_html", DEFAULT_RESPONSE)
