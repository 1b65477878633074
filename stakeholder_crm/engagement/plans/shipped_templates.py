"""Three default templates. A site's changes to them are kept."""

import frappe
from frappe import _

TEMPLATE = "Engagement Plan Template"
OWNERS, LEAD, TEAM = "Relationship Owners", "Meeting Lead", "Team"
SHIPPED = {
	"Pre-mediation Outreach": (
		"Pre-mediation",
		"Before people in conflict meet",
		(
			("Ask each participant about their concerns", "Call", -10, OWNERS),
			("Send the invitation with purpose and ground rules", "Letter", -5, LEAD),
			("Read the brief", "Brief", -1, TEAM),
			("Check that all thank-yous are done", "Thank-You", 1, LEAD),
			("Report back on concerns", "Check-in", 14, OWNERS),
		),
	),
	"New Partner Agency": (
		"Partner Coordination",
		"First meeting with a new partner agency",
		(
			("Agree on the purpose and the contact people", "Call", -7, LEAD),
			("Draft what may and may not be shared", "Task", -3, LEAD),
			("Read the brief", "Brief", -1, TEAM),
			("Check that all thank-yous are done", "Thank-You", 1, LEAD),
			("Send the agreement for signature", "Letter", 7, LEAD),
			("Ask about the first referrals", "Check-in", 30, OWNERS),
		),
	),
	"Informal Gathering": (
		"Informal Gathering",
		"Tea, a walk, a visit: to build trust",
		(
			("Ask who else should come, and where it is safe to meet", "Call", -3, OWNERS),
			("Read the brief", "Brief", -1, TEAM),
			("Check that all thank-yous are done", "Thank-You", 1, OWNERS),
			("Ask how they are", "Check-in", 10, OWNERS),
		),
	),
}


def ensure_templates() -> None:
	"""Create missing templates. Existing ones are not changed."""
	for title, (kind, use_for, steps) in SHIPPED.items():
		if frappe.db.exists(TEMPLATE, title):
			continue
		doc = frappe.new_doc(TEMPLATE)
		doc.update({"title": title, "kind": kind, "use_for": _(use_for)})
		for step, kind_of_step, days, who in steps:
			doc.append("steps", {"title": _(step), "kind": kind_of_step, "days": days, "who": who})
		# The installing user may not have a role of this app yet.
		doc.insert(ignore_permissions=True)
