"""What happens when a mail comes in."""

from frappe.model.document import Document

from stakeholder_crm.services.thank_yous import receive_reply


def before_insert(mail: Document, method: str | None = None) -> None:
	"""It is about to be stored for the first time."""
	receive_reply.keep_apart(mail)


def after_insert(mail: Document, method: str | None = None) -> None:
	"""It was stored."""
	receive_reply.look_into_it_later(mail)
