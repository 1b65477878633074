"""A document as it is stored now."""

from frappe.model.document import Document


def reloaded(doc: Document) -> Document:
	"""The same document with its stored values; early Frappe 15's reload() returns nothing."""
	doc.reload()
	return doc
