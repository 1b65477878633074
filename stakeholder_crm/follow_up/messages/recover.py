"""Recover thank-yous of a crashed run; none of them is ever sent twice automatically."""

from datetime import datetime, timedelta

import frappe
from frappe.model.document import Document

from stakeholder_crm.base.clock import current_moment, to_stored
from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.domain.delivery import Delivery, Trouble
from stakeholder_crm.follow_up.channels.channel import Channel
from stakeholder_crm.follow_up.messages.claim import adopt, commit
from stakeholder_crm.follow_up.messages.delivery import add_delivery_to_timeline, sent_fields
from stakeholder_crm.follow_up.messages.reasons import trouble_message

# A claim older than this belongs to a crashed run: no mail server takes so long.
CLAIM_LIFETIME = timedelta(minutes=15)


def recover_thank_yous(channels: dict[str, Channel], now: datetime | None = None) -> list[str]:
	"""Finish what a crashed run had claimed: Sent if known, else Needs Review; committed.

	Args:
		channels: those of this site, by name.
		now: zone-aware, or as Frappe stores it; defaults to the current time.

	Returns:
		The names of the recovered thank-yous.
	"""
	moment = current_moment(now)
	stale = frappe.get_all(
		THANK_YOU,
		filters={
			"status": ("in", ("Claimed", "Queued")),
			"claimed_on": ("<", to_stored(moment - CLAIM_LIFETIME)),
		},
		fields=["name", "claim_token"],
		order_by="claimed_on, name",
	)
	moved = [row.name for row in stale if adopt(row.name, row.claim_token, moment)]
	for name in moved:
		_recover(frappe.get_doc(THANK_YOU, name), channels, now)
		commit()
	return moved


def _recover(doc: Document, channels: dict[str, Channel], now: datetime | None) -> None:
	if doc.status == "Claimed":
		# Queued is committed before sending, so this one was not sent.
		doc.move_to("Needs Review", **trouble_message(Trouble.INTERRUPTED))
		return
	channel = channels.get(doc.channel)
	delivery = channel.delivery_of(doc) if channel else Delivery.UNKNOWN
	if delivery is Delivery.SENT:
		doc.move_to("Sent", **sent_fields(now))
		add_delivery_to_timeline(doc, doc.channel)
	else:
		doc.move_to(
			"Needs Review",
			**trouble_message(Trouble.INTERRUPTED if delivery is Delivery.WAIT else Trouble.BROKE_OFF),
		)
