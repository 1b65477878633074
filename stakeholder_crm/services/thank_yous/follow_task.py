"""Somebody closed or reopened the to-do of a thank-you that waits for a person.

Where the to-do asked for a call, a visit or a letter, closing it says that they were thanked. Where it asked for a
decision, the decision is made in the thank-you, where it is said why.
"""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.domain.by_hand import act_for
from stakeholder_crm.services.thank_yous.gate_facts import THANK_YOU
from stakeholder_crm.services.thank_yous.keep_thank_you_task import WAITS_FOR_A_PERSON
from stakeholder_crm.services.thank_yous.settle_thank_you import settle_thank_you
from stakeholder_crm.services.todo_keeper import TodoStaysError, is_kept, may_change


def follow_task(todo: Document) -> None:
	"""Bring the thank-you into the state that its to-do has now.

	Args:
		todo: a ToDo that has just been saved, whose status somebody changed.

	Raises:
		frappe.PermissionError: when the user may not change the thank-you.
		TodoStaysError: when the to-do does not say enough, or the thank-you is over.
	"""
	if todo.reference_type != THANK_YOU or not is_kept(todo):
		return
	doc = frappe.get_doc(THANK_YOU, todo.reference_name)
	waits = doc.status in WAITS_FOR_A_PERSON
	if todo.status == "Closed" and waits and act_for(doc.reason_code or "", doc.channel or ""):
		may_change(doc)
		settle_thank_you(doc, "Done Manually")
	elif todo.status != "Open" and waits:
		frappe.throw(
			_("Thank-you {0} waits for a decision. Open it, and choose there how it ends.").format(doc.name),
			TodoStaysError,
		)
	elif todo.status == "Open" and not waits:
		frappe.throw(
			_("Thank-you {0} is {1}: there is nothing left to do about it.").format(doc.name, _(doc.status)),
			TodoStaysError,
		)
