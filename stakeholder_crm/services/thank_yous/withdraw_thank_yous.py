"""Take back the thank-yous of a log that is cancelled."""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.services.thank_yous.gate_facts import THANK_YOU
from stakeholder_crm.services.thank_yous.thank_you_delivery import may_have_left

# What is Claimed or Queued is in the dispatcher's hands; what was sent or settled stays so.
WITHDRAWN_FROM = ("Draft", "Awaiting Approval", "Scheduled", "Failed", "Blocked", "Needs Review")


def withdraw_on_cancel(log: Document, method: str | None = None) -> None:
	"""The Meeting Log's hook."""
	withdraw_thank_yous(log)


def withdraw_thank_yous(log: Document) -> list[str]:
	"""Cancel the thank-yous of a cancelled log that have not left.

	Args:
		log: a Meeting Log that has just been cancelled.

	Returns:
		The names of those that were cancelled.
	"""
	names = frappe.get_all(
		THANK_YOU,
		filters={"meeting_log": log.name, "status": ("in", WITHDRAWN_FROM)},
		pluck="name",
		order_by="name",
	)
	docs = [frappe.get_doc(THANK_YOU, name) for name in names]
	withdrawn = [doc for doc in docs if not may_have_left(doc)]
	for doc in withdrawn:
		# Who may cancel the log takes back what it planned.
		doc.flags.ignore_permissions = True
		doc.move_to(
			"Cancelled",
			block_reason=_("The meeting's log was cancelled."),
			approved_by=None,
			approved_on=None,
		)
	return [doc.name for doc in withdrawn]
