"""A notification: one line that names nobody, and a link."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils.user import get_users_with_role

ROLE = "Safeguarding Lead"


def notify_user(user: str, about: Document, subject: str) -> None:
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


def notify_safeguarding_leads(about: Document, subject: str) -> list[str]:
	"""Write each safeguarding lead a notification, with no name and no detail in it.

	It is written in the same transaction as what it is about, not by a job: an alarm must not hang on a worker.
	Where nobody has the role, the user is told to speak to a person.

	Args:
		about: what the link leads to.
		subject: translated, and neutral.

	Returns:
		The users who were told.
	"""
	leads = sorted(get_users_with_role(ROLE))
	if not leads:
		frappe.msgprint(
			_("Nobody has the role {0}, so nobody was told. Speak to a person now.").format(
				frappe.bold(_(ROLE))
			),
			title=_("Safeguarding"),
			indicator="red",
		)
	for user in leads:
		notify_user(user, about, subject)
	return leads
