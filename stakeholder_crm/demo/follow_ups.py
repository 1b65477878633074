"""Bring the thank-yous of the demo's past meetings to their final status: one for each status.

They were planned when the log was submitted, that is, just now. So the gate is checked again as of the evening of
the meeting, a manager approves, and sending is recorded without sending an e-mail.
"""

from datetime import datetime, timedelta

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime

from stakeholder_crm.base.acting_as import acting_as
from stakeholder_crm.base.clock import current_moment
from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.demo.rows import Row
from stakeholder_crm.demo.scene import Scene
from stakeholder_crm.domain.delivery import Trouble
from stakeholder_crm.follow_up.messages.approve import approve_thank_yous
from stakeholder_crm.follow_up.messages.delivery import add_delivery_to_timeline, sent_fields
from stakeholder_crm.follow_up.messages.gate_facts import load_gate_context
from stakeholder_crm.follow_up.messages.pass_gate import place
from stakeholder_crm.follow_up.messages.reasons import trouble_message
from stakeholder_crm.follow_up.messages.settle import close_thank_you

BY_HAND = ("Done Manually", "Not Needed")
LEFT = ("Sent", "Bounced")
ON_THE_WAY = ("Claimed", "Queued", "Failed", *LEFT)


def settle(scene: Scene, log: Document, row: Row) -> None:
	"""Bring the thank-yous of a log to the status in the data (`ends_as`).

	Those that the gate blocks stay blocked, unless a person has resolved it since.
	"""
	that_evening = get_datetime(log.held_to) + timedelta(hours=2)
	for who, values in row["attendance"].items():
		name = frappe.db.get_value(THANK_YOU, {"meeting_log": log.name, **scene.pair(who)})
		if name:
			_reserve(scene, frappe.get_doc(THANK_YOU, name), values["ends_as"], that_evening)


def _reserve(scene: Scene, doc: Document, ends_as: str, now: datetime) -> None:
	if doc.status in ("Needs Review", "Blocked"):
		doc.move_to("Draft", block_reason="")
		place([doc], load_gate_context([doc], current_moment(now)), save=True)
	if ends_as == "Draft":
		doc.move_to("Draft")
	elif ends_as in BY_HAND:
		close_thank_you(
			doc, ends_as, _("He said in the room that he wants no thanks.") if ends_as == BY_HAND[1] else ""
		)
	elif doc.status == "Awaiting Approval" and ends_as in ("Scheduled", *ON_THE_WAY):
		_approve(scene, doc, now)
		_send(doc, ends_as, get_datetime(doc.due_on) + timedelta(minutes=3))


def _approve(scene: Scene, doc: Document, now: datetime) -> None:
	with acting_as(scene.users["manager"]):
		approve_thank_yous([doc.name], now)
	doc.reload()
	doc.db_set("approved_on", now + timedelta(hours=1), update_modified=False)


def _send(doc: Document, ends_as: str, at: datetime) -> None:
	"""Go through the steps of a dispatch without a mail server."""
	if ends_as == "Scheduled" or doc.status != "Scheduled":
		return
	# One in progress was claimed just now: an old claim belongs to a dead run.
	at = at if ends_as in LEFT else current_moment().replace(tzinfo=None)
	doc.move_to("Claimed", claimed_on=at, attempts=1)
	if ends_as == "Claimed":
		return
	doc.move_to("Queued")
	if ends_as in LEFT:
		doc.move_to("Sent", **sent_fields(at))
		add_delivery_to_timeline(doc, doc.channel)
		if ends_as == "Bounced":
			doc.move_to("Bounced", **trouble_message(Trouble.CAME_BACK, "5.1.1"))
	elif ends_as == "Failed":
		doc.move_to("Failed", **trouble_message(Trouble.GAVE_UP, "451"))
