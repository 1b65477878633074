"""What became of a thank-you that was handed over: sent, refused, or nobody knows."""

from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.services.site_clock import current_moment, to_stored
from stakeholder_crm.services.thank_yous.gate_facts import THANK_YOU
from stakeholder_crm.services.thank_yous.thank_you_envelope import EMAIL_QUEUE

# A claim older than this belongs to a run that died: no mail server takes so long.
CLAIM_LIFETIME = timedelta(minutes=15)
IN_FLIGHT = ("Claimed", "Queued")
# The server answered, or was never reached: the message certainly stayed here.
CERTAIN_FAILURES = (
	SMTPResponseException,
	SMTPRecipientsRefused,
	frappe.ValidationError,
	ConnectionRefusedError,
)


def may_have_left(doc: Document) -> bool:
	"""Whether its mail left, or nobody can say that it did not: then no machine sends it again."""
	return queue_status(doc) in ("Sending", "Sent", "Partially Sent")


def queue_status(doc: Document) -> str | None:
	"""The status of its Email Queue row; None where it has none."""
	return frappe.db.get_value(EMAIL_QUEUE, doc.email_queue, "status") if doc.email_queue else None


def record_sent(doc: Document, now: datetime | None = None) -> None:
	"""Mark a thank-you as sent, and put a line into the stakeholder's timeline."""
	doc.move_to("Sent", sent_on=to_stored(current_moment(now)), block_reason="")
	add_to_timeline(doc, _("Thank-you {0} was sent by {1}.").format(doc.name, _(doc.channel)))


def record_failure(doc: Document, error: Exception) -> None:
	"""Mark a thank-you that was not, or perhaps not, accepted by the mail server.

	Args:
		doc: the Thank You Follow Up, Queued.
		error: what the hand-over raised.
	"""
	if not isinstance(error, CERTAIN_FAILURES):
		doc.move_to("Needs Review", block_reason=_broken_off())
		return
	# Kept from an administrator's "send now", which knows nothing of the gate.
	frappe.db.set_value(EMAIL_QUEUE, doc.email_queue, "status", "Error")
	doc.move_to("Failed", block_reason=_refused(error))


def sync_delivery(now: datetime | None = None) -> list[str]:
	"""Bring back from the Email Queue what a run that died could not write down any more.

	What it had claimed becomes Needs Review, with what is known; nothing is sent a second time.

	Args:
		now: zone-aware, or as Frappe stores it; the present where it is left out.

	Returns:
		The names of the thank-yous that were moved.
	"""
	stale = to_stored(current_moment(now) - CLAIM_LIFETIME)
	names = frappe.get_all(
		THANK_YOU,
		filters={"status": ("in", IN_FLIGHT), "claimed_on": ("<", stale)},
		pluck="name",
		order_by="claimed_on, name",
	)
	for name in names:
		_recover(frappe.get_doc(THANK_YOU, name), now)
	return names


def add_to_timeline(doc: Document, text: str) -> None:
	"""Put a line that names nobody into the stakeholder's timeline."""
	comment = frappe.new_doc("Comment")
	comment.update(
		{
			"comment_type": "Info",
			"reference_doctype": doc.stakeholder_type,
			"reference_name": doc.stakeholder,
			"content": text,
		}
	)
	# The line is the system's own record of what it did.
	comment.insert(ignore_permissions=True)


def _recover(doc: Document, now: datetime | None) -> None:
	status = queue_status(doc)
	if doc.status == "Queued" and status == "Sent":
		record_sent(doc, now)
	elif may_have_left(doc):
		doc.move_to("Needs Review", block_reason=_broken_off())
	else:
		doc.move_to(
			"Needs Review",
			block_reason=_("Sending was interrupted before the mail left. Decide: send it now, or not."),
		)


def _broken_off() -> str:
	return _("Sending broke off, and the mail may have left. It is not sent again: ask them, then settle it.")


def _refused(error: Exception) -> str:
	if isinstance(error, SMTPRecipientsRefused):
		codes = sorted({code for code, _text in error.recipients.values()})
		return _("The mail server refused their address ({0}). Check it, then try again.").format(
			", ".join(map(str, codes))
		)
	if isinstance(error, SMTPResponseException):
		return _("The mail server refused the mail ({0}). Try again later.").format(error.smtp_code)
	return _(
		"The mail server could not be reached. Ask whoever looks after the Email Account, then try again."
	)
