"""Event handlers of Communication."""

from frappe.model.document import Document

from stakeholder_crm.follow_up.replies import receive
from stakeholder_crm.follow_up.replies.seal_answer import seal_text_again


def before_insert(mail: Document, method: str | None = None) -> None:
	"""A Communication is about to be inserted."""
	receive.remove_reference(mail)


def validate(mail: Document, method: str | None = None) -> None:
	"""A Communication is about to be stored, perhaps again."""
	seal_text_again(mail)


def after_insert(mail: Document, method: str | None = None) -> None:
	"""A Communication was inserted."""
	receive.enqueue_reply(mail)
