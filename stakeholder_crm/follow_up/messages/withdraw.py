"""Cancel the thank-yous of a cancelled log."""

import frappe
from frappe.model.document import Document

from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.domain.delivery import Trouble
from stakeholder_crm.follow_up.messages.reasons import trouble_message
from stakeholder_crm.follow_up.messages.recall import PENDING, STOPPED, recall_thank_you


def withdraw_on_cancel(log: Document, method: str | None = None) -> None:
	"""The Meeting Log's hook."""
	withdraw_thank_yous(log)


def withdraw_thank_yous(log: Document) -> list[str]:
	"""Cancel the unsent thank-yous of a cancelled log.

	Args:
		log: a Meeting Log that has just been cancelled.

	Returns:
		The names of the cancelled thank-yous.
	"""
	names = frappe.get_all(
		THANK_YOU,
		filters={"meeting_log": log.name, "status": ("in", (*PENDING, *STOPPED))},
		pluck="name",
		order_by="name",
	)
	docs = [frappe.get_doc(THANK_YOU, name) for name in names]
	return [doc.name for doc in docs if recall_thank_you(doc, trouble_message(Trouble.LOG_CANCELLED))]
