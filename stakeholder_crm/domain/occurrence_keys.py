"""The unique key of a thank-you: meeting, stakeholder and, for an agency, the representative."""

from collections.abc import Collection, Sequence
from itertools import count

from stakeholder_crm.domain.merged_rows import folded

Pair = tuple[str, str]


def free_key(meeting: str, pair: Pair, taken: Collection[str]) -> str:
	"""The first unused key of a meeting and a stakeholder.

	A person has one key. An agency has one per representative, by number: a key never contains a name.

	Args:
		meeting: the meeting's name; the meeting, not its log, which may be amended.
		pair: the stakeholder.
		taken: the existing keys.
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
	"""Match representatives with existing thank-yous after a log was amended.

	The same representative matches first. The rest match if one of the two logs has no name, or if the earlier name is
	no longer on the agency's record: a corrected name is not a second person.

	Args:
		came: the representatives who attended, as in the log; empty for the agency as such.
		planned: the representatives of existing thank-yous.
		others: all focal people of the agency.

	Returns:
		For each attendee the index of their thank-you; None for a new one.
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
