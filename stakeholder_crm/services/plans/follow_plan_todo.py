"""A to-do of a plan's step was closed or reopened in Frappe's list: the step follows."""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.services.plans.start_plan import PLAN
from stakeholder_crm.services.todo_keeper import TodoStaysError, may_change


def follow_plan_todo(todo: Document) -> None:
	"""Mark the step done, or open again.

	Args:
		todo: a ToDo whose status somebody changed.

	Raises:
		frappe.PermissionError: when the user may not change the plan.
		TodoStaysError: when it is cancelled: a step is taken out of its plan instead.
	"""
	if todo.reference_type != PLAN or not todo.reference_name:
		return
	plan = frappe.get_doc(PLAN, todo.reference_name)
	row = next((row for row in plan.steps if row.todo == todo.name), None)
	if row is None:
		return
	may_change(plan)
	if todo.status == "Cancelled":
		frappe.throw(
			_("This to-do is a step of {0}. Take the step out there if it is not wanted any more.").format(
				plan.name
			),
			TodoStaysError,
		)
	done = int(todo.status == "Closed")
	if row.done != done:
		row.done = done
		plan.save()
