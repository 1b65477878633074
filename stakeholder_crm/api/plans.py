"""The endpoint of engagement plans."""

import frappe

from stakeholder_crm.base.doctypes import PLAN
from stakeholder_crm.engagement.plans.create_plan import create_plan as start_from


@frappe.whitelist(methods=["POST"])
def start(meeting: str, template: str) -> str:
	"""Start a meeting's plan, with a to-do for each step.

	Args:
		meeting: name of a Stakeholder Meeting that the user may change.
		template: name of an Engagement Plan Template.

	Returns:
		The plan's name.

	Raises:
			SecondPlanError: when the meeting already has one.
			frappe.PermissionError: when the user may not change the meeting, or create plans.
	"""
	doc = frappe.get_doc("Stakeholder Meeting", meeting)
	doc.check_permission("write")
	frappe.new_doc(PLAN).check_permission("create")
	source = frappe.get_doc("Engagement Plan Template", template)
	source.check_permission("read")
	return start_from(doc, source).name
