"""Hand one reserved thank-you over to its channel, under a claim of its own."""

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
	"""Claim, hand over, and write down what became of it.

	The claim is committed. What follows up to Queued is committed by the channel before anything
	leaves; a cancellation that comes in between still keeps it here.

	Args:
		row: a Thank You Follow Up as it was reserved; the gate let it go just now.
		token: of the reservation.
		route: the way it takes.
		channel: the route's.
		now: zone-aware, or as Frappe stores it; the present where it is left out.

	Returns:
		What became of it; None when it was no longer ours to send.
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
