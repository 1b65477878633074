"""List stakeholders past retention, and abandoned drafts, for review."""

from collections import Counter
from dataclasses import dataclass

import frappe
from frappe.utils import add_days, getdate, now_datetime, today

from stakeholder_crm.base.pairs import KINDS, Pair, pair_of
from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.domain.retention import days_past, retention_end
from stakeholder_crm.safeguarding.privacy.open_requests import ERASURE_REQUEST, OPEN

DRAFT_DAYS = 90
RETENTION_PASSED = "Retention Period Ended"
DRAFT_LEFT = "Draft Never Completed"
FIELDS = (
	*("name", "display_name", "status", "relationship_owner", "retain_until", "last_interaction_on"),
	*("creation", "modified"),
)
SPEAKS_AGAINST = {
	"open_commitments": ("Stakeholder Commitment", ("Open", "In Progress", "Renegotiated")),
	"open_concerns": ("Stakeholder Concern", ("Raised", "Acknowledged", "Acting", "Cannot Act")),
	"open_request": (ERASURE_REQUEST, OPEN),
}


@dataclass(frozen=True, slots=True)
class RetentionItem:
	"""The filters of the review.

	Attributes:
		kind: a stakeholder type; empty for all.
		draft_days: the days without a change after which a draft counts as abandoned.
	"""

	kind: str = ""
	draft_days: int = DRAFT_DAYS


def list_retention(review: RetentionItem) -> list[dict]:
	"""Visible stakeholders past retention, longest first, then abandoned drafts.

	Args:
		review: the filters.

	Returns:
		Rows with ``kind``, ``why``, ``kept_until``, ``days_past``, the counts that speak against an erasure
		and the fields shared by all types.
	"""
	rows = [row for kind in KINDS if review.kind in ("", kind) for row in _of_kind(kind, review)]
	pairs = {(row["kind"], row["name"]) for row in rows}
	for column, (doctype, states) in SPEAKS_AGAINST.items():
		counts = _counts(doctype, states, pairs)
		for row in rows:
			row[column] = counts[row["kind"], row["name"]]
	return sorted(
		rows, key=lambda row: (row["why"] == DRAFT_LEFT, -row["days_past"], row["display_name"], row["name"])
	)


def _of_kind(kind: str, review: RetentionItem) -> list[dict]:
	if not frappe.has_permission(kind, "report"):
		return []
	rows = frappe.get_list(
		kind,
		filters={"status": ("!=", "Anonymised")},
		fields=list(FIELDS),
		order_by="name",
	)
	months = get_settings().retention_months
	untouched = getdate(add_days(now_datetime(), -review.draft_days))
	day = getdate(today())
	found = []
	for row in rows:
		until = retention_end(
			getdate(row.retain_until) if row.retain_until else None,
			getdate(row.last_interaction_on) if row.last_interaction_on else None,
			getdate(row.creation),
			months,
		)
		past = days_past(until, day)
		is_left = row.status == "Draft" and getdate(row.modified) <= untouched
		if not past and not is_left:
			continue
		why = DRAFT_LEFT if is_left else RETENTION_PASSED
		found.append({**row, "kind": kind, "why": why, "kept_until": until, "days_past": past})
	return found


def _counts(doctype: str, states: tuple[str, ...], pairs: set[Pair]) -> Counter[Pair]:
	if not pairs:
		return Counter()
	rows = frappe.get_list(
		doctype,
		filters={"stakeholder": ("in", sorted({name for _kind, name in pairs})), "status": ("in", states)},
		fields=["stakeholder_type", "stakeholder"],
		order_by="name",
	)
	return Counter(map(pair_of, rows))
