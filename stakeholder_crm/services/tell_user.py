"""A notification: one line that names nobody, and a link."""

import frappe
from frappe.model.document import Document


def tell_user(user: str, about: Document, subject: str) -> None:
	"""Notify a user of something; she sees what the link leads to only if she may.

	Args:
		user: who is told.
		about: what the link leads to.
		subject: translated, and neutral: it shows in lists, in mails and on phones.
	"""
	notification = frappe.new_doc("Notification Log")
	notification.update(
		{
			"for_user": user,
			"from_user": frappe.session.user,
			"type": "Alert",
			"document_type": about.doctype,
			"document_name": about.name,
			"subject": subject,
		}
	)
	# Notifications belong to whom they are for; no role may write them for somebody else.
	notification.insert(ignore_permissions=True)
