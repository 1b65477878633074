"""Start the plan of a meeting from a template."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_link_to_form

from stakeholder_crm.domain.engagement_plan import Assignee, PlanStep, tasks
from stakeholder_crm.engagement.plans.people_and_days import people_of
from stakeholder_crm.engagement.plans.update_plan import add_tasks

PLAN = "Engagement Plan"
OVER = ("Closed", "Cancelled")


class SecondPlanError(frappe.ValidationError):
	"""The meeting has a plan already."""


def create_plan(meeting: Document, template: Document) -> Document:
	"""Make a plan with a step for each who has to do it, and their to-dos.

	Args:
		meeting: a Stakeholder Meeting that is neither closed nor cancelled.
		template: an Engagement Plan Template.

	Raises:
		SecondPlanError: when the meeting has one.
		frappe.ValidationError: when the meeting is over for good.
	"""
	other = frappe.db.get_value(PLAN, {"meeting": meeting.name})
	if other:
		frappe.throw(
			_("This meeting has its plan already: {0}. Change that one.").format(
				get_link_to_form(PLAN, other)
			),
			SecondPlanError,
		)
	if meeting.status in OVER:
		frappe.throw(_("This meeting is {0}: there is nothing left to plan.").format(_(meeting.status)))
	plan = frappe.new_doc(PLAN)
	plan.update({"meeting": meeting.name, "template": template.name})
	steps = [
		PlanStep(row.title, row.kind, row.days or 0, Assignee(row.who), row.colleague or "")
		for row in template.steps
	]
	add_tasks(plan, tasks(steps, people_of(meeting)))
	plan.flags.by_service = True
	plan.insert()
	plan.flags.by_service = False
	return plan
