"""Check thank-yous with the gate, and set their status by its decision."""

from collections.abc import Sequence
from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.base.clock import current_moment, to_stored
from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.base.notify import notify_user
from stakeholder_crm.base.pairs import load_pairs, pair_of
from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.domain.clearance import Level, most
from stakeholder_crm.domain.gate import GateDecision, GateReason, GateVerdict, decide
from stakeholder_crm.follow_up.messages.claim import move_or_leave_text
from stakeholder_crm.follow_up.messages.gate_facts import GateContext, load_gate_context
from stakeholder_crm.follow_up.messages.reasons import reason_message

HELD_AS = {
	GateVerdict.CANCEL: "Cancelled",
	GateVerdict.BLOCK: "Blocked",
	GateVerdict.TASK: "Blocked",
	GateVerdict.REVIEW: "Needs Review",
}


def check_gate(docs: Sequence[Document], now: datetime | None = None) -> list[GateDecision]:
	"""The gate's decisions, in the given order.

	Args:
		docs: Thank You Follow Ups, saved or not.
		now: zone-aware, or as Frappe stores it; defaults to the current time.
	"""
	around = load_gate_context(docs, current_moment(now))
	return [decide(around.facts(doc)) for doc in docs]


def place(docs: Sequence[Document], around: GateContext, *, save: bool) -> None:
	"""Set the status of each Draft by gate and approval rule.

	Args:
		docs: Thank You Follow Ups that are Draft, or not yet saved.
		around: the loaded context.
		save: move the saved ones; otherwise only set the fields, for the insert that follows.
	"""
	decisions = [decide(around.facts(doc)) for doc in docs]
	waiting = must_be_approved(docs)
	for doc, decision, wait in zip(docs, decisions, waiting, strict=True):
		status = HELD_AS.get(decision.verdict) or ("Awaiting Approval" if wait else "Scheduled")
		values = gate_fields(decision, status)
		if save:
			doc.move_to(status, **values)
		else:
			doc.update({"status": status, **values})


def hold_back(doc: Document, decision: GateDecision) -> None:
	"""Stop a thank-you that the gate does not allow, and notify the assignee."""
	status = HELD_AS[decision.verdict]
	# The gate's decision applies to any user's action.
	doc.flags.ignore_permissions = True
	move_or_leave_text(doc, status, **gate_fields(decision, status))
	if status == "Cancelled":
		notify_planner(doc)


def defer(doc: Document, decision: GateDecision) -> None:
	"""Defer a due thank-you with a reason; it stays Scheduled."""
	doc.move_to(
		doc.status,
		# Limits and the kill switch may change at any time, so only quiet hours are waited out.
		deferred_until=(
			to_stored(decision.until) if decision.until and decision.reason is GateReason.QUIET else None
		),
		block_reason=reason_message(decision),
		reason_code=decision.reason.value if decision.reason else "",
	)


def gate_fields(decision: GateDecision, status: str) -> dict[str, object]:
	"""The fields for a status set by the gate."""
	held = status in HELD_AS.values()
	return {
		"block_reason": reason_message(decision) if held else "",
		"reason_code": decision.reason.value if held and decision.reason else "",
		"channel": decision.route.channel if decision.route else "",
		"contact_point": decision.route.row if decision.route else "",
		"deferred_until": None,
	}


def must_be_approved(docs: Sequence[Document]) -> list[bool]:
	"""Whether each needs approval, by the rule in Settings; in the given order."""
	rule = get_settings().approval_rule
	if rule == "First Time":
		thanked = _was_thanked_before(docs)
		needed = [pair_of(doc) not in thanked for doc in docs]
	elif rule == "Restricted and Confidential":
		levels = load_pairs(map(pair_of, docs), ["confidentiality"])
		meetings = dict(
			frappe.get_all(
				"Stakeholder Meeting",
				filters={"name": ("in", sorted({doc.meeting for doc in docs}))},
				fields=["name", "confidentiality"],
				order_by="name",
				as_list=True,
			)
		)
		needed = [
			most([levels.get(pair_of(doc), frappe._dict()).confidentiality, meetings.get(doc.meeting)])
			is not Level.OPEN
			for doc in docs
		]
	else:
		needed = [rule != "None"] * len(docs)
	return [need and not doc.approved_by for doc, need in zip(docs, needed, strict=True)]


def _was_thanked_before(docs: Sequence[Document]) -> set[tuple[str, str]]:
	rows = frappe.get_all(
		THANK_YOU,
		filters={"stakeholder": ("in", sorted({doc.stakeholder for doc in docs})), "status": "Sent"},
		fields=["stakeholder_type", "stakeholder"],
		order_by="name",
	)
	return set(map(pair_of, rows))


def notify_planner(doc: Document) -> None:
	"""Notify the assignee that a thank-you was stopped; the text names nobody."""
	if doc.assigned_to:
		notify_user(doc.assigned_to, doc, _("A thank-you was stopped: {0}").format(doc.name))
