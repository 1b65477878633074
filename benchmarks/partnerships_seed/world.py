"""Who meets whom and when, in memory, before anything is written."""

import itertools
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from frappe.utils import getdate, today

SEED = 20261127
PAST_DAYS = 6 * 365
COMING_DAYS = 90
STAKEHOLDERS_EACH = 500  # of one of the staff
MEETINGS_EACH = 5  # of a stakeholder
COMING_OF = 25  # one meeting in so many lies ahead
UNLOGGED_OF = 6  # one past meeting in so many has no log
UNLOGGED_DAYS = 45  # so long it may still be waiting for one; before, it was called off
CAME_TO = (1, 2, 3, 4)
AT_ONCE = 4_096
LEVELS = ("Open", "Restricted", "Confidential")
LEVEL_WEIGHTS = {0: 80, 1: 15, 2: 5}
KIND_WEIGHTS = {"Community Leader": 45, "Activist": 35, "Partner Agency": 20}
PREFIXES = {"Community Leader": "CL", "Activist": "ACT", "Partner Agency": "PA"}


class Chance:
	"""Choices by weight, the same in every run."""

	def __init__(self) -> None:
		self._random = random.Random(SEED)

	def weighted(self, weights: Mapping[Any, int]) -> Iterator[Any]:
		"""One choice after the other, without end."""
		choices, cumulated = list(weights), list(itertools.accumulate(weights.values()))
		while True:
			yield from self._random.choices(choices, cum_weights=cumulated, k=AT_ONCE)

	def any_of(self, choices: Iterable[Any]) -> Iterator[Any]:
		"""The same, each as likely as the other."""
		return self.weighted(dict.fromkeys(choices, 1))

	def below(self, limit: int) -> Iterator[int]:
		"""Whole numbers from 0, without end."""
		while True:
			yield from self._random.choices(range(limit), k=AT_ONCE)


@dataclass(slots=True)
class Person:
	"""A stakeholder.

	Attributes:
		pair: kind, name and display name, as other rows carry them.
		level: its place in ``LEVELS``.
		last: the day of the last logged meeting.
	"""

	pair: tuple[str, str, str]
	level: int
	last: date | None = None

	@property
	def alias(self) -> str | None:
		"""The name that is shown for somebody Confidential; nobody else has one."""
		return self.pair[2] if LEVELS[self.level] == "Confidential" else None


@dataclass(frozen=True, slots=True)
class Meeting:
	"""A meeting.

	Attributes:
		number: from 0.
		day: on which it is or was.
		status: of the Stakeholder Meeting.
		people: who was to come.
	"""

	number: int
	day: date
	status: str
	people: list[Person]

	@property
	def name(self) -> str:
		return f"MTG-S{self.number:06}"

	@property
	def log(self) -> str:
		return f"ML-S{self.number:06}"

	@property
	def hour(self) -> int:
		"""When it begins."""
		return 8 + self.number % 10

	@property
	def level(self) -> str:
		"""It is as confidential as whoever of its people is most so."""
		return LEVELS[max(person.level for person in self.people)]

	@property
	def logged(self) -> bool:
		return self.status in ("Logged", "Closed")

	def came(self, place: int) -> bool:
		"""Whether the one at that place of the list did come; one in ten did not."""
		return (self.number + place) % 10 > 0


class World:
	"""Everybody, and all meetings in the order of their days.

	Attributes:
		today: the day on which all of it ends.
		chance: for all further choices.
		staff: users who work here, outreach staff.
		people: all stakeholders.
		meetings: all meetings.
	"""

	def __init__(self, stakeholders: int) -> None:
		"""Think of everybody.

		Args:
			stakeholders: how many.
		"""
		self.today = getdate(today())
		self.chance = Chance()
		self.staff = tuple(
			f"staff{number:04}@bulk.example" for number in range(max(1, stakeholders // STAKEHOLDERS_EACH))
		)
		self.people = self._everybody(stakeholders)
		self.meetings = list(self._all_meetings(MEETINGS_EACH * stakeholders))

	def ago(self, days: int) -> date:
		"""The day so many days before today."""
		return self.today - timedelta(days=days)

	def _everybody(self, count: int) -> list[Person]:
		kinds, levels = self.chance.weighted(KIND_WEIGHTS), self.chance.weighted(LEVEL_WEIGHTS)
		people = []
		for number, kind, level in zip(range(count), kinds, levels, strict=False):
			shown = f"{'Alias' if LEVELS[level] == 'Confidential' else 'Person'} {number:06}"
			people.append(Person((kind, f"{PREFIXES[kind]}-S{number:06}", shown), level))
		return people

	def _all_meetings(self, count: int) -> Iterator[Meeting]:
		"""Evenly over the years."""
		coming = count // COMING_OF
		past = count - coming
		over = self.chance.weighted({"Logged": 7, "Closed": 3})
		called_off = self.chance.weighted({"Cancelled": 7, "Postponed": 3})
		ahead = self.chance.weighted({"Planned": 6, "Confirmed": 3, "Cancelled": 1})
		for number, people in enumerate(self._parties(count)):
			if number >= past:
				day, status = self.ago(-1 - (number - past) * COMING_DAYS // coming), next(ahead)
			else:
				day = self.ago(PAST_DAYS - number * (PAST_DAYS - 1) // past)
				status = next(over)
				if not number % UNLOGGED_OF:
					status = "Held" if day > self.ago(UNLOGGED_DAYS) else next(called_off)
			meeting = Meeting(number, day, status, people)
			if meeting.logged:
				for person in people:
					person.last = day
			yield meeting

	def _parties(self, meetings: int) -> Iterator[list[Person]]:
		"""One to four people at each, and just as many of each size among those that are logged."""
		drawn = self.chance.below(len(self.people))
		for number in range(meetings):
			wanted = CAME_TO[(number - number // UNLOGGED_OF) % len(CAME_TO)]
			party: dict[int, Person] = {}
			while len(party) < wanted:
				who = next(drawn)
				party[who] = self.people[who]
			yield list(party.values())
