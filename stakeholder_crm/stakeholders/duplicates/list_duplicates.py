"""Find everybody who may be on record twice, among those whom the user sees."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stakeholder_crm.access.visible_rows import visible_rows
from stakeholder_crm.base.pairs import KINDS, Pair, display_names
from stakeholder_crm.stakeholders.duplicates.find_matches import Match, find_matches
from stakeholder_crm.stakeholders.duplicates.load_people import load_people

BATCH = 500


@dataclass(frozen=True, slots=True)
class DuplicatePair:
	"""Two records that may be of the same person.

	Attributes:
		one: the first by kind and name.
		name_of_one: what others may call her.
		match: the other, and what the two have in common.
	"""

	one: Pair
	name_of_one: str
	match: Match


def list_duplicates(on_progress: Callable[[int, int], None] | None = None) -> list[DuplicatePair]:
	"""Go through everybody whom the session's user sees, 500 at a time.

	Args:
		on_progress: told after each batch how many were looked at, and of how many.

	Returns:
		Each pair once, the most alike first. Of what the user does not see nothing is told.
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
		# Namesakes share those whom they are compared with, which are read once for a batch.
		order = "full_name, name"
		for name in visible_rows(kind, {"status": ("!=", "Anonymised")}, pluck="name", order_by=order):
			yield kind, name
