"""To-dos that the app manages for its records."""

import frappe
from frappe import _
from frappe.model.document import Document


class TodoLockedError(frappe.ValidationError):
	"""A to-do cannot be changed like this, because of the state of its record."""


def is_app_todo(todo: Document) -> bool:
	"""Whether the app manages this to-do for its record, rather than a user's own assignment."""
	return frappe.db.get_value(todo.reference_type, todo.reference_name, "todo") == todo.name


def check_may_change(doc: Document) -> None:
	"""Allow only users who may change the record of a to-do.

	Raises:
			frappe.PermissionError: for other users.
	"""
	if not doc.has_permission("write"):
		frappe.throw(
			_("You do not have permission to change {0}. Ask the person who assigned this to-do.").format(
				doc.name
			),
			frappe.PermissionError,
		)


def create_todo(about: Document, row: Document, *, allocated_to: str, date: object, description: str) -> None:
	"""Create a to-do for a record, and store its name in the field ``todo``.

	It is inserted directly: an assignment in the Desk would e-mail what it is about.

	Args:
			about: the linked record.
			row: where its name is stored: the record or one of its rows.
			allocated_to: a user.
			date: the due date, as Frappe stores it.
			description: translated and neutral. It is shown in lists, e-mails and on phones.
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
	# It follows from saving the record, and may be assigned to another user.
	todo.insert(ignore_permissions=True)
	row.db_set("todo", todo.name, update_modified=False)


def update_todo(name: str, **values: object) -> None:
	"""Update a to-do to match its record.

	Args:
			name: of the ToDo.
			**values: the changes.
	"""
	todo = frappe.get_doc("ToDo", name)
	todo.update(values)
	todo.flags.by_record = True
	# The to-do follows its record, even when it is assigned to another user.
	todo.save(ignore_permissions=True)
