"""What happens when a mail comes in."""

from frappe.model.document import Document

from stakeholder_crm.follow_up.replies import receive


def before_insert(mail: Document, method: str | None = None) -> None:
	"""It is about to be stored for the first time."""
	receive.remove_reference(mail)


def after_insert(mail: Document, method: str | None = None) -> None:
	"""It was stored."""
	receive.enqueue_reply(mail)
