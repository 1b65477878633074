"""Who comes to a meeting, when, and when it may be logged."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

LOGGABLE = frozenset({"Planned", "Confirmed", "Held"})
CALLED_OFF = frozenset({"Cancelled", "Postponed"})


@dataclass(frozen=True, slots=True)
class FocalPerson:
	"""Somebody who speaks for an agency, for as long as they hold that function."""

	name: str
	since: date | None = None
	until: date | None = None

	def in_office(self, on: date) -> bool:
		"""Whether they speak for the agency on that day; both ends are counted in."""
		return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


class NotLoggable(Enum):
	"""Why a meeting cannot be logged."""

	CALLED_OFF = "cancelled or postponed"
	AHEAD = "has not begun"
	LOGGED = "logged already"


def representative(name: str, people: Iterable[FocalPerson], on: date) -> str | None:
	"""The focal person meant by a name, as the agency's record spells it.

	Args:
		name: as somebody typed it; case and spaces do not matter.
		people: all focal people of the agency.
		on: the day of the meeting.

	Returns:
		The recorded name, or None where nobody of that name is in office on that day.
	"""
	wanted = _fold(name)
	return next(
		(person.name for person in people if _fold(person.name) == wanted and person.in_office(on)), None
	)


def first_repeat(keys: Sequence[Hashable | None]) -> tuple[int, int] | None:
	"""The first key that came up before: (where it came first, where it comes again).

	None stands for a row without a key and is never a repeat.
	"""
	seen: dict[Hashable, int] = {}
	for index, key in enumerate(keys):
		if key is None:
			continue
		if key in seen:
			return seen[key], index
		seen[key] = index
	return None


def why_not_loggable(status: str, starts_on: datetime, now: datetime) -> NotLoggable | None:
	"""Why a meeting cannot be logged now, or None where it can.

	Args:
		status: the meeting's state.
		starts_on: when it begins, in the same zone as ``now``.
		now: the present moment.
	"""
	if status in CALLED_OFF:
		return NotLoggable.CALLED_OFF
	if status not in LOGGABLE:
		return NotLoggable.LOGGED
	if starts_on > now:
		return NotLoggable.AHEAD
	return None


def _fold(name: str) -> str:
	return " ".join(name.split()).casefold()
