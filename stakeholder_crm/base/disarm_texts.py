"""Keep a document that is about to be shown or printed from having its texts read as HTML. It is not saved so."""

from frappe.model.document import Document

from stakeholder_crm.domain.plain_text import disarmed


def disarm_texts(doc: Document) -> None:
	"""Disarm every text of a document and of its rows, in memory.

	Args:
		doc: a document without any field that is meant to hold HTML.
	"""
	for one in (doc, *doc.get_all_children()):
		for field in one.meta.fields:
			if isinstance(text := one.get(field.fieldname), str):
				one.set(field.fieldname, disarmed(text))
	# Tags, and what links are called: the host has looked that up before it prints.
	for fieldname in ("_user_tags", "__link_titles"):
		if value := doc.get(fieldname):
			doc.set(fieldname, disarmed(value))
