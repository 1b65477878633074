"""Find possible duplicates for many people at once."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import frappe

from stakeholder_crm.access.log.views import log_hints
from stakeholder_crm.access.permissions import visible_pairs
from stakeholder_crm.access.viewers import load_viewer
from stakeholder_crm.access.visible_rows import visible_among
from stakeholder_crm.base.pairs import KINDS, Pair, display_names
from stakeholder_crm.domain.likeness import MatchVerdict, PersonKeys, Sign, asked_keys, compare
from stakeholder_crm.stakeholders.duplicates.exceptions import not_duplicates_of
from stakeholder_crm.stakeholders.duplicates.likeness_keys import LIKENESS_KEY, key_hashes
from stakeholder_crm.stakeholders.duplicates.load_people import load_people

# For a very common name, only the records that share most with it are compared.
MOST_CANDIDATES = 200


@dataclass(frozen=True, slots=True)
class Match:
	"""A possible duplicate.

	Attributes:
			hidden: the user may not see the record. Nothing else is given.
		pair: the stakeholder.
			display_name: the name that others may see.
		score: 0 to 100.
		verdict: same or maybe.
			signs: the reasons for the score.
			not_duplicate: the two were marked as not duplicates.
	"""

	hidden: bool
	pair: Pair | None = None
	display_name: str = ""
	score: int = 0
	verdict: MatchVerdict | None = None
	signs: tuple[Sign, ...] = ()
	not_duplicate: bool = False


HIDDEN = Match(hidden=True)


def find_matches(
	people: Sequence[PersonKeys],
	own: Sequence[Pair | None] = (),
	*,
	hints: bool = True,
	each_pair_once: bool = False,
	without: Collection[Pair] = (),
) -> list[list[Match]]:
	"""Find the possible duplicates of each person, limited to what the session's user may know.

	The number of queries does not depend on the number of people. A few hundred at a time work well.
	Build a ``PersonKeys`` with ``load_people.person``: type, fields by name, (channel, address) pairs.

	A record that the user may not see is reported as ``HIDDEN``, once per person, only where a name *and* an
	address or number match: otherwise anyone could type names to find out who is recorded. It is noted in the
	access log. Users behind an information barrier are not told at all.

	Args:
			people: who to look for. They need not be recorded yet.
			own: each person's own record, which is not a match; None or omitted if there is none. Matches say
				whether they were marked as not duplicates of it.
			hints: whether hidden matches are reported at all.
			each_pair_once: when two of the people match each other, report it only for the first by type and name.
			without: records to leave out.

	Returns:
			For each of ``people``, in order, their matches by descending score. A hidden match comes last.
	"""
	mine = [*own, *[None] * (len(people) - len(own))]
	candidates = _candidates(people, mine, each_pair_once, without)
	candidate_pairs = set().union(*candidates)
	known = load_people(candidate_pairs)
	seen, hints_allowed = _seen(known), hints and _may_be_shown()
	names = display_names(seen)
	apart = not_duplicates_of([pair for pair in mine if pair])
	answers: list[list[Match]] = []
	hinted: set[Pair] = set()
	for one, itself, pairs in zip(people, mine, candidates, strict=True):
		others = apart[itself] if itself else set()
		matches: list[Match] = []
		hidden: set[Pair] = set()
		for pair in pairs & known.keys():
			likeness = compare(one, known[pair])
			if likeness.verdict is MatchVerdict.DIFFERENT:
				continue
			if pair in seen:
				matches.append(
					Match(
						hidden=False,
						pair=pair,
						display_name=names[pair],
						score=likeness.score,
						verdict=likeness.verdict,
						signs=likeness.signs,
						not_duplicate=pair in others,
					)
				)
			elif hints_allowed and likeness.verdict is MatchVerdict.SAME and pair not in others:
				hidden.add(pair)
		matches.sort(key=lambda match: (-match.score, match.display_name, match.pair))
		answers.append([*matches, HIDDEN] if hidden else matches)
		hinted |= hidden
	log_hints(hinted)
	return answers


def _candidates(
	people: Sequence[PersonKeys], own: Sequence[Pair | None], each_pair_once: bool, without: Collection[Pair]
) -> list[set[Pair]]:
	"""The records that share a key with each person. If there are too many, those that share the most keys."""
	hashes = [key_hashes(asked_keys(one)) for one in people]
	found = _with_keys(set().union(*hashes))
	answer: list[set[Pair]] = []
	for keys, mine in zip(hashes, own, strict=True):
		shared: dict[Pair, int] = {}
		for key in keys:
			for pair in found.get(key, ()):
				reported = each_pair_once and mine and pair < mine
				if pair != mine and not reported and pair not in without:
					shared[pair] = shared.get(pair, 0) + 1
		ranked = sorted(shared, key=lambda pair: (-shared[pair], pair))
		answer.append(set(ranked[:MOST_CANDIDATES]))
	return answer


def _with_keys(hashes: set[str]) -> dict[str, list[Pair]]:
	found: dict[str, list[Pair]] = {}
	for row in frappe.get_all(
		LIKENESS_KEY,
		filters={"key_hash": ("in", sorted(hashes) or [""])},
		fields=["key_hash", "parenttype", "parent"],
		order_by="name",
	):
		found.setdefault(row.key_hash, []).append((row.parenttype, row.parent))
	return found


def _seen(pairs: Iterable[Pair]) -> set[Pair]:
	"""The records that the user may open, with one query per type."""
	names: dict[str, list[str]] = {}
	for kind, name in pairs:
		names.setdefault(kind, []).append(name)
	listed = {
		(kind, name)
		for kind, type_names in names.items()
		for name in visible_among(kind, {"name": ("in", sorted(type_names))})
	}
	return listed & visible_pairs(frappe.session.user, listed)


def _may_be_shown() -> bool:
	"""Whether the user may learn that a hidden match exists: staff may, unless an information barrier applies."""
	if frappe.session.user == "Administrator" or not any(
		frappe.has_permission(kind, "read") for kind in KINDS
	):
		return False
	viewer = load_viewer(frappe.session.user)
	return not viewer.is_liaison and not viewer.is_focal_person
