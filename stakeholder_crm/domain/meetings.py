"""Who attends a meeting, and when it may be logged."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

LOGGABLE = frozenset({"Planned", "Confirmed", "Held"})
CALLED_OFF = frozenset({"Cancelled", "Postponed"})


@dataclass(frozen=True, slots=True)
class FocalPerson:
	"""A focal person of an agency, and their time in that role."""

	name: str
	since: date | None = None
	until: date | None = None

	def in_office(self, on: date) -> bool:
		"""Whether they are a focal person on that day. Both dates are included."""
		return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


class NotLoggable(Enum):
	"""Why a meeting cannot be logged."""

	CALLED_OFF = "cancelled or postponed"
	AHEAD = "has not begun"
	LOGGED = "logged already"


def representative(name: str, people: Iterable[FocalPerson], on: date) -> str | None:
	"""The focal person with this name, as spelled in the agency's record.

	Args:
			name: as typed. Case and spaces are ignored.
		people: all focal people of the agency.
		on: the day of the meeting.

	Returns:
			The recorded name, or None if no one with that name is a focal person on that day.
	"""
	folded_name = _fold(name)
	return next(
		(person.name for person in people if _fold(person.name) == folded_name and person.in_office(on)), None
	)


def first_repeat(keys: Sequence[Hashable | None]) -> tuple[int, int] | None:
	"""The first key that is repeated: (index of the first, index of the repeat).

	None is a row without a key, and never a repeat.
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
	"""Why a meeting cannot be logged now, or None if it can.

	Args:
			status: the meeting's status.
			starts_on: when it starts, in the same time zone as ``now``.
			now: the current time.
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
