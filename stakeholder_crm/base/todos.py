"""To-dos that the app keeps for its records, and what somebody else does with them."""

import frappe
from frappe import _
from frappe.model.document import Document


class TodoLockedError(frappe.ValidationError):
	"""The to-do cannot become that: its record says otherwise."""


def is_app_todo(todo: Document) -> bool:
	"""Whether it is the one to-do that the app keeps for its record, and no assignment beside it."""
	return frappe.db.get_value(todo.reference_type, todo.reference_name, "todo") == todo.name


def check_may_change(doc: Document) -> None:
	"""Let only those go on who may change the record of a to-do.

	Raises:
		frappe.PermissionError: for everybody else.
	"""
	if not doc.has_permission("write"):
		frappe.throw(
			_("This to-do belongs to {0}, which you may not change. Ask whoever gave it to you.").format(
				doc.name
			),
			frappe.PermissionError,
		)


def create_todo(about: Document, row: Document, *, allocated_to: str, date: object, description: str) -> None:
	"""Give somebody a to-do for a record, and write its name into the field ``todo``.

	It is inserted directly, since assigning through the desk would mail what it is about.

	Args:
		about: the record that it leads to.
		row: where its name is kept: the record itself, or a row of its table.
		allocated_to: a user.
		date: until when, as Frappe stores it.
		description: translated and neutral: to-dos show in lists, mails and on phones.
	"""
	todo = frappe.new_doc("ToDo")
	todo.update(
		{
			"allocated_to": allocated_to,
			"assigned_by": frappe.session.user,
			"date": date,
			"description": description,
			"reference_type": about.doctype,
			"reference_name": about.name,
		}
	)
	todo.flags.by_record = True
	# It comes from the record, which whoever saved it may save, and may be a colleague's.
	todo.insert(ignore_permissions=True)
	row.db_set("todo", todo.name, update_modified=False)


def update_todo(name: str, **values: object) -> None:
	"""Bring a to-do into the state that its record has.

	Args:
		name: of the ToDo.
		**values: what changes.
	"""
	todo = frappe.get_doc("ToDo", name)
	todo.update(values)
	todo.flags.by_record = True
	# The to-do follows its record, also where a colleague holds it.
	todo.save(ignore_permissions=True)
