"""Tell the safeguarding leads at once that a log raises the alarm."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils.user import get_users_with_role

from stakeholder_crm.services.tell_user import tell_user

ROLE = "Safeguarding Lead"


def alert_safeguarding(log: Document) -> None:
	"""Write each safeguarding lead a notification, with no name and no detail in it.

	It is written in the same transaction as the log, not by a job: an alarm must not hang on a worker.

	Args:
		log: a submitted Meeting Log with its safeguarding flag set.
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
		tell_user(user, log, _("A meeting log asks for your attention: {0}").format(log.name))
