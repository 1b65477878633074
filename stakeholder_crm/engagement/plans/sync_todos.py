"""Sync the to-dos of a plan's steps."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from stakeholder_crm.base.doctypes import PLAN
from stakeholder_crm.base.todos import TodoLockedError, check_may_change, create_todo, update_todo

TODO = "ToDo"


def sync_plan_todos(plan: Document) -> None:
	"""Create, move, reassign, close, reopen or cancel the to-do of each step. Delete those of removed steps.

	Args:
			plan: an Engagement Plan that was just saved.
	"""
	before = plan.get_doc_before_save()
	stays = {row.todo for row in plan.steps if row.todo}
	_delete(row.todo for row in (before.steps if before else ()) if row.todo and row.todo not in stays)
	there = {
		todo.name: todo
		for todo in frappe.get_all(
			TODO,
			filters={"name": ("in", sorted(stays) or [""])},
			fields=["name", "status", "date", "allocated_to"],
			order_by="name",
		)
	}
	for row in plan.steps:
		status = _todo_status(plan, row)
		todo = there.get(row.todo)
		if todo is None and status == "Open":
			create_todo(
				plan,
				row,
				allocated_to=row.assigned_to,
				date=row.due_on,
				description=_("{0} for meeting {1}").format(_(row.kind), plan.meeting),
			)
		elif todo and (todo.status, getdate(todo.date), todo.allocated_to) != (
			status,
			getdate(row.due_on),
			row.assigned_to,
		):
			update_todo(todo.name, status=status, date=row.due_on, allocated_to=row.assigned_to)


def remove_plan_todos(plan: Document) -> None:
	"""Delete the to-dos of a plan that is being deleted."""
	names = [row.todo for row in plan.steps if row.todo]
	for row in plan.steps:
		row.db_set("todo", None, update_modified=False)
	_delete(names)


def _todo_status(plan: Document, row: Document) -> str:
	if row.done:
		return "Closed"
	return "Open" if plan.status == "Running" else "Cancelled"


def _delete(names: Iterable[str]) -> None:
	for name in names:
		# The to-do belongs to the step and is deleted with it, even if assigned to another user.
		frappe.delete_doc(TODO, name, ignore_permissions=True, force=True)


def sync_from_plan_todo(todo: Document) -> None:
	"""Mark the step as done, or open again.

	Args:
			todo: a ToDo whose status a user changed.

	Raises:
		frappe.PermissionError: when the user may not change the plan.
			TodoLockedError: when it is cancelled. The step must be removed from its plan instead.
	"""
	if todo.reference_type != PLAN or not todo.reference_name:
		return
	plan = frappe.get_doc(PLAN, todo.reference_name)
	row = next((row for row in plan.steps if row.todo == todo.name), None)
	if row is None:
		return
	check_may_change(plan)
	if todo.status == "Cancelled":
		frappe.throw(
			_("This to-do is a step of {0}. Remove the step there instead.").format(plan.name),
			TodoLockedError,
		)
	done = int(todo.status == "Closed")
	if row.done != done:
		row.done = done
		plan.save()
