"""Concurrency control: reservations in batches, and one claim per thank-you before sending.

A run *reserves* a batch, so that other runs skip it. A reservation expires, so a crashed run loses nothing. It
*claims* each thank-you just before sending. Once the claim is committed, no other run takes the thank-you again.
Every step is an update with the expected old state, so that a concurrent cancellation either succeeds or comes too
late, but never both.

Reservations are serialised by a lock on one row of the settings. So the daily limit and the limit per minute apply
to all runs together, on any database.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import cint, now_datetime, random_string

from stakeholder_crm.access.vault.keys import VaultLocked
from stakeholder_crm.base.clock import to_stored
from stakeholder_crm.base.doctypes import SETTINGS, THANK_YOU
from stakeholder_crm.compat import changed_rows, for_update_skip_locked
from stakeholder_crm.domain.gate import GateReason
from stakeholder_crm.follow_up.messages.gate_facts import count_sent, is_stopped

LEASE = timedelta(minutes=5)
MINUTE = timedelta(minutes=1)
EXPLAINED_AT_ONCE = 1_000
FIELDS = (
	*("name", "stakeholder_type", "stakeholder", "represented_by", "meeting", "meeting_log", "status"),
	*("subject", "body", "due_on", "email_queue", "attempts", "opt_out_key", "occurrence_key", "assigned_to"),
)


@dataclass(frozen=True, slots=True)
class Reservation:
	"""Thank-yous reserved by one run.

	Attributes:
		token: identifies the run.
		rows: their fields, the longest waiting first.
		holdup: why there are no more, although more are due.
	"""

	token: str
	rows: list[frappe._dict] = field(default_factory=list)
	holdup: GateReason | None = None


def due_names(moment: datetime, limit: int) -> list[str]:
	"""Names of the Scheduled thank-yous that are due and not reserved.

	Args:
		moment: zone-aware.
		limit: how many at most; the longest waiting come first.
	"""
	now = to_stored(moment)
	table = frappe.qb.DocType(THANK_YOU)
	return (
		frappe.qb.from_(table)
		.select(table.name)
		.where((table.status == "Scheduled") & (table.due_on <= now))
		.where(table.deferred_until.isnull() | (table.deferred_until <= now))
		.where(table.reserved_until.isnull() | (table.reserved_until < now))
		.orderby(table.due_on)
		.orderby(table.name)
		.limit(limit)
	).run(pluck=True)


def reserve(moment: datetime, most: int) -> Reservation:
	"""Reserve due thank-yous for this run; committed.

	Args:
		moment: zone-aware.
		most: how many at most.
	"""
	commit()
	_lock_turn()
	token = random_string(20)
	room, holdup = _room(moment, most)
	names = due_names(moment, room + 1)
	rows = _lock(names[:room]) if names[:room] else []
	_mark([row.name for row in rows], token, moment)
	commit()
	return Reservation(token, rows, holdup if len(names) > room else None)


def claim(name: str, token: str, moment: datetime) -> str | None:
	"""Claim a reserved thank-you for sending, so that no other run sends it; committed.

	Args:
		name: the Thank You Follow Up.
		token: of the reservation.
		moment: zone-aware.

	Returns:
		The claim token; None if another run has it.
	"""
	mine = random_string(20)
	table = frappe.qb.DocType(THANK_YOU)
	now = to_stored(moment)
	(
		frappe.qb.update(table)
		.set(table.status, "Claimed")
		.set(table.claim_token, mine)
		.set(table.reserved_until, None)
		.set(table.claimed_on, now)
		.set(table.attempts, table.attempts + 1)
		.set(table.modified, now)
		.where((table.name == name) & (table.status == "Scheduled") & (table.claim_token == token))
	).run()
	claimed = changed_rows() == 1
	commit()
	return mine if claimed else None


def move_claimed(name: str, token: str, old: str, new: str, **fields: Any) -> bool:
	"""Move a claimed thank-you to another state, unless it was moved already; not committed.

	Args:
		name: the Thank You Follow Up.
		token: of the claim.
		old: the expected state.
		new: the new state; the state machine must allow the change.
		**fields: further values.

	Returns:
		Whether it moved.
	"""
	table = frappe.qb.DocType(THANK_YOU)
	query = frappe.qb.update(table).set(table.status, new).set(table.modified, now_datetime())
	for fieldname, value in fields.items():
		query = query.set(table[fieldname], value)
	query.where((table.name == name) & (table.status == old) & (table.claim_token == token)).run()
	return changed_rows() == 1


def move_or_leave_text(doc: Document, status: str, **fields: Any) -> None:
	"""Move a thank-you to another state, also one whose sealed text is lost, which cannot be saved; not committed.

	A lost text must not stop the others, nor its person from being marked as Do Not Contact.

	Args:
		doc: a Thank You Follow Up.
		status: the new state; the state machine must allow the change.
		**fields: further values.
	"""
	try:
		doc.move_to(status, **fields)
	except VaultLocked:
		frappe.clear_last_message()
		frappe.db.set_value(THANK_YOU, doc.name, {"status": status, **fields})


def explain_waiting(moment: datetime, because: dict[str, str]) -> None:
	"""Set the reason on each due thank-you that is not reserved; committed.

	Args:
		moment: zone-aware.
		because: reason and code.
	"""
	# By name: a range would lock rows reserved by others.
	names = due_names(moment, EXPLAINED_AT_ONCE)
	if names:
		table = frappe.qb.DocType(THANK_YOU)
		query = frappe.qb.update(table)
		for fieldname, value in because.items():
			query = query.set(table[fieldname], value)
		query.where(table.name.isin(names) & (table.status == "Scheduled")).run()
	commit()


def release_reservation(reservation: Reservation) -> None:
	"""Release what was reserved and not claimed; committed."""
	table = frappe.qb.DocType(THANK_YOU)
	names = [row.name for row in reservation.rows]
	(
		frappe.qb.update(table)
		.set(table.reserved_until, None)
		.where(table.name.isin(names or [""]) & (table.claim_token == reservation.token))
	).run()
	commit()


def adopt(name: str, token: str | None, moment: datetime) -> bool:
	"""Claim a thank-you that a crashed run had claimed, so that only one run recovers it; committed.

	Args:
		name: a Claimed or Queued Thank You Follow Up.
		token: of the crashed run.
		moment: zone-aware.

	Returns:
		Whether it was claimed.
	"""
	mine = random_string(20)
	table = frappe.qb.DocType(THANK_YOU)
	now = to_stored(moment)
	(
		frappe.qb.update(table)
		.set(table.claim_token, mine)
		.set(table.claimed_on, now)
		.set(table.modified, now)
		.where((table.name == name) & table.status.isin(("Claimed", "Queued")))
		.where(table.claim_token == token if token else table.claim_token.isnull())
	).run()
	taken = changed_rows() == 1
	commit()
	return taken


def commit() -> None:
	"""Commit: an uncommitted claim blocks no other run, and one failure must not undo the others."""
	frappe.db.commit()


def _lock_turn() -> None:
	"""Lock one row until the next commit, by an update that changes nothing, which works on every database."""
	table = frappe.qb.DocType("Singles")
	(
		frappe.qb.update(table)
		.set(table.value, table.value)
		.where((table.doctype == SETTINGS) & (table.field == "kill_switch"))
	).run()


def _room(moment: datetime, most: int) -> tuple[int, GateReason | None]:
	"""How many may be reserved, and what limits the rest."""
	if is_stopped():
		return 0, GateReason.STOPPED
	# Not cached, like the kill switch: a lowered limit applies at once.
	cap = cint(frappe.db.get_value(SETTINGS, None, "daily_cap"))
	pace = cint(frappe.db.get_value(SETTINGS, None, "messages_per_minute"))
	reserved = _count_reserved(moment)
	rooms = [(cap - count_sent(moment) - reserved, GateReason.DAILY_CAP)]
	if pace:
		rooms.append((pace - _count_claimed_since(moment - MINUTE) - reserved, GateReason.PACE))
	room, holdup = min(rooms, key=lambda one: one[0])
	return (most, None) if room > most else (max(room, 0), holdup)


def _count_reserved(moment: datetime) -> int:
	filters = {"status": "Scheduled", "reserved_until": (">=", to_stored(moment))}
	return frappe.db.count(THANK_YOU, filters)


def _count_claimed_since(moment: datetime) -> int:
	return frappe.db.count(THANK_YOU, {"claimed_on": (">", to_stored(moment))})


def _lock(names: list[str]) -> list[frappe._dict]:
	"""The rows, without those locked by others; a later run finds them."""
	table = frappe.qb.DocType(THANK_YOU)
	query = (
		frappe.qb.from_(table)
		.select(*(table[name] for name in FIELDS))
		.where(table.name.isin(names) & (table.status == "Scheduled"))
		.orderby(table.due_on)
		.orderby(table.name)
	)
	return for_update_skip_locked(query).run(as_dict=True)


def _mark(names: list[str], token: str, moment: datetime) -> None:
	table = frappe.qb.DocType(THANK_YOU)
	(
		frappe.qb.update(table)
		.set(table.claim_token, token)
		.set(table.reserved_until, to_stored(moment + LEASE))
		.where(table.name.isin(names or [""]))
	).run()
