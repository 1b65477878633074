"""Send the thank-yous that are due.

Each is claimed by a conditional update that is committed before anything leaves: whatever dies
after that, nobody else takes it up again, and a person decides. The commits in this file are what makes
that true; the rest of the app leaves them to Frappe.
"""

from dataclasses import dataclass, field
from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import random_string

from stakeholder_crm.domain.gate import Decision, Reason, Route, Verdict
from stakeholder_crm.services.settings import get_settings
from stakeholder_crm.services.site_clock import current_moment, to_stored
from stakeholder_crm.services.thank_yous.gate_facts import THANK_YOU
from stakeholder_crm.services.thank_yous.pass_gate import ask_gate, hold
from stakeholder_crm.services.thank_yous.thank_you_delivery import record_failure, record_sent, sync_delivery
from stakeholder_crm.services.thank_yous.thank_you_envelope import OptedOutError, outgoing_account, queue_row
from stakeholder_crm.services.thank_yous.thank_you_reasons import sentence

BATCH = 200
AFTER_THIS_NOTHING_GOES = frozenset({Reason.STOPPED, Reason.DAILY_CAP})


@dataclass(slots=True)
class Run:
	"""What one run did.

	Attributes:
		recovered: names of thank-yous that an earlier run left in the air.
		outcomes: the status that each due thank-you has now, by name.
		stopped_by: why nothing (more) was sent; empty when nothing stopped it.
	"""

	recovered: list[str] = field(default_factory=list)
	outcomes: dict[str, str] = field(default_factory=dict)
	stopped_by: str = ""


def dispatch_due(now: datetime | None = None, limit: int = BATCH) -> Run:
	"""Send what is due, decent and let through by the gate; settle what is not.

	Args:
		now: zone-aware, or as Frappe stores it; the present where it is left out.
		limit: how many at most are looked at.
	"""
	run = Run(recovered=sync_delivery(now))
	_keep()
	if get_settings().kill_switch:
		run.stopped_by = _("All automatic messages are stopped in Settings.")
		return run
	if not outgoing_account():
		run.stopped_by = _(
			"No mail can leave: mails are muted or suspended, or there is no outgoing Email Account."
		)
		return run
	for name in due_names(now, limit):
		decision = _dispatch_safely(name, now)
		run.outcomes[name] = frappe.db.get_value(THANK_YOU, name, "status")
		if decision and decision.reason in AFTER_THIS_NOTHING_GOES:
			run.stopped_by = sentence(decision)
			break
	return run


def due_names(now: datetime | None = None, limit: int = BATCH) -> list[str]:
	"""Names of the Scheduled thank-yous whose time has come, the longest waiting first."""
	moment = to_stored(current_moment(now))
	table = frappe.qb.DocType(THANK_YOU)
	query = (
		frappe.qb.from_(table)
		.select(table.name)
		.where((table.status == "Scheduled") & (table.due_on <= moment))
		.where(table.deferred_until.isnull() | (table.deferred_until <= moment))
		.orderby(table.due_on)
		.orderby(table.name)
		.limit(limit)
	)
	return [row[0] for row in query.run()]


def claim(name: str, now: datetime | None = None) -> bool:
	"""Take a Scheduled thank-you for this run, so that no other run can; committed at once.

	Returns:
		Whether it is ours.
	"""
	token = random_string(20)
	table = frappe.qb.DocType(THANK_YOU)
	moment = to_stored(current_moment(now))
	(
		frappe.qb.update(table)
		.set(table.status, "Claimed")
		.set(table.claim_token, token)
		.set(table.claimed_on, moment)
		.set(table.attempts, table.attempts + 1)
		.set(table.modified, moment)
		.where((table.name == name) & (table.status == "Scheduled"))
	).run()
	_keep()
	return frappe.db.get_value(THANK_YOU, name, "claim_token") == token


def _dispatch_safely(name: str, now: datetime | None) -> Decision | None:
	"""One thank-you; what goes wrong with it is written down and does not stop the others."""
	try:
		decision = _dispatch(name, now)
	except Exception:
		frappe.db.rollback()
		frappe.log_error(title=f"Thank-you {name} could not be dispatched")
		decision = None
		_park(name)
	_keep()
	return decision


def _dispatch(name: str, now: datetime | None) -> Decision:
	doc = frappe.get_doc(THANK_YOU, name)
	[decision] = ask_gate([doc], now)
	if decision.verdict is Verdict.DEFER:
		_defer(doc, decision)
	elif decision.verdict is not Verdict.GO or decision.route is None:
		hold(doc, decision)
	elif claim(name, now):
		_send(frappe.get_doc(THANK_YOU, name), decision.route, now)
	return decision


def _defer(doc: Document, decision: Decision) -> None:
	until = to_stored(decision.until) if decision.until else None
	doc.move_to(doc.status, deferred_until=until, block_reason=sentence(decision))


def _send(doc: Document, route: Route, now: datetime | None) -> None:
	try:
		row = queue_row(doc, route)
	except OptedOutError:
		doc.move_to("Cancelled", block_reason=_("Their address is on this site's unsubscribe list."))
		return
	doc.move_to(
		"Queued", email_queue=row.name, channel=route.channel, contact_point=route.row, block_reason=""
	)
	# Known to be handed over before it is: what dies in between is found by sync_delivery.
	_keep()
	if row.status != "Sent":
		try:
			row.send()
		except Exception as error:
			record_failure(doc, error)
			return
	record_sent(doc, now)


def _park(name: str) -> None:
	"""A thank-you that broke before anything could leave is put before a person."""
	doc = frappe.get_doc(THANK_YOU, name)
	if doc.status in ("Scheduled", "Claimed"):
		doc.move_to(
			"Needs Review",
			block_reason=_(
				"It could not be prepared for sending. The Error Log says why; decide what to do."
			),
		)


def _keep() -> None:
	"""Commit: a claim that is not committed holds nobody off, and one failure must not undo the others."""
	frappe.db.commit()
