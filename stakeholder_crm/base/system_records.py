"""Records that the app writes for the system, outside of any role."""

import frappe
from frappe.model.document import Document


def insert_without_hooks(doc: Document) -> None:
	"""Insert a document and its rows without running hooks, for bulk inserts by the system.

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


def log_error(
	title: str, doctype: str | None = None, name: str | None = None, *, despite_rollback: bool = False
) -> None:
	"""Write the current exception to the Error Log, without local variables.

	Frappe adds the local variables by default, and with them names, addresses and notes.

	Args:
			title: what failed.
			doctype: of the record concerned, if any.
			name: of that record.
			despite_rollback: write it although the transaction will be rolled back.
	"""
	frappe.log_error(
		title=title,
		message=frappe.get_traceback(),
		reference_doctype=doctype,
		reference_name=name,
		defer_insert=despite_rollback,
	)
