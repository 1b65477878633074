"""Match each participant of a meeting with an existing thank-you, or the key for a new one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import frappe
from frappe.model.document import Document

from stakeholder_crm.access.vault.read_opened import get_all_opened
from stakeholder_crm.base.doctypes import AGENCY, THANK_YOU
from stakeholder_crm.base.pairs import Pair, pair_of
from stakeholder_crm.domain.occurrence_keys import free_key, match_representatives


@dataclass(frozen=True, slots=True)
class Planned:
	"""An existing or future thank-you; a future one has no name."""

	occurrence_key: str
	name: str | None = None
	status: str = ""


def match_participants(meeting: str, rows: Sequence[Document]) -> list[tuple[Document, Planned]]:
	"""Match the attendance of a log with the thank-yous of earlier logs of the meeting.

	Args:
		meeting: the meeting's name.
		rows: of attendance, each with a stakeholder; an agency in one row per representative.

	Returns:
		Each row with its thank-you.
	"""
	came: defaultdict[Pair, list[Document]] = defaultdict(list)
	for row in rows:
		came[pair_of(row)].append(row)
	existing: defaultdict[Pair, list[frappe._dict]] = defaultdict(list)
	for one in get_all_opened(
		THANK_YOU,
		filters={"meeting": meeting, "stakeholder": ("in", sorted({name for _kind, name in came}))},
		fields=["name", "status", "occurrence_key", "represented_by", "stakeholder_type", "stakeholder"],
		order_by="name",
	):
		existing[pair_of(one)].append(one)
	focal = _focal_people([name for kind, name in came if kind == AGENCY])
	return [
		found
		for pair, people in came.items()
		for found in _match(meeting, pair, people, existing[pair], focal.get(pair[1], []))
	]


def _match(
	meeting: str, pair: Pair, rows: list[Document], existing: list[frappe._dict], focal: list[str]
) -> list[tuple[Document, Planned]]:
	# One left from a merge is the last choice: it stays cancelled.
	existing = sorted(
		existing, key=lambda one: (one.status == "Cancelled", len(one.occurrence_key or ""), one.name)
	)
	places = match_representatives(
		[row.represented_by or "" for row in rows], [one.represented_by or "" for one in existing], focal
	)
	taken = {one.occurrence_key for one in existing}
	found: list[tuple[Document, Planned]] = []
	for row, place in zip(rows, places, strict=True):
		if place is not None:
			one = existing[place]
			found.append((row, Planned(one.occurrence_key, one.name, one.status)))
			continue
		key = free_key(meeting, pair, taken)
		taken.add(key)
		found.append((row, Planned(key)))
	return found


def _focal_people(agencies: Sequence[str]) -> dict[str, list[str]]:
	names: dict[str, list[str]] = {}
	if not agencies:
		return names
	for row in get_all_opened(
		"Agency Focal Person",
		filters={"parenttype": AGENCY, "parent": ("in", sorted(agencies))},
		fields=["parent", "person_name"],
		order_by="parent, idx",
	):
		names.setdefault(row.parent, []).append(row.person_name)
	return names
