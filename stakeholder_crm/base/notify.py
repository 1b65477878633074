"""Notifications: one line without names, and a link."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils.user import get_users_with_role

ROLE = "Safeguarding Lead"


def notify_user(user: str, about: Document, subject: str) -> None:
	"""Notify a user. They can open the link only if they have permission.

	Args:
			user: the recipient.
			about: the linked document.
			subject: translated and neutral. It is shown in lists, e-mails and on phones.
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
	# The user who causes it may not see the record; the recipient's right is checked when the link is opened.
	notification.flags.by_record = True
	# No role may write notifications for other users.
	notification.insert(ignore_permissions=True)


def notify_safeguarding_leads(about: Document, subject: str) -> list[str]:
	"""Send each safeguarding lead a notification without names or details.

	It is written in the same transaction as the document, not by a job: an alarm must not depend on a worker.
	If no user has the role, the current user is asked to tell someone in person.

	Args:
			about: the linked document.
		subject: translated, and neutral.

	Returns:
			The users who were notified.
	"""
	leads = sorted(get_users_with_role(ROLE))
	if not leads:
		frappe.msgprint(
			_("No user has the role {0}, so no one was notified. Tell your manager in person now.").format(
				frappe.bold(_(ROLE))
			),
			title=_("Safeguarding"),
			indicator="red",
		)
	for user in leads:
		notify_user(user, about, subject)
	return leads
