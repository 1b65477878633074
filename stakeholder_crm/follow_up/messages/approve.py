"""Approve thank-yous; the approved text is what is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.domain.gate import GateDecision
from stakeholder_crm.follow_up.messages.pass_gate import HELD_AS, check_gate, gate_fields, hold_back

# The lead too: managers may not see Confidential stakeholders, and sharing would widen access.
APPROVERS = frozenset({"Outreach Manager", "Safeguarding Lead"})


@dataclass(frozen=True, slots=True)
class Result:
	"""The result for one of several thank-yous.

	Attributes:
		name: the Thank You Follow Up.
		ok: whether the action succeeded.
		status: the current status.
		message: why it failed, translated; empty on success.
	"""

	name: str
	ok: bool
	status: str
	message: str


def approve_thank_yous(names: Sequence[str], now: datetime | None = None) -> list[Result]:
	"""Approve thank-yous one by one: one that cannot be approved does not block the others.

	Args:
		names: Thank You Follow Ups.
		now: zone-aware, or as Frappe stores it; defaults to the current time.

	Raises:
		frappe.PermissionError: if the user is neither a manager nor a safeguarding lead.
	"""
	if not may_approve(frappe.session.user):
		frappe.throw(
			_("Only an outreach manager or the safeguarding lead can approve thank-yous."),
			frappe.PermissionError,
			title=_("No Permission"),
		)
	results = {name: _refusal(name) for name in dict.fromkeys(names)}
	docs = [frappe.get_doc(THANK_YOU, name) for name, refusal in results.items() if refusal is None]
	for doc, decision in zip(docs, check_gate(docs, now) if docs else (), strict=True):
		results[doc.name] = _approve(doc, decision)
	return [result for result in results.values() if result]


def may_approve(user: str) -> bool:
	"""Whether a user's roles allow approving thank-yous."""
	return not APPROVERS.isdisjoint(frappe.get_roles(user))


def _refusal(name: str) -> Result | None:
	"""Why one cannot be approved; None if the gate decides."""
	if not frappe.db.exists(THANK_YOU, name):
		return Result(name, False, "", _("Not found."))
	doc = frappe.get_doc(THANK_YOU, name)
	if not doc.has_permission("write"):
		return Result(
			name,
			False,
			"",
			_("You do not have permission to view it. The safeguarding lead can approve it."),
		)
	if doc.status != "Awaiting Approval":
		return Result(name, False, doc.status, _("It is not awaiting approval."))
	return None


def _approve(doc: Document, decision: GateDecision) -> Result:
	name, before = doc.name, doc.status
	frappe.db.savepoint("approve_thank_you")
	try:
		if decision.verdict in HELD_AS:
			hold_back(doc, decision)
			return Result(name, False, doc.status, doc.block_reason)
		doc.move_to(
			"Scheduled",
			approved_by=frappe.session.user,
			approved_on=now_datetime(),
			**gate_fields(decision, "Scheduled"),
		)
	except frappe.ValidationError as error:
		frappe.db.rollback(save_point="approve_thank_you")
		frappe.clear_last_message()
		return Result(name, False, before, str(error))
	return Result(name, True, doc.status, "")
