"""Keep the to-do of a commitment of ours in step with it."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from stakeholder_crm.domain.commitments import todo_status
from stakeholder_crm.services.todo_keeper import change_todo, make_todo

TODO_FIELDS = ["name", "status", "date", "allocated_to"]


def keep_commitment_todo(commitment: Document) -> None:
	"""Make, move, close, reopen or cancel the to-do, as the commitment has it.

	Args:
		commitment: a Stakeholder Commitment that has just been saved.
	"""
	before = commitment.get_doc_before_save()
	if before and _task(before) == _task(commitment):
		return
	status = todo_status(commitment.direction, commitment.status)
	todo = (
		frappe.db.get_value("ToDo", commitment.todo, TODO_FIELDS, as_dict=True) if commitment.todo else None
	)
	if todo:
		_update(todo, commitment, status or "Cancelled")
	elif status == "Open":
		make_todo(
			commitment,
			commitment,
			allocated_to=commitment.responsible,
			date=commitment.due_on,
			description=_("Keep our commitment {0}").format(commitment.name),
		)


def remove_commitment_todo(commitment: Document) -> None:
	"""Delete the to-do of a commitment that is being deleted."""
	if not commitment.todo:
		return
	todo = commitment.todo
	commitment.db_set("todo", None, update_modified=False)
	# The to-do is the commitment's own; it goes with it, whoever it was allocated to.
	frappe.delete_doc("ToDo", todo, ignore_permissions=True, force=True)


def _task(commitment: Document) -> tuple:
	"""What the to-do is about."""
	return commitment.direction, commitment.status, commitment.responsible, getdate(commitment.due_on)


def _update(todo: frappe._dict, commitment: Document, status: str) -> None:
	responsible = commitment.responsible or todo.allocated_to
	if (todo.status, todo.allocated_to, getdate(todo.date)) == (
		status,
		responsible,
		getdate(commitment.due_on),
	):
		return
	change_todo(todo.name, status=status, date=commitment.due_on, allocated_to=responsible)
