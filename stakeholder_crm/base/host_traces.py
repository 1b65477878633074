"""Where Frappe writes about a document outside the document itself, and how rows are removed for good."""

from collections.abc import Collection

import frappe

# DocType, and the two fields by which it names what it is about.
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
	"""Remove rows and their tables' rows: the documents' own hooks would undo and tell, again and again.

	Args:
		doctype: a DocType with a table of its own.
		names: the rows to remove; none is fine.
	"""
	if not names:
		return
	wanted = sorted(names)
	for table in frappe.get_meta(doctype).get_table_fields():
		frappe.db.delete(table.options, {"parenttype": doctype, "parent": ("in", wanted)})
	frappe.db.delete(doctype, {"name": ("in", wanted)})
	frappe.db.delete("__global_search", {"doctype": doctype, "name": ("in", wanted)})
	for name in wanted:
		frappe.clear_document_cache(doctype, name)
