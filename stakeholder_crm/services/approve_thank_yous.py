"""Let thank-yous go: what a manager approved is what is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import frappe
from frappe import _
from frappe.utils import now_datetime

from stakeholder_crm.services.gate_facts import THANK_YOU
from stakeholder_crm.services.pass_gate import HELD_AS, ask_gate, hold, outcome

APPROVER = "Outreach Manager"


@dataclass(frozen=True, slots=True)
class Result:
	"""What became of one of several.

	Attributes:
		name: the Thank You Follow Up.
		ok: whether it was approved.
		status: the status it has now.
		message: for people, why it was not approved; empty otherwise.
	"""

	name: str
	ok: bool
	status: str
	message: str


def approve_thank_yous(names: Sequence[str], now: datetime | None = None) -> list[Result]:
	"""Approve thank-yous, each on its own: one that cannot be approved does not hold up the others.

	Args:
		names: Thank You Follow Ups.
		now: zone-aware, or as Frappe stores it; the present where it is left out.

	Raises:
		frappe.PermissionError: when the user is no manager.
	"""
	if APPROVER not in frappe.get_roles():
		frappe.throw(_("Only an {0} approves thank-yous.").format(_(APPROVER)), frappe.PermissionError)
	return [_approve_one(name, now) for name in dict.fromkeys(names)]


def _approve_one(name: str, now: datetime | None) -> Result:
	frappe.db.savepoint("approve_thank_you")
	try:
		return _approve(name, now)
	except (frappe.ValidationError, frappe.PermissionError, frappe.DoesNotExistError) as error:
		frappe.db.rollback(save_point="approve_thank_you")
		frappe.clear_last_message()
		status = frappe.db.get_value(THANK_YOU, name, "status") or ""
		return Result(name, False, status, str(error) or _("You may not approve this one."))


def _approve(name: str, now: datetime | None) -> Result:
	doc = frappe.get_doc(THANK_YOU, name)
	doc.check_permission("write")
	if doc.status != "Awaiting Approval":
		return Result(name, False, doc.status, _("It does not wait for approval."))
	[decision] = ask_gate([doc], now)
	if decision.verdict in HELD_AS:
		hold(doc, decision)
		return Result(name, False, doc.status, doc.block_reason)
	doc.move_to(
		"Scheduled",
		approved_by=frappe.session.user,
		approved_on=now_datetime(),
		**outcome(decision, "Scheduled"),
	)
	return Result(name, True, doc.status, "")
