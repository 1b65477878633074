"""Three templates to begin with; a site's own changes to them stay."""

import frappe
from frappe import _

TEMPLATE = "Engagement Plan Template"
OWNERS, LEAD, TEAM = "Relationship Owners", "Meeting Lead", "Team"
SHIPPED = {
	"Pre-mediation Outreach": (
		"Pre-mediation",
		"Before people who disagree sit down together",
		(
			("Ask each participant what worries them", "Call", -10, OWNERS),
			("Send the invitation, with purpose and ground rules", "Letter", -5, LEAD),
			("Read the brief", "Brief", -1, TEAM),
			("See to it that everybody is thanked", "Thank-You", 1, LEAD),
			("Tell people what became of what they said", "Check-in", 14, OWNERS),
		),
	),
	"New Partner Agency": (
		"Partner Coordination",
		"The first meeting with an agency that we want to work with",
		(
			("Agree on the purpose, and on who speaks for whom", "Call", -7, LEAD),
			("Draft what may be shared, and what may not", "Task", -3, LEAD),
			("Read the brief", "Brief", -1, TEAM),
			("See to it that everybody is thanked", "Thank-You", 1, LEAD),
			("Send the agreement for signature", "Letter", 7, LEAD),
			("Ask how the first referrals went", "Check-in", 30, OWNERS),
		),
	),
	"Informal Gathering": (
		"Informal Gathering",
		"Tea, a walk, a visit: when trust is what it is about",
		(
			("Ask who else should come, and where it is safe to meet", "Call", -3, OWNERS),
			("Read the brief", "Brief", -1, TEAM),
			("See to it that everybody is thanked", "Thank-You", 1, OWNERS),
			("Ask how they are", "Check-in", 10, OWNERS),
		),
	),
}


def ensure_templates() -> None:
	"""Make those that are not there; one that was changed or renamed is left alone."""
	for title, (kind, use_for, steps) in SHIPPED.items():
		if frappe.db.exists(TEMPLATE, title):
			continue
		doc = frappe.new_doc(TEMPLATE)
		doc.update({"title": title, "kind": kind, "use_for": _(use_for)})
		for step, kind_of_step, days, who in steps:
			doc.append("steps", {"title": _(step), "kind": kind_of_step, "days": days, "who": who})
		# The installing user need not hold a role of this app yet.
		doc.insert(ignore_permissions=True)
