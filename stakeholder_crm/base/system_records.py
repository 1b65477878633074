"""What the app writes into the host's own records on the system's behalf, outside of any role."""

import frappe
from frappe.model.document import Document


def insert_without_hooks(doc: Document) -> None:
	"""Insert a document and its rows past its hooks: for rows that the system writes by the hundred.

	Args:
		doc: a new document, complete and valid.
	"""
	doc.set("__islocal", True)
	doc.set_user_and_timestamp()
	doc.set_docstatus()
	doc.set_new_name(set_child_names=True)
	doc.set_parent_in_children()
	for row in (doc, *doc.get_all_children()):
		row.db_insert()


def log_error(title: str, doctype: str | None = None, name: str | None = None) -> None:
	"""Write the exception at hand into the Error Log, without the values that were in play.

	Frappe adds the local variables by itself, and with them names, addresses and what was said.

	Args:
		title: what was not to be done.
		doctype: of the record that it was about, where there is one.
		name: of that record.
	"""
	frappe.log_error(
		title=title, message=frappe.get_traceback(), reference_doctype=doctype, reference_name=name
	)
