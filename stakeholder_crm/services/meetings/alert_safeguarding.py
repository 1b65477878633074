"""Tell the safeguarding leads at once that a log raises the alarm."""

from frappe import _
from frappe.model.document import Document

from stakeholder_crm.services.tell_safeguarding import tell_safeguarding


def alert_safeguarding(log: Document) -> None:
	"""Write each safeguarding lead a notification, with no name and no detail in it.

	Args:
		log: a submitted Meeting Log with its safeguarding flag set.
	"""
	tell_safeguarding(log, _("A meeting log asks for your attention: {0}").format(log.name))
