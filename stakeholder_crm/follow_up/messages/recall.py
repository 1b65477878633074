"""Recall unsent thank-yous as soon as they must not be sent."""

from typing import Any

import frappe
from frappe.model.document import Document

from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.domain.gate import GateDecision, GateVerdict
from stakeholder_crm.follow_up.messages.claim import move_claimed, move_or_leave_text
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

PENDING = ("Awaiting Approval", "Scheduled", "Claimed")
STOPPED = ("Draft", "Failed", "Blocked", "Needs Review")
TRIES = 3


def on_stakeholder_change(stakeholder: Document, method: str | None = None) -> None:
	"""A stakeholder's hook: Do Not Contact, an unsafe address or an intermediary take effect at once."""
	if stakeholder.get_doc_before_save() is None:
		return
	recheck({"stakeholder_type": stakeholder.doctype, "stakeholder": stakeholder.name})


def on_consent(consent: Document, method: str | None = None) -> None:
	"""A Consent Record's hook."""
	recheck({"stakeholder_type": consent.stakeholder_type, "stakeholder": consent.stakeholder})


def on_suppression(suppression: Document, method: str | None = None) -> None:
	"""A Contact Suppression's hook: check the thank-yous to that address again."""
	waiting = frappe.get_all(
		THANK_YOU,
		filters={"status": ("in", (*PENDING, *STOPPED)), "contact_point": ("is", "set")},
		fields=["name", "channel", "contact_point"],
		order_by="name",
	)
	addresses = address_of([row.contact_point for row in waiting if row.channel == suppression.channel])
	hashes = {point: fingerprints(suppression.channel, address) for point, address in addresses.items()}
	names = [row.name for row in waiting if suppression.address_hash in hashes.get(row.contact_point, ())]
	if names:
		recheck({"name": ("in", names)})


def recheck(filters: dict[str, Any]) -> list[str]:
	"""Check unsent thank-yous with the gate again, and stop those it no longer allows.

	A stopped one is changed only if no thank-you is needed any more, or if a person must do it in
	another way.

	Args:
		filters: on Thank You Follow Up.

	Returns:
		The names of the stopped or cancelled thank-yous.
	"""
	names = frappe.get_all(
		THANK_YOU,
		filters={"status": ("in", (*PENDING, *STOPPED)), **filters},
		pluck="name",
		order_by="name",
	)
	docs = [frappe.get_doc(THANK_YOU, name) for name in names]
	decisions = check_gate(docs) if docs else []
	return [doc.name for doc, decision in zip(docs, decisions, strict=True) if _apply(doc, decision)]


def recall_thank_you(doc: Document, because: dict[str, Any]) -> bool:
	"""Cancel an unsent thank-you, and notify the assignee.

	Args:
		doc: a Thank You Follow Up.
		because: fields with the reason.

	Returns:
		Whether it could be cancelled.
	"""
	if may_have_left(doc):
		return False
	if doc.status == "Claimed":
		# A run is about to send it: one of the two updates wins, and the other finds nothing.
		if not move_claimed(doc.name, doc.claim_token, "Claimed", "Cancelled", **because):
			return False
	else:
		# Withdrawing consent or cancelling a log cancels its thank-yous for any user.
		doc.flags.ignore_permissions = True
		gone = {"deferred_until": None, "approved_by": None, "approved_on": None}
		move_or_leave_text(doc, "Cancelled", **{**because, **gone})
	notify_planner(doc)
	return True


def _apply(doc: Document, decision: GateDecision) -> bool:
	"""Apply the gate's decision, even while a run claims the same thank-you."""
	for _attempt in range(TRIES):
		try:
			return _hold_or_recall(doc, decision)
		except frappe.TimestampMismatchError:
			doc = frappe.get_doc(THANK_YOU, doc.name)
	return False


def _hold_or_recall(doc: Document, decision: GateDecision) -> bool:
	if decision.verdict is GateVerdict.CANCEL and doc.status in (*PENDING, *STOPPED):
		return recall_thank_you(doc, gate_fields(decision, "Cancelled"))
	if decision.verdict in HELD_AS and (
		doc.status in ("Awaiting Approval", "Scheduled") or _needs_other_action(doc, decision)
	):
		hold_back(doc, decision)
		return True
	return False


def _needs_other_action(doc: Document, decision: GateDecision) -> bool:
	"""Whether the requested action is no longer allowed, such as a direct call."""
	return (
		doc.status == "Blocked"
		and HELD_AS[decision.verdict] == "Blocked"
		and decision.reason is not None
		and (doc.reason_code, doc.channel or "")
		!= (decision.reason.value, decision.route.channel if decision.route else "")
	)
