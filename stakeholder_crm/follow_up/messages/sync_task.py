"""Sync a to-do with each thank-you that needs a person."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import today

from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.base.todos import (
	TodoLockedError,
	check_may_change,
	create_todo,
	is_app_todo,
	update_todo,
)
from stakeholder_crm.domain.by_hand import Act, act_for
from stakeholder_crm.follow_up.messages.settle import close_thank_you

NEEDS_PERSON = frozenset({"Blocked", "Needs Review", "Failed", "Bounced"})


def sync_task(doc: Document) -> None:
	"""Open the to-do when a thank-you needs a person, and close it when it no longer does.

	The text names the action and is neutral: to-dos appear in lists, e-mails and on phones.

	Args:
		doc: a Thank You Follow Up that has just been saved.
	"""
	waits = doc.status in NEEDS_PERSON
	todo = frappe.db.get_value("ToDo", doc.todo, ["name", "status"], as_dict=True) if doc.todo else None
	if waits and not todo and doc.assigned_to:
		create_todo(doc, doc, allocated_to=doc.assigned_to, date=today(), description=_description(doc))
	elif waits and todo and (todo.status != "Open" or doc.has_value_changed("reason_code")):
		# Reopen the same one: Frappe counts closed to-dos as assignments and would show two.
		update_todo(todo.name, status="Open", description=_description(doc))
	elif todo and todo.status == "Open" and not waits:
		update_todo(todo.name, status="Cancelled" if doc.status == "Cancelled" else "Closed")


def _description(doc: Document) -> str:
	return _descriptions()[act_for(doc.reason_code or "", doc.channel or "")].format(doc.name)


def _descriptions() -> dict[Act | None, str]:
	return {
		None: _("A thank-you needs your attention: {0}"),
		Act.CALL: _("Call to say thank you: {0}. The record has the details."),
		Act.MESSAGE: _("Send a thank-you message: {0}. The record has the details."),
		Act.LETTER: _("Write a thank-you letter: {0}. The record has the details."),
		Act.VISIT: _("Say thank you in person: {0}. The record has the details."),
		Act.SPEAK: _("Call or visit to say thank you: {0}. The record has the details."),
		Act.ASK_INTERMEDIARY: _(
			"Ask an intermediary to pass on a thank-you: {0}. The record has the details."
		),
	}


def sync_from_task(todo: Document) -> None:
	"""Update the thank-you from the state of its to-do.

	Args:
		todo: a saved ToDo with a changed status.

	Raises:
		frappe.PermissionError: if the user may not change the thank-you.
		TodoLockedError: if the to-do lacks an outcome, or the thank-you is closed.
	"""
	if todo.reference_type != THANK_YOU or not is_app_todo(todo):
		return
	doc = frappe.get_doc(THANK_YOU, todo.reference_name)
	waits = doc.status in NEEDS_PERSON
	if todo.status == "Closed" and waits and act_for(doc.reason_code or "", doc.channel or ""):
		check_may_change(doc)
		close_thank_you(doc, "Done Manually")
	elif todo.status != "Open" and waits:
		frappe.throw(
			_("Thank-you {0} needs a decision. Open it and choose its outcome there.").format(doc.name),
			TodoLockedError,
			title=_("Thank-you"),
		)
	elif todo.status == "Open" and not waits:
		frappe.throw(
			_("Thank-you {0} is {1}. No action is needed.").format(doc.name, _(doc.status)),
			TodoLockedError,
			title=_("Thank-you"),
		)
