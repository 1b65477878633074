"""Create a Communication for each thank-you sent by e-mail, so that Frappe matches replies by Message-ID."""

from typing import Any

import frappe
from frappe import _

from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.base.system_records import insert_without_hooks
from stakeholder_crm.follow_up.channels.email import EMAIL_QUEUE

COMMUNICATION = "Communication"


def record_sent_mail(name: str) -> None:
	"""Write the Communication of a sent thank-you, without address and text, which are on the thank-you.

	Args:
		name: the Thank You Follow Up.
	"""
	thank_you = frappe.db.get_value(THANK_YOU, name, ["email_queue", "subject"], as_dict=True)
	message_id = thank_you.email_queue and frappe.db.get_value(
		EMAIL_QUEUE, thank_you.email_queue, "message_id"
	)
	if not message_id or frappe.db.exists(COMMUNICATION, {"message_id": message_id}):
		return
	sent: dict[str, Any] = {
		"doctype": COMMUNICATION,
		"communication_type": "Automated Message",
		"communication_medium": "Email",
		"sent_or_received": "Sent",
		"subject": thank_you.subject,
		"content": _("The message as approved."),
		"status": "Linked",
		"reference_doctype": THANK_YOU,
		"reference_name": name,
		"message_id": message_id,
		"communication_date": frappe.utils.now_datetime(),
		"seen": 1,
	}
	# Its hooks would search a Contact for the address, and push the content to open browsers.
	insert_without_hooks(frappe.get_doc(sent))
