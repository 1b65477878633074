"""Tell all safeguarding leads at once."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils.user import get_users_with_role

from stakeholder_crm.services.tell_user import tell_user

ROLE = "Safeguarding Lead"


def tell_safeguarding(about: Document, subject: str) -> list[str]:
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
		tell_user(user, about, subject)
	return leads
