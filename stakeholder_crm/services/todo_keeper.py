"""To-dos that the app keeps for its records, and what somebody else does with them."""

import frappe
from frappe import _
from frappe.model.document import Document


class TodoStaysError(frappe.ValidationError):
	"""The to-do cannot become that: its record says otherwise."""


def is_kept(todo: Document) -> bool:
	"""Whether it is the one to-do that the app keeps for its record, and no assignment beside it."""
	return frappe.db.get_value(todo.reference_type, todo.reference_name, "todo") == todo.name


def may_change(doc: Document) -> None:
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
