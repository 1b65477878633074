"""Search stakeholders of all three types, as far as the user may see them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import frappe

from stakeholder_crm.access.vault.read_opened import get_all_opened
from stakeholder_crm.access.vault.sealed_fields import SEALED
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.domain.sealing import DOTS

MOST = 50

# Searched fields, which also help to tell apart people with the same name. For all but Confidential stakeholders,
# display_name is the full name.
SEARCHED: Mapping[str, tuple[str, ...]] = {
	"Community Leader": ("display_name", "community", "leadership_role"),
	"Activist": ("display_name", "causes"),
	"Partner Agency": ("display_name", "agency_type", "jurisdiction"),
}


@dataclass(frozen=True, slots=True)
class SearchResult:
	"""A stakeholder, as a picker shows it."""

	stakeholder_type: str
	stakeholder: str
	display_name: str
	detail: str
	status: str
	confidentiality: str
	last_interaction_on: date | None
	mine: bool


def search_stakeholders(text: str = "", kinds: Iterable[str] = KINDS, limit: int = 20) -> list[SearchResult]:
	"""Search the types that the user may read, with one query each.

	Args:
			text: part of a name, community, cause or jurisdiction. Empty: those contacted last.
			kinds: DocTypes to search. Unknown ones are ignored.
			limit: the maximum number of results, 1 to 50.

	Returns:
			Names that start with the text first, then the user's own stakeholders, then by last contact.
	"""
	limit = max(1, min(limit, MOST))
	term = text.replace("%", "").strip()
	found = [
		row
		for kind in KINDS
		if kind in kinds and frappe.has_permission(kind, "read")
		for row in _of_kind(kind, term, limit)
	]
	return sorted(found, key=lambda row: _rank(row, term.casefold()))[:limit]


def _of_kind(kind: str, term: str, limit: int) -> list[SearchResult]:
	searched = SEARCHED[kind]
	wanted: list[list] = [[kind, field, "like", f"%{term}%"] for field in searched] if term else []
	if term and (sealed := _sealed_with(kind, term.casefold())):
		wanted.append([kind, "name", "in", sealed])
	rows = frappe.get_list(
		kind,
		fields=[
			"name",
			*searched,
			"status",
			"confidentiality",
			"last_interaction_on",
			"relationship_owner",
			"backup_owner",
		],
		filters={"status": ("!=", "Anonymised")},
		or_filters=wanted or None,
		order_by="last_interaction_on desc, display_name asc",
		limit=limit,
	)
	return [
		SearchResult(
			stakeholder_type=kind,
			stakeholder=row.name,
			display_name=row.display_name,
			detail=" · ".join(
				str(row[field]) for field in searched[1:] if row[field] not in (None, "", DOTS)
			),
			status=row.status,
			confidentiality=row.confidentiality,
			last_interaction_on=row.last_interaction_on,
			mine=frappe.session.user in (row.relationship_owner, row.backup_owner),
		)
		for row in rows
	]


def _sealed_with(kind: str, term: str) -> list[str]:
	"""The Confidential stakeholders whose sealed name or place has the term, of those that the user may see."""
	seen = frappe.get_list(kind, filters={"confidentiality": "Confidential"}, pluck="name", limit=0)
	if not seen:
		return []
	fields = ["full_name", *(field for field in SEARCHED[kind] if field in SEALED[kind])]
	rows = get_all_opened(kind, filters={"name": ("in", seen)}, fields=fields, order_by="name")
	return [row.name for row in rows if any(term in (row[field] or "").casefold() for field in fields)]


def _rank(row: SearchResult, term: str) -> tuple[bool, bool, int, str]:
	last = row.last_interaction_on.toordinal() if row.last_interaction_on else 0
	return (not row.display_name.casefold().startswith(term), not row.mine, -last, row.display_name)
