"""What the host tells people about our records, and mails to them."""

from frappe.model.document import Document

from stakeholder_crm.access.neutral_mail import make_neutral


def before_insert(notification: Document, method: str | None = None) -> None:
	"""Somebody is told of something."""
	make_neutral(notification)
