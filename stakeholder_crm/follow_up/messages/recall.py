"""Take thank-yous back that have not left, the moment something says that they must not."""

from typing import Any

import frappe
from frappe.model.document import Document

from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.domain.gate import GateDecision, GateVerdict
from stakeholder_crm.follow_up.messages.claim import move_claimed
from stakeholder_crm.follow_up.messages.delivery import may_have_left
from stakeholder_crm.follow_up.messages.gate_routes import address_of
from stakeholder_crm.follow_up.messages.pass_gate import (
	HELD_AS,
	check_gate,
	gate_fields,
	hold_back,
	notify_planner,
)
from stakeholder_crm.stakeholders.suppression import fingerprints

GOING = ("Awaiting Approval", "Scheduled", "Claimed")
STANDING = ("Draft", "Failed", "Blocked", "Needs Review")
TRIES = 3


def on_stakeholder_change(stakeholder: Document, method: str | None = None) -> None:
	"""A stakeholder's hook: Do Not Contact, an unsafe address or an intermediary count at once."""
	if stakeholder.get_doc_before_save() is None:
		return
	recheck({"stakeholder_type": stakeholder.doctype, "stakeholder": stakeholder.name})


def on_consent(consent: Document, method: str | None = None) -> None:
	"""A Consent Record's hook."""
	recheck({"stakeholder_type": consent.stakeholder_type, "stakeholder": consent.stakeholder})


def on_suppression(suppression: Document, method: str | None = None) -> None:
	"""A Contact Suppression's hook: find who has that address, and ask about them."""
	waiting = frappe.get_all(
		THANK_YOU,
		filters={"status": ("in", (*GOING, *STANDING)), "contact_point": ("is", "set")},
		fields=["name", "channel", "contact_point"],
		order_by="name",
	)
	addresses = address_of([row.contact_point for row in waiting if row.channel == suppression.channel])
	hashes = {point: fingerprints(suppression.channel, address) for point, address in addresses.items()}
	names = [row.name for row in waiting if suppression.address_hash in hashes.get(row.contact_point, ())]
	if names:
		recheck({"name": ("in", names)})


def recheck(filters: dict[str, Any]) -> list[str]:
	"""Ask the gate again about thank-yous that have not left, and hold those that it now objects to.

	What stands still already is touched only where nothing is wanted any more, or where a person would have to
	do it in another way.

	Args:
		filters: on Thank You Follow Up.

	Returns:
		The names of those that were held or cancelled.
	"""
	names = frappe.get_all(
		THANK_YOU,
		filters={"status": ("in", (*GOING, *STANDING)), **filters},
		pluck="name",
		order_by="name",
	)
	docs = [frappe.get_doc(THANK_YOU, name) for name in names]
	decisions = check_gate(docs) if docs else []
	return [doc.name for doc, decision in zip(docs, decisions, strict=True) if _apply(doc, decision)]


def recall_thank_you(doc: Document, because: dict[str, Any]) -> bool:
	"""Cancel one that has not left, and tell who planned it.

	Args:
		doc: a Thank You Follow Up.
		because: fields that say why.

	Returns:
		Whether it was still here to be pulled.
	"""
	if may_have_left(doc):
		return False
	if doc.status == "Claimed":
		# A run is about to hand it over: one of the two updates comes first, and the other finds nothing.
		if not move_claimed(doc.name, doc.claim_token, "Claimed", "Cancelled", **because):
			return False
	else:
		# Whoever takes consent or a log back takes back what was planned on it.
		doc.flags.ignore_permissions = True
		gone = {"deferred_until": None, "approved_by": None, "approved_on": None}
		doc.move_to("Cancelled", **{**because, **gone})
	notify_planner(doc)
	return True


def _apply(doc: Document, decision: GateDecision) -> bool:
	"""Carry the gate's objection out, even while a run claims the same thank-you."""
	for _attempt in range(TRIES):
		try:
			return _hold_or_recall(doc, decision)
		except frappe.TimestampMismatchError:
			doc = frappe.get_doc(THANK_YOU, doc.name)
	return False


def _hold_or_recall(doc: Document, decision: GateDecision) -> bool:
	if decision.verdict is GateVerdict.CANCEL and doc.status in (*GOING, *STANDING):
		return recall_thank_you(doc, gate_fields(decision, "Cancelled"))
	if decision.verdict in HELD_AS and (
		doc.status in ("Awaiting Approval", "Scheduled") or _must_be_done_otherwise(doc, decision)
	):
		hold_back(doc, decision)
		return True
	return False


def _must_be_done_otherwise(doc: Document, decision: GateDecision) -> bool:
	"""Whether a person is asked for what she must not do any more, such as to call somebody directly."""
	return (
		doc.status == "Blocked"
		and HELD_AS[decision.verdict] == "Blocked"
		and decision.reason is not None
		and (doc.reason_code, doc.channel or "")
		!= (decision.reason.value, decision.route.channel if decision.route else "")
	)
