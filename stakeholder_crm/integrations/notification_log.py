"""Event handlers of Notification Log."""

from frappe.model.document import Document

from stakeholder_crm.access.neutral_mail import make_neutral


def before_insert(notification: Document, method: str | None = None) -> None:
	"""A notification is about to be created."""
	make_neutral(notification)
