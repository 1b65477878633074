"""Find everybody who may be on record twice, among those whom the user sees."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import frappe

from stakeholder_crm.domain.likeness import Sign, Verdict
from stakeholder_crm.services.pairs import KINDS, Pair, display_names
from stakeholder_crm.services.stakeholders.find_alike import find_alike
from stakeholder_crm.services.stakeholders.read_people import read_people

BATCH = 500


@dataclass(frozen=True, slots=True)
class Double:
	"""Two records that may be of the same person.

	Attributes:
		one: the older record.
		other: the newer one.
		names: what they are called.
		score: 0 to 100.
		verdict: same or maybe.
		signs: what the score is made of.
		set_apart: somebody looked at both, and they are two people.
	"""

	one: Pair
	other: Pair
	names: tuple[str, str]
	score: int
	verdict: Verdict
	signs: tuple[Sign, ...]
	set_apart: bool


def find_pairs(on_progress: Callable[[int, int], None] | None = None) -> list[Double]:
	"""Go through everybody whom the session's user sees, 500 at a time.

	Args:
		on_progress: told after each batch how many were looked at, and of how many.

	Returns:
		Each pair once, the most alike first. Of what the user does not see nothing is told.
	"""
	pairs = list(_visible())
	found: dict[tuple[Pair, Pair], Double] = {}
	for start in range(0, len(pairs), BATCH):
		batch = pairs[start : start + BATCH]
		people = read_people(batch)
		own = list(people)
		names = display_names(own)
		answers = find_alike(list(people.values()), own, hints=False, each_pair_once=True)
		for mine, matches in zip(own, answers, strict=True):
			for match in matches:
				if match.pair and match.verdict:
					found[mine, match.pair] = Double(
						mine,
						match.pair,
						(names[mine], match.display_name),
						match.score,
						match.verdict,
						match.signs,
						match.set_apart,
					)
		if on_progress:
			on_progress(start + len(batch), len(pairs))
	return sorted(found.values(), key=lambda double: (-double.score, double.one, double.other))


def _visible() -> Iterator[Pair]:
	for kind in KINDS:
		if frappe.has_permission(kind, "read"):
			for name in frappe.get_list(
				kind,
				filters={"status": ("!=", "Anonymised")},
				pluck="name",
				# Namesakes share those whom they are compared with, which are read once for a batch.
				order_by="full_name, name",
				limit_page_length=0,
			):
				yield kind, name
