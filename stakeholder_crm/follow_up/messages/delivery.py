"""Record the outcome of sending a thank-you: sent, deferred, rejected or unknown."""

from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.base.clock import current_moment, to_stored
from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.domain.delivery import Delivery, Outcome, Trouble, wait_before_next
from stakeholder_crm.follow_up.channels.email import EMAIL_QUEUE
from stakeholder_crm.follow_up.messages.claim import move_claimed
from stakeholder_crm.follow_up.messages.reasons import trouble_message
from stakeholder_crm.follow_up.messages.timeline import add_to_timeline
from stakeholder_crm.follow_up.replies.mark_bounced import mark_bounced
from stakeholder_crm.follow_up.replies.sent_mail import record_sent_mail

MAY_HAVE_LEFT = ("Sending", "Sent", "Partially Sent")


def may_have_left(doc: Document) -> bool:
	"""Whether it was sent or may have been sent; then it is never sent again automatically."""
	if doc.reason_code in (Trouble.BROKE_OFF.value, Trouble.CAME_BACK.value):
		return True
	status = frappe.db.get_value(EMAIL_QUEUE, doc.email_queue, "status") if doc.email_queue else None
	return status in MAY_HAVE_LEFT


def record_outcome(row: frappe._dict, token: str, outcome: Outcome, now: datetime | None = None) -> None:
	"""Record the outcome of a thank-you; not committed.

	Args:
		row: a Queued Thank You Follow Up, as it was reserved, with its channel.
		token: of the claim.
		outcome: the channel's result.
		now: zone-aware, or as Frappe stores it; defaults to the current time.
	"""
	if outcome.delivery is Delivery.SENT:
		if move_claimed(row.name, token, "Queued", "Sent", **sent_fields(now)):
			add_delivery_to_timeline(row, row.channel)
		return
	doc = frappe.get_doc(THANK_YOU, row.name)
	if outcome.delivery is Delivery.WAIT:
		_defer(doc, outcome, now)
	elif outcome.delivery is Delivery.UNREACHED:
		# Not the message's fault, so it does not count as an attempt.
		doc.move_to("Scheduled", attempts=doc.attempts - 1, deferred_until=None, **trouble_message(None))
	elif outcome.delivery is Delivery.UNKNOWN:
		doc.move_to("Needs Review", **trouble_message(Trouble.BROKE_OFF))
	elif outcome.delivery is Delivery.BAD_ADDRESS:
		doc.move_to("Failed", **trouble_message(Trouble.BAD_ADDRESS, outcome.code))
		mark_bounced(doc)
	else:
		doc.move_to("Failed", **trouble_message(Trouble.REFUSED, outcome.code))


def sent_fields(now: datetime | None = None) -> dict[str, object]:
	"""The fields to set on a sent thank-you."""
	return {"sent_on": to_stored(current_moment(now)), "deferred_until": None, **trouble_message(None)}


def add_delivery_to_timeline(row: frappe._dict | Document, channel: str) -> None:
	"""Add the delivery to the stakeholder's timeline, and record the sent e-mail so that replies can be matched."""
	add_to_timeline(row, _("Thank-you {0} was sent by {1}.").format(row.name, _(channel)))
	if channel == "Email":
		record_sent_mail(row.name)


def _defer(doc: Document, outcome: Outcome, now: datetime | None) -> None:
	wait = wait_before_next(doc.attempts)
	if wait is None:
		doc.move_to("Failed", deferred_until=None, **trouble_message(Trouble.GAVE_UP, outcome.code))
		return
	again = to_stored(current_moment(now) + wait)
	doc.move_to("Scheduled", deferred_until=again, **trouble_message(Trouble.PUT_OFF, outcome.code))
