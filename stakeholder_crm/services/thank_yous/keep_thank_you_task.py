"""Keep a to-do for each thank-you that waits for a person."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import today

WAITS_FOR_A_PERSON = frozenset({"Blocked", "Needs Review", "Failed"})


def keep_thank_you_task(doc: Document) -> None:
	"""Make the to-do when a thank-you begins to wait for a person, and close it when it no longer does.

	The text is neutral: to-dos show in lists, mails and on phones.

	Args:
		doc: a Thank You Follow Up that has just been saved.
	"""
	waits = doc.status in WAITS_FOR_A_PERSON
	todo = frappe.db.get_value("ToDo", doc.todo, ["name", "status"], as_dict=True) if doc.todo else None
	if waits and doc.assigned_to and not (todo and todo.status == "Open"):
		_open(doc)
	elif todo and todo.status == "Open" and not waits:
		_close(todo.name, doc.status)


def _open(doc: Document) -> None:
	todo = frappe.new_doc("ToDo")
	todo.update(
		{
			"allocated_to": doc.assigned_to,
			"assigned_by": frappe.session.user,
			"date": today(),
			"description": _("A thank-you waits for you: {0}").format(doc.name),
			"reference_type": doc.doctype,
			"reference_name": doc.name,
		}
	)
	# The task is the system's: it comes from the gate, whoever's action asked it.
	todo.insert(ignore_permissions=True)
	doc.db_set("todo", todo.name, update_modified=False)


def _close(name: str, status: str) -> None:
	todo = frappe.get_doc("ToDo", name)
	todo.status = "Cancelled" if status == "Cancelled" else "Closed"
	# The to-do follows its thank-you, also where a colleague holds it.
	todo.save(ignore_permissions=True)
