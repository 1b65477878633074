"""Keep the to-dos of a plan's steps in step with it."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from stakeholder_crm.services.todo_keeper import change_todo, make_todo

TODO = "ToDo"


def keep_plan_todos(plan: Document) -> None:
	"""Make, move, hand over, close, reopen or cancel the to-do of each step; of a removed one it goes.

	Args:
		plan: an Engagement Plan that has just been saved.
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
		status = _wanted(plan, row)
		todo = there.get(row.todo)
		if todo is None and status == "Open":
			make_todo(
				plan,
				row,
				allocated_to=row.assigned_to,
				date=row.due_on,
				description=_("{0}, for meeting {1}").format(_(row.kind), plan.meeting),
			)
		elif todo and (todo.status, getdate(todo.date), todo.allocated_to) != (
			status,
			getdate(row.due_on),
			row.assigned_to,
		):
			change_todo(todo.name, status=status, date=row.due_on, allocated_to=row.assigned_to)


def remove_plan_todos(plan: Document) -> None:
	"""Delete the to-dos of a plan that is being deleted."""
	names = [row.todo for row in plan.steps if row.todo]
	for row in plan.steps:
		row.db_set("todo", None, update_modified=False)
	_delete(names)


def _wanted(plan: Document, row: Document) -> str:
	if row.done:
		return "Closed"
	return "Open" if plan.status == "Running" else "Cancelled"


def _delete(names: Iterable[str]) -> None:
	for name in names:
		# It is the step's own, and goes with it, whoever it was allocated to.
		frappe.delete_doc(TODO, name, ignore_permissions=True, force=True)
