"""Make a document's texts safe to show or print as HTML. The changes are not saved."""

from frappe.model.document import Document

from stakeholder_crm.domain.plain_text import disarmed


def disarm_texts(doc: Document) -> None:
	"""Disarm every text of a document and its rows, in memory.

	Args:
			doc: a document with no HTML fields.
	"""
	for one in (doc, *doc.get_all_children()):
		for field in one.meta.fields:
			if isinstance(text := one.get(field.fieldname), str):
				one.set(field.fieldname, disarmed(text))
	# Tags and link titles: the host has loaded them before it prints.
	for fieldname in ("_user_tags", "__link_titles"):
		if value := doc.get(fieldname):
			doc.set(fieldname, disarmed(value))
