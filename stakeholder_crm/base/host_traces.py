"""Where Frappe keeps data about a document outside the document, and how to delete it permanently."""

from collections.abc import Collection

import frappe

# DocType, and the two fields that name the document it is about.
TRACES = (
	("ToDo", "reference_type", "reference_name"),
	("Comment", "reference_doctype", "reference_name"),
	("Version", "ref_doctype", "docname"),
	("View Log", "reference_doctype", "reference_name"),
	("Notification Log", "document_type", "document_name"),
	("DocShare", "share_doctype", "share_name"),
	("Document Follow", "ref_doctype", "ref_docname"),
	("Tag Link", "document_type", "document_name"),
	("Email Queue", "reference_doctype", "reference_name"),
	("Communication", "reference_doctype", "reference_name"),
	("Communication Link", "link_doctype", "link_name"),
	("Activity Log", "reference_doctype", "reference_name"),
)


def delete_rows(doctype: str, names: Collection[str | int]) -> None:
	"""Delete rows and their child rows without running hooks, which would undo changes and notify users.

	Args:
			doctype: a DocType with its own table.
			names: the rows to delete. May be empty.
	"""
	if not names:
		return
	row_names = sorted(names)
	for table in frappe.get_meta(doctype).get_table_fields():
		frappe.db.delete(table.options, {"parenttype": doctype, "parent": ("in", row_names)})
	frappe.db.delete(doctype, {"name": ("in", row_names)})
	frappe.db.delete("__global_search", {"doctype": doctype, "name": ("in", row_names)})
	for name in row_names:
		frappe.clear_document_cache(doctype, name)
