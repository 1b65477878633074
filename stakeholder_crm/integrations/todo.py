"""Event handlers of ToDo."""

from frappe.model.document import Document

from stakeholder_crm.access.assignments import refuse_assignment
from stakeholder_crm.engagement.meetings.sync_commitment_todo import sync_from_commitment_todo
from stakeholder_crm.engagement.plans.sync_todos import sync_from_plan_todo
from stakeholder_crm.follow_up.messages.sync_task import sync_from_task


def before_insert(todo: Document, method: str | None = None) -> None:
	"""A ToDo is about to be created."""
	if not todo.flags.by_record:
		refuse_assignment(todo)


def on_update(todo: Document, method: str | None = None) -> None:
	"""A ToDo was changed."""
	before = todo.get_doc_before_save()
	if todo.flags.by_record or not before or before.status == todo.status:
		return
	sync_from_commitment_todo(todo)
	sync_from_task(todo)
	sync_from_plan_todo(todo)
