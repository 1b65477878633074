"""Check a stopped thank-you again, after the cause was fixed or a person decided to send it."""

from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.base.clock import current_moment, to_stored
from stakeholder_crm.follow_up.channels.email import EMAIL_QUEUE
from stakeholder_crm.follow_up.messages.delivery import may_have_left
from stakeholder_crm.follow_up.messages.gate_facts import load_gate_context
from stakeholder_crm.follow_up.messages.pass_gate import place
from stakeholder_crm.follow_up.messages.reasons import trouble_message

RETRIED_FROM = ("Draft", "Failed", "Blocked", "Needs Review")


def retry_thank_you(doc: Document, now: datetime | None = None) -> None:
	"""Check the gate again, and continue if it allows: due now, with the existing approval.

	Args:
		doc: a Thank You Follow Up that is Failed, Blocked or in Needs Review.
		now: zone-aware, or as Frappe stores it; defaults to the current time.

	Raises:
		frappe.ValidationError: if it is not stopped, or may have been sent.
		frappe.PermissionError: if the user may not change it.
	"""
	doc.check_permission("write")
	if doc.status not in RETRIED_FROM:
		frappe.throw(
			_("A thank-you that is {0} cannot be checked again.").format(frappe.bold(_(doc.status))),
			title=_("Check Again"),
		)
	check_not_left(doc)
	if doc.email_queue and not frappe.db.exists(EMAIL_QUEUE, doc.email_queue):
		# The host deletes old Email Queue rows, and a broken link cannot be saved.
		doc.db_set("email_queue", None)
	doc.due_on = to_stored(current_moment(now)).replace(second=0, microsecond=0)
	if doc.status == "Failed":
		doc.move_to("Scheduled", deferred_until=None, **trouble_message(None))
		return
	doc.move_to("Draft", **trouble_message(None))
	move_on(doc, now)


def move_on(doc: Document, now: datetime | None = None) -> None:
	"""Set the status of a Draft by gate and approval rule.

	Args:
		doc: a Thank You Follow Up that is Draft.
		now: zone-aware, or as Frappe stores it; defaults to the current time.
	"""
	place([doc], load_gate_context([doc], current_moment(now)), save=True)


def check_not_left(doc: Document) -> None:
	"""Reject a thank-you that was sent or may have been sent.

	Raises:
		frappe.ValidationError: with the next step.
	"""
	if may_have_left(doc):
		frappe.throw(
			_("The message may have been sent. Check with the recipient, then close it."),
			title=_("Delivery Unconfirmed"),
		)
