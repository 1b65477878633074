"""Keep the to-do of a commitment of ours in step with it."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from stakeholder_crm.domain.commitments import todo_status


def keep_commitment_todo(commitment: Document) -> None:
	"""Make, move, close, reopen or cancel the to-do, as the commitment has it.

	The text is neutral: to-dos show in lists, mails and on phones. It is inserted directly, since
	assigning through the desk would mail the promise, and whom it was made to.

	Args:
		commitment: a Stakeholder Commitment that has just been saved.
	"""
	before = commitment.get_doc_before_save()
	if before and _task(before) == _task(commitment):
		return
	status = todo_status(commitment.direction, commitment.status)
	name = commitment.todo if commitment.todo and frappe.db.exists("ToDo", commitment.todo) else None
	if name:
		_update(frappe.get_doc("ToDo", name), commitment, status or "Cancelled")
	elif status == "Open":
		_create(commitment)


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


def _create(commitment: Document) -> None:
	todo = frappe.new_doc("ToDo")
	todo.update(
		{
			"allocated_to": commitment.responsible,
			"assigned_by": frappe.session.user,
			"date": commitment.due_on,
			"description": _("Keep our commitment {0}").format(commitment.name),
			"reference_type": commitment.doctype,
			"reference_name": commitment.name,
		}
	)
	todo.flags.by_record = True
	# A colleague may be given a to-do by whoever may record the promise.
	todo.insert(ignore_permissions=True)
	commitment.db_set("todo", todo.name, update_modified=False)


def _update(todo: Document, commitment: Document, status: str) -> None:
	responsible = commitment.responsible or todo.allocated_to
	if (todo.status, todo.allocated_to, getdate(todo.date)) == (
		status,
		responsible,
		getdate(commitment.due_on),
	):
		return
	todo.update({"status": status, "date": commitment.due_on, "allocated_to": responsible})
	todo.flags.by_record = True
	# The to-do follows its commitment, also where a colleague holds it.
	todo.save(ignore_permissions=True)
