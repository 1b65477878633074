"""Event handlers of Comment."""

from frappe.model.document import Document

from stakeholder_crm.access.assignments import refuse_mention


def validate(comment: Document, method: str | None = None) -> None:
	"""A comment is saved."""
	refuse_mention(comment)
