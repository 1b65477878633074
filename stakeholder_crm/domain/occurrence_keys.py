"""What a thank-you is unique by: its meeting, whom it is about, and which of an agency's representatives."""

from collections.abc import Collection, Sequence
from itertools import count

from stakeholder_crm.domain.merged_rows import folded

Pair = tuple[str, str]


def free_key(meeting: str, pair: Pair, taken: Collection[str]) -> str:
	"""The first key of a meeting and a stakeholder that no other thank-you has.

	A person has one. An agency has one per representative, by number: a key never holds a name.

	Args:
		meeting: the meeting's name; the meeting, not its log, which may be amended.
		pair: whom it is about.
		taken: the keys that are there already.
	"""
	first = _first_key(meeting, pair)
	if first not in taken:
		return first
	return next(key for number in count(2) if (key := f"{first}:{number}") not in taken)


def is_key_of(key: str, meeting: str, pair: Pair) -> bool:
	"""Whether a key is one of a meeting and a stakeholder.

	Args:
		key: of a thank-you.
		meeting: the meeting's name.
		pair: a stakeholder.
	"""
	first = _first_key(meeting, pair)
	return key == first or key.startswith(f"{first}:")


def match_representatives(
	came: Sequence[str], planned: Sequence[str], others: Collection[str]
) -> list[int | None]:
	"""Which thank-you of a meeting is whose, after the log was amended.

	The one to the same representative. What is left of each list belongs together where one of the two logs named
	nobody, or the earlier one a name that the agency's record no longer knows: a corrected name is no second person.

	Args:
		came: the representatives who came, as the log spells them; empty for an agency as such.
		planned: the representatives of the thank-yous that are there.
		others: all focal people of the agency.

	Returns:
		For each who came the place of their thank-you; None for one that has yet to be planned.
	"""
	free = {place: folded(name) for place, name in enumerate(planned)}
	found: list[int | None] = []
	for name in came:
		place = next((at for at, other in free.items() if other == folded(name)), None)
		found.append(place)
		if place is not None:
			del free[place]
	known = {folded(name) for name in others}
	for index, name in enumerate(came):
		if found[index] is None:
			place = next((at for at, other in free.items() if not folded(name) or other not in known), None)
			found[index] = place
			if place is not None:
				del free[place]
	return found


def _first_key(meeting: str, pair: Pair) -> str:
	return f"{meeting}:{pair[0]}:{pair[1]}"
