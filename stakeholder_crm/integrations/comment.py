"""What people write about our records in Frappe's timeline."""

from frappe.model.document import Document

from stakeholder_crm.access.assignments import refuse_mention


def validate(comment: Document, method: str | None = None) -> None:
	"""Somebody comments."""
	refuse_mention(comment)
