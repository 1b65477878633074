"""What people do with to-dos about our records, in Frappe's own list."""

from frappe.model.document import Document

from stakeholder_crm.services.meetings.follow_commitment_todo import follow_commitment_todo
from stakeholder_crm.services.plans.follow_plan_todo import follow_plan_todo
from stakeholder_crm.services.refuse_unseen import refuse_assignment
from stakeholder_crm.services.thank_yous.follow_task import follow_task


def before_insert(todo: Document, method: str | None = None) -> None:
	"""Somebody assigns something."""
	if not todo.flags.by_record:
		refuse_assignment(todo)


def on_update(todo: Document, method: str | None = None) -> None:
	"""Somebody changed one."""
	before = todo.get_doc_before_save()
	if todo.flags.by_record or not before or before.status == todo.status:
		return
	follow_commitment_todo(todo)
	follow_task(todo)
	follow_plan_todo(todo)
