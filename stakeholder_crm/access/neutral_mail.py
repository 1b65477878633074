"""Keep names out of the host's notification e-mails, which contain the record's title and the comment."""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.access.permissions import GUARDED


def make_neutral(notification: Document) -> None:
	"""Replace the title with the record's number, and remove the comment.

	Args:
		notification: a new Notification Log of a host type; those of this app are already neutral.
	"""
	if notification.document_type not in GUARDED or notification.type == "Alert":
		return
	sentences = {
		"Mention": _("{0} mentioned you in a comment on {1}"),
		"Assignment": _("{0} changed your assignment: {1}"),
		"Share": _("{0} shared {1} with you"),
	}
	sender = frappe.utils.get_fullname(notification.from_user)
	sentence = sentences.get(notification.type, _("{0} updated {1}"))
	notification.subject = sentence.format(frappe.utils.escape_html(sender), notification.document_name)
	notification.email_content = None
