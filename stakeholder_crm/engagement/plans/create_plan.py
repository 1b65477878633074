"""Start the plan of a meeting from a template."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_link_to_form

from stakeholder_crm.base.doctypes import PLAN
from stakeholder_crm.domain.engagement_plan import Assignee, PlanStep, tasks
from stakeholder_crm.engagement.plans.people_and_days import people_of
from stakeholder_crm.engagement.plans.update_plan import add_tasks

OVER = ("Closed", "Cancelled")


class SecondPlanError(frappe.ValidationError):
	"""The meeting already has a plan."""


def create_plan(meeting: Document, template: Document) -> Document:
	"""Create a plan with a step per assignee, and their to-dos.

	Args:
		meeting: a Stakeholder Meeting that is neither closed nor cancelled.
		template: an Engagement Plan Template.

	Raises:
			SecondPlanError: when the meeting already has one.
			frappe.ValidationError: when the meeting is closed or cancelled.
	"""
	other = frappe.db.get_value(PLAN, {"meeting": meeting.name})
	if other:
		frappe.throw(
			_("A plan already exists: {0}. Edit it instead.").format(get_link_to_form(PLAN, other)),
			SecondPlanError,
		)
	if meeting.status in OVER:
		frappe.throw(_("This meeting is {0} and cannot be planned.").format(_(meeting.status)))
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
