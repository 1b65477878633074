"""Find all possible duplicates among the stakeholders that the user may see."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stakeholder_crm.access.visible_rows import visible_rows
from stakeholder_crm.base.pairs import KINDS, Pair, display_names
from stakeholder_crm.stakeholders.duplicates.find_matches import Match, find_matches
from stakeholder_crm.stakeholders.duplicates.load_people import load_people

BATCH = 500


@dataclass(frozen=True, slots=True)
class DuplicatePair:
	"""Two records that may be duplicates.

	Attributes:
			one: the first by type and name.
			name_of_one: the name that others may see.
			match: the other record, and what the two have in common.
	"""

	one: Pair
	name_of_one: str
	match: Match


def list_duplicates(on_progress: Callable[[int, int], None] | None = None) -> list[DuplicatePair]:
	"""Check every stakeholder that the session's user may see, 500 at a time.

	Args:
			on_progress: called after each batch with the number checked and the total.

	Returns:
			Each pair once, by descending score. Hidden records are left out.
	"""
	pairs = list(_visible())
	found: list[DuplicatePair] = []
	for start in range(0, len(pairs), BATCH):
		batch = pairs[start : start + BATCH]
		people = load_people(batch)
		own = list(people)
		names = display_names(own)
		answers = find_matches(list(people.values()), own, hints=False, each_pair_once=True)
		for mine, matches in zip(own, answers, strict=True):
			found += (DuplicatePair(mine, names[mine], match) for match in matches)
		if on_progress:
			on_progress(start + len(batch), len(pairs))
	return sorted(found, key=lambda double: (-double.match.score, double.one, double.match.pair))


def _visible() -> Iterator[Pair]:
	for kind in KINDS:
		# People with similar names share candidates, which are read once per batch.
		order = "full_name, name"
		for name in visible_rows(kind, {"status": ("!=", "Anonymised")}, pluck="name", order_by=order):
			yield kind, name
