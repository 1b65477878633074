"""Load the history of many relationships, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

import frappe
from frappe.query_builder.functions import Count
from frappe.utils import add_days, getdate, today

from stakeholder_crm.base.pairs import Pair, load_pairs
from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.domain.commitments import OURS, PENDING
from stakeholder_crm.domain.record_health import CommitmentCounts, HealthPart, RelationshipHistory

PROMISE_DAYS = 730
TRUST_DAYS = 365


def load_history(pairs: Iterable[Pair], today: date) -> dict[Pair, RelationshipHistory]:
	"""The history for calculating health. Checks no permission.

	Args:
		pairs: the stakeholders; missing ones are skipped.
		today: commitments within two years and trust within one year before this day count.
	"""
	rows = load_pairs(pairs, ["status", "cadence_days", "last_interaction_on", "creation"])
	commitments = _commitments(rows, today)
	trust = _trust(rows, today)
	noted = _noted(rows, today)
	none = CommitmentCounts()
	return {
		pair: RelationshipHistory(
			status=row.status,
			cadence_days=row.cadence_days or 0,
			last_touch_on=getdate(row.last_interaction_on or row.creation),
			ours=commitments.get((pair, True), none),
			theirs=commitments.get((pair, False), none),
			trust_first=trust[pair][0] if pair in trust else None,
			trust_last=trust[pair][-1] if pair in trust else None,
			grew=noted[pair]["Grew"],
			same=noted[pair]["Same"],
			shrank=noted[pair]["Shrank"],
		)
		for pair, row in rows.items()
	}


def _names(pairs: Iterable[Pair]) -> list[str]:
	return sorted({name for _kind, name in pairs}) or [""]


def _commitments(pairs: Iterable[Pair], today: date) -> dict[tuple[Pair, bool], CommitmentCounts]:
	"""Commitment counts by stakeholder and whether they are ours."""
	table = frappe.qb.DocType("Stakeholder Commitment")
	rows = (
		frappe.qb.from_(table)
		.select(
			table.stakeholder_type, table.stakeholder, table.direction, table.status, table.due_on, Count("*")
		)
		.where(table.stakeholder.isin(_names(pairs)))
		.where(table.made_on >= add_days(today, -PROMISE_DAYS))
		.groupby(table.stakeholder_type, table.stakeholder, table.direction, table.status, table.due_on)
		.orderby(table.stakeholder)
	).run()
	counts: defaultdict[tuple[Pair, bool], list[int]] = defaultdict(lambda: [0, 0])
	for kind, name, direction, status, due_on, count in rows:
		if status == "Kept":
			counts[(kind, name), direction == OURS][0] += count
		elif status == "Broken" or (status in PENDING and due_on and getdate(due_on) < today):
			counts[(kind, name), direction == OURS][1] += count
	return {key: CommitmentCounts(*both) for key, both in counts.items()}


def _trust(pairs: Iterable[Pair], today: date) -> dict[Pair, list[int]]:
	"""Assessed trust, the oldest first."""
	table = frappe.qb.DocType("Stakeholder Assessment")
	rows = (
		frappe.qb.from_(table)
		.select(table.stakeholder_type, table.stakeholder, table.trust)
		.where(table.stakeholder.isin(_names(pairs)) & (table.trust > 0))
		.where(table.assessed_on >= add_days(today, -TRUST_DAYS))
		.orderby(table.assessed_on)
		.orderby(table.creation)
	).run()
	found: defaultdict[Pair, list[int]] = defaultdict(list)
	for kind, name, trust in rows:
		found[kind, name].append(trust)
	return found


def _noted(pairs: Iterable[Pair], today: date) -> defaultdict[Pair, defaultdict[str, int]]:
	"""How often trust grew, stayed or shrank, by meeting logs."""
	log = frappe.qb.DocType("Meeting Log")
	row = frappe.qb.DocType("Meeting Attendance")
	rows = (
		frappe.qb.from_(row)
		.join(log)
		.on((row.parent == log.name) & (row.parenttype == "Meeting Log"))
		.select(row.stakeholder_type, row.stakeholder, row.trust_change, Count("*"))
		.where((log.docstatus == 1) & (row.attended == 1) & row.stakeholder.isin(_names(pairs)))
		.where(log.held_from >= add_days(today, -TRUST_DAYS))
		.groupby(row.stakeholder_type, row.stakeholder, row.trust_change)
		.orderby(row.stakeholder)
	).run()
	found: defaultdict[Pair, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
	for kind, name, change, count in rows:
		found[kind, name][change or ""] += count
	return found


def explain_health() -> dict[str, Any]:
	"""The weights and look-back dates of the parts; no personal data.

	Returns:
		``weights`` by part, ``promises_since`` and ``trust_since`` as ISO dates.
	"""
	settings, day = get_settings(), getdate(today())
	return {
		"weights": {part.value: settings.get(f"weight_{part.value}") or 0 for part in HealthPart},
		"promises_since": str(add_days(day, -PROMISE_DAYS)),
		"trust_since": str(add_days(day, -TRUST_DAYS)),
	}
