"""The steps before and after a meeting: due dates and assignees."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

MOST_FREE_DAYS = 30


class Assignee(str, Enum):
	"""Who a step is assigned to in a template."""

	LEAD = "Meeting Lead"
	OWNERS = "Relationship Owners"
	TEAM = "Team"
	COLLEAGUE = "Named User"


@dataclass(frozen=True, slots=True)
class PlanStep:
	"""A step of a template.

	Attributes:
			title: what to do.
			kind: call, letter, brief, thank-you, check-in or task.
			days: days after the meeting. Negative before it.
			who: who it is assigned to.
			colleague: the user, for "Named User".
	"""

	title: str
	kind: str
	days: int
	who: Assignee
	colleague: str = ""


@dataclass(frozen=True, slots=True)
class MeetingPeople:
	"""The users involved in a meeting.

	Attributes:
		lead: of the meeting.
			owners: the relationship owners of its participants.
			team: the team without the lead.
	"""

	lead: str
	owners: tuple[str, ...]
	team: tuple[str, ...]

	def behind(self, who: Assignee, colleague: str = "") -> tuple[str, ...]:
		"""The users who get a step. The lead if there is no one else."""
		found = {
			Assignee.LEAD: (self.lead,),
			Assignee.OWNERS: self.owners,
			Assignee.TEAM: (self.lead, *self.team),
			Assignee.COLLEAGUE: (colleague,) if colleague else (),
		}[who]
		return tuple(dict.fromkeys(found)) or (self.lead,)


@dataclass(frozen=True, slots=True)
class Task:
	"""A step assigned to a user."""

	title: str
	kind: str
	days: int
	who: Assignee
	assigned_to: str


def tasks(steps: Iterable[PlanStep], people: MeetingPeople) -> list[Task]:
	"""The tasks of all users, in order of days.

	Args:
		steps: of a template.
			people: the users involved in the meeting.
	"""
	found = [
		Task(step.title, step.kind, step.days, step.who, user)
		for step in steps
		for user in people.behind(step.who, step.colleague)
	]
	return sorted(found, key=lambda task: task.days)


def reassign(open_tasks: Sequence[Task], done: Collection[Task], people: MeetingPeople) -> list[Task]:
	"""The tasks after the users involved in a meeting have changed.

	Args:
			open_tasks: tasks that are not done.
			done: finished tasks. They are not assigned to the same user again.
			people: the users involved now.

	Returns:
			The open tasks. Those of a named user keep their assignee.
	"""
	kept = [task for task in open_tasks if task.who is Assignee.COLLEAGUE]
	steps = dict.fromkeys(
		PlanStep(task.title, task.kind, task.days, task.who)
		for task in (*open_tasks, *done)
		if task.who is not Assignee.COLLEAGUE
	)
	finished = {(task.title, task.kind, task.days, task.assigned_to) for task in done}
	# A step done once by a lead stays done for a new lead. Steps of relationship owners are done by each of them.
	over = {(task.title, task.kind, task.days) for task in done if task.who is not Assignee.OWNERS}
	assigned = [
		task
		for task in tasks(steps, people)
		if (task.title, task.kind, task.days, task.assigned_to) not in finished
		and not (task.who is Assignee.LEAD and (task.title, task.kind, task.days) in over)
	]
	return sorted([*kept, *assigned], key=lambda task: task.days)


def due_on(day: date, days: int, is_free: Callable[[date], bool]) -> date:
	"""The due date of a step. Never a free day, unless there is a month of them.

	Before a meeting a step moves to an earlier day, after it to a later one. On the day itself it stays.

	Args:
		day: of the meeting.
			days: days after it. Negative before it.
			is_free: whether a day is free.
	"""
	planned = day + timedelta(days=days)
	if days == 0:
		return planned
	direction = timedelta(days=1 if days > 0 else -1)
	found = planned
	for _day in range(MOST_FREE_DAYS):
		if not is_free(found):
			return found
		found += direction
	return planned
