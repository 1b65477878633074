"""Keep the to-do of a commitment of ours in step with it."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from stakeholder_crm.base.doctypes import COMMITMENT
from stakeholder_crm.base.todos import (
	TodoLockedError,
	check_may_change,
	create_todo,
	is_app_todo,
	update_todo,
)
from stakeholder_crm.domain.commitments import PENDING, todo_status

TODO_FIELDS = ["name", "status", "date", "allocated_to"]


def sync_commitment_todo(commitment: Document) -> None:
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
		create_todo(
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
	update_todo(todo.name, status=status, date=commitment.due_on, allocated_to=responsible)


def sync_from_commitment_todo(todo: Document) -> None:
	"""Bring the commitment into the state that its to-do has now.

	Args:
		todo: a ToDo that has just been saved, whose status somebody changed.

	Raises:
		frappe.PermissionError: when the user may not change the commitment.
		TodoLockedError: when a promise that still stands would be left without its to-do.
	"""
	if todo.reference_type != COMMITMENT or not is_app_todo(todo):
		return
	commitment = frappe.get_doc(COMMITMENT, todo.reference_name)
	stands = commitment.status in PENDING
	if todo.status == "Cancelled" and stands:
		frappe.throw(
			_(
				"The promise {0} still stands. Close the to-do if it was kept; otherwise say in the promise what became of it, or who keeps it now."
			).format(commitment.name),
			TodoLockedError,
		)
	if todo.status == "Closed" and stands:
		check_may_change(commitment)
		commitment.status = "Kept"
		commitment.evidence = commitment.evidence or _("Said by closing the to-do.")
		commitment.save()
	elif todo.status == "Open" and not stands:
		check_may_change(commitment)
		commitment.status = "Open"
		commitment.save()
