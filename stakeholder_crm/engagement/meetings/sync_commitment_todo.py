"""Sync the to-do of a commitment of ours."""

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
	"""Create, move, close, reopen or cancel the to-do to match the commitment.

	Args:
			commitment: a Stakeholder Commitment that was just saved.
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
			description=_("Commitment {0} is due").format(commitment.name),
		)


def remove_commitment_todo(commitment: Document) -> None:
	"""Delete the to-do of a commitment that is being deleted."""
	if not commitment.todo:
		return
	todo = commitment.todo
	commitment.db_set("todo", None, update_modified=False)
	# The to-do belongs to the commitment and is deleted with it, even if assigned to another user.
	frappe.delete_doc("ToDo", todo, ignore_permissions=True, force=True)


def _task(commitment: Document) -> tuple:
	"""The values that the to-do depends on."""
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
	"""Update the commitment to match its to-do.

	Args:
			todo: a ToDo whose status a user just changed.

	Raises:
		frappe.PermissionError: when the user may not change the commitment.
			TodoLockedError: when a pending commitment would lose its to-do.
	"""
	if todo.reference_type != COMMITMENT or not is_app_todo(todo):
		return
	commitment = frappe.get_doc(COMMITMENT, todo.reference_name)
	is_pending = commitment.status in PENDING
	if todo.status == "Cancelled" and is_pending:
		frappe.throw(
			_(
				"Commitment {0} is still pending. Close the to-do if it was kept. Otherwise, change the commitment."
			).format(commitment.name),
			TodoLockedError,
		)
	if todo.status == "Closed" and is_pending:
		check_may_change(commitment)
		commitment.status = "Kept"
		commitment.evidence = commitment.evidence or _("To-do closed.")
		commitment.save()
	elif todo.status == "Open" and not is_pending:
		check_may_change(commitment)
		commitment.status = "Open"
		commitment.save()
