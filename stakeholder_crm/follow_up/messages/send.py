"""Send one reserved thank-you through its channel, under its own claim."""

from datetime import datetime

import frappe
from frappe import _

from stakeholder_crm.base.clock import current_moment
from stakeholder_crm.domain.delivery import Outcome
from stakeholder_crm.domain.gate import Route
from stakeholder_crm.follow_up.channels.channel import Channel, OutgoingMessage
from stakeholder_crm.follow_up.messages.claim import claim, move_claimed
from stakeholder_crm.follow_up.messages.delivery import record_outcome
from stakeholder_crm.follow_up.messages.reasons import trouble_message
from stakeholder_crm.follow_up.messages.unsubscribe_link import link_for, make_key
from stakeholder_crm.stakeholders.suppression import fingerprint


def send_thank_you(
	row: frappe._dict, token: str, route: Route, channel: Channel, now: datetime | None = None
) -> Outcome | None:
	"""Claim, send, and record the outcome.

	The claim is committed. The channel commits Queued before it sends, so a cancellation in between still
	stops the message.

	Args:
		row: a reserved Thank You Follow Up that the gate just allowed.
		token: of the reservation.
		route: the contact route.
		channel: of the route.
		now: zone-aware, or as Frappe stores it; defaults to the current time.

	Returns:
		The outcome; None if another run or a cancellation took it.
	"""
	claimed = claim(row.name, token, current_moment(now))
	if not claimed:
		return None
	key = row.opt_out_key or make_key()
	outgoing = OutgoingMessage(
		name=row.name,
		address=route.address,
		subject=row.subject,
		body=row.body,
		stop_line=_("Unsubscribe:", lang=row.language or None),
		stop_link=link_for(key),
		email_queue=row.email_queue,
		sealed=bool(row.sealed),
	)
	queued = move_claimed(
		row.name,
		claimed,
		"Claimed",
		"Queued",
		channel=route.channel,
		contact_point=route.row,
		opt_out_key=key,
		address_hash=fingerprint(route.channel, route.address),
		**trouble_message(None),
		**channel.prepare(outgoing),
	)
	if not queued:
		frappe.db.rollback()
		return None
	row.channel = route.channel
	outcome = channel.send(outgoing)
	record_outcome(row, claimed, outcome, now)
	return outcome
