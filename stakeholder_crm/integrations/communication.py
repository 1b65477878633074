"""Event handlers of Communication."""

from frappe.model.document import Document

from stakeholder_crm.follow_up.replies import receive


def before_insert(mail: Document, method: str | None = None) -> None:
	"""A Communication is about to be inserted."""
	receive.remove_reference(mail)


def after_insert(mail: Document, method: str | None = None) -> None:
	"""A Communication was inserted."""
	receive.enqueue_reply(mail)
