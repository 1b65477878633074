"""Find the records that may be of the same person, for many people at once."""

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

# Of a name that very many have, those are looked at that share most with it.
MOST_CANDIDATES = 200


@dataclass(frozen=True, slots=True)
class Match:
	"""A record that may be of the same person.

	Attributes:
		hidden: it is not for the user to see; then nothing else is told of it.
		pair: the stakeholder.
		display_name: the name that others may call her by.
		score: 0 to 100.
		verdict: same or maybe.
		signs: what the score is made of.
		set_apart: somebody looked at both, and they are two people.
	"""

	hidden: bool
	pair: Pair | None = None
	display_name: str = ""
	score: int = 0
	verdict: MatchVerdict | None = None
	signs: tuple[Sign, ...] = ()
	set_apart: bool = False


HIDDEN = Match(hidden=True)


def find_matches(
	people: Sequence[PersonKeys],
	own: Sequence[Pair | None] = (),
	*,
	hints: bool = True,
	each_pair_once: bool = False,
	without: Collection[Pair] = (),
) -> list[list[Match]]:
	"""Find, for each of many people, the records that may be of the same one, as the session's user may know them.

	The number of queries does not depend on how many are asked about; some hundreds at a time are a good measure.
	Build a ``Person`` with ``services.stakeholders.read_people.person``: kind, fields by name, (channel, address)s.

	What the user may not see is told only where a name *and* an address or number are in common, once for each
	person, as ``HIDDEN``: a name alone could be typed by anybody to find out who is on record. It is noted in the
	access log. Whoever stands behind a wall is not told even that.

	Args:
		people: whom to look for; they need not be on record.
		own: the record of each, which is not her own double; None, or nothing at all, where there is none. Of whom a
			record was set apart from, the match says so.
		hints: whether what the user may not see is told of at all.
		each_pair_once: of two who are both asked about, only the first by kind and name hears of the other.
		without: records of which it is known already whether they are of the same person.

	Returns:
		For each of ``people``, in the same order, her matches, the most alike first, the hidden one last.
	"""
	mine = [*own, *[None] * (len(people) - len(own))]
	candidates = _candidates(people, mine, each_pair_once, without)
	wanted = set().union(*candidates)
	known = load_people(wanted)
	seen, may_be_told = _seen(known), hints and _may_be_shown()
	names = display_names(seen)
	apart = not_duplicates_of([pair for pair in mine if pair])
	answers: list[list[Match]] = []
	told: set[Pair] = set()
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
						set_apart=pair in others,
					)
				)
			elif may_be_told and likeness.verdict is MatchVerdict.SAME and pair not in others:
				hidden.add(pair)
		matches.sort(key=lambda match: (-match.score, match.display_name, match.pair))
		answers.append([*matches, HIDDEN] if hidden else matches)
		told |= hidden
	log_hints(told)
	return answers


def _candidates(
	people: Sequence[PersonKeys], own: Sequence[Pair | None], each_pair_once: bool, without: Collection[Pair]
) -> list[set[Pair]]:
	"""Those who share a key with each; where that is very many, those who share most of them."""
	hashes = [key_hashes(asked_keys(one)) for one in people]
	found = _with_keys(set().union(*hashes))
	answer: list[set[Pair]] = []
	for keys, mine in zip(hashes, own, strict=True):
		shared: dict[Pair, int] = {}
		for key in keys:
			for pair in found.get(key, ()):
				heard = each_pair_once and mine and pair < mine
				if pair != mine and not heard and pair not in without:
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
	"""Those that the user may open: by role, User Permission and clearance, with one query per kind."""
	names: dict[str, list[str]] = {}
	for kind, name in pairs:
		names.setdefault(kind, []).append(name)
	listed = {
		(kind, name)
		for kind, wanted in names.items()
		for name in visible_among(kind, {"name": ("in", sorted(wanted))})
	}
	return listed & visible_pairs(frappe.session.user, listed)


def _may_be_shown() -> bool:
	"""Whether the user may hear that there is somebody whom she may not see: colleagues may, outside of all walls."""
	if frappe.session.user == "Administrator" or not any(
		frappe.has_permission(kind, "read") for kind in KINDS
	):
		return False
	viewer = load_viewer(frappe.session.user)
	return not viewer.is_liaison and not viewer.is_focal_person
