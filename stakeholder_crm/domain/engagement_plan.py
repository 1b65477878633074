"""The steps before and after a meeting: on which day each is due, and whose it is."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

MOST_FREE_DAYS = 30


class Assignee(str, Enum):
	"""Whose a step is, as a template says it."""

	LEAD = "Meeting Lead"
	OWNERS = "Relationship Owners"
	TEAM = "Team"
	COLLEAGUE = "Named User"


@dataclass(frozen=True, slots=True)
class PlanStep:
	"""One step of a template.

	Attributes:
		title: what is to be done.
		kind: call, letter, brief, thanks, check-in or task.
		days: after the meeting; negative before it.
		who: whose it is.
		colleague: a user, where it is always the same one.
	"""

	title: str
	kind: str
	days: int
	who: Assignee
	colleague: str = ""


@dataclass(frozen=True, slots=True)
class MeetingPeople:
	"""Those of us who have to do with a meeting; users.

	Attributes:
		lead: of the meeting.
		owners: who answer for somebody who comes.
		team: who are there beside the lead.
	"""

	lead: str
	owners: tuple[str, ...]
	team: tuple[str, ...]

	def behind(self, who: Assignee, colleague: str = "") -> tuple[str, ...]:
		"""Who gets a step: the lead where nobody else would."""
		found = {
			Assignee.LEAD: (self.lead,),
			Assignee.OWNERS: self.owners,
			Assignee.TEAM: (self.lead, *self.team),
			Assignee.COLLEAGUE: (colleague,) if colleague else (),
		}[who]
		return tuple(dict.fromkeys(found)) or (self.lead,)


@dataclass(frozen=True, slots=True)
class Task:
	"""A step for one of us."""

	title: str
	kind: str
	days: int
	who: Assignee
	assigned_to: str


def tasks(steps: Iterable[PlanStep], people: MeetingPeople) -> list[Task]:
	"""What each of us has to do, in the order of days.

	Args:
		steps: of a template.
		people: who has to do with the meeting.
	"""
	found = [
		Task(step.title, step.kind, step.days, step.who, user)
		for step in steps
		for user in people.behind(step.who, step.colleague)
	]
	return sorted(found, key=lambda task: task.days)


def reassign(open_tasks: Sequence[Task], done: Collection[Task], people: MeetingPeople) -> list[Task]:
	"""What is to be done after the people of a meeting changed: steps go to whom they belong now.

	Args:
		open_tasks: not done yet.
		done: done already; whoever did one is not asked again.
		people: who has to do with the meeting now.

	Returns:
		The open tasks as they should be. A colleague's stay with the colleague.
	"""
	kept = [task for task in open_tasks if task.who is Assignee.COLLEAGUE]
	steps = dict.fromkeys(
		PlanStep(task.title, task.kind, task.days, task.who)
		for task in (*open_tasks, *done)
		if task.who is not Assignee.COLLEAGUE
	)
	finished = {(task.title, task.kind, task.days, task.assigned_to) for task in done}
	# What the lead or the team did once is done, whoever leads now; of those who answer for people, each does it.
	over = {(task.title, task.kind, task.days) for task in done if task.who is not Assignee.OWNERS}
	wanted = [
		task
		for task in tasks(steps, people)
		if (task.title, task.kind, task.days, task.assigned_to) not in finished
		and not (task.who is Assignee.LEAD and (task.title, task.kind, task.days) in over)
	]
	return sorted([*kept, *wanted], key=lambda task: task.days)


def due_on(day: date, days: int, is_free: Callable[[date], bool]) -> date:
	"""The day of a step: never a free one, unless a month of them lies there.

	Before a meeting there must be time left, so a step comes earlier; after it comes later. On the day itself it stays.

	Args:
		day: of the meeting.
		days: after it; negative before.
		is_free: whether nobody works on a day.
	"""
	wanted = day + timedelta(days=days)
	if days == 0:
		return wanted
	direction = timedelta(days=1 if days > 0 else -1)
	found = wanted
	for _day in range(MOST_FREE_DAYS):
		if not is_free(found):
			return found
		found += direction
	return wanted
