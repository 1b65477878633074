"""Compute a plan's dates, status and assignees from its steps and meeting."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, today

from stakeholder_crm.domain.engagement_plan import Assignee, Task, due_on, reassign
from stakeholder_crm.engagement.plans.people_and_days import load_free_days, people_of

FARTHEST_DAYS = 365

CALLED_OFF, WAITING, RUNNING, DONE = "Cancelled", "Waiting", "Running", "Done"


def update_plan(plan: Document, meeting: Document) -> None:
	"""Set the computed fields. A plan is Waiting while its meeting has no date.

	A step gets a due date when it is new, when its days change and when the meeting moves, but never before today. After
	that the date is fixed, and the step may become overdue.

	Args:
			plan: an Engagement Plan that is being saved.
		meeting: its meeting.
	"""
	is_free = load_free_days()
	day, earliest = getdate(meeting.starts_on), getdate(today())
	before = plan.get_doc_before_save()
	stored = {row.name: row.days or 0 for row in (before.steps if before else ())}
	plan.subject = meeting.subject
	for row in plan.steps:
		stays = row.done or (not plan.flags.meeting_moved and stored.get(row.name) == (row.days or 0))
		if not (stays and row.due_on):
			row.due_on = max(due_on(day, row.days or 0, is_free), earliest)
	plan.steps.sort(key=lambda row: (getdate(row.due_on), row.idx or 0))
	for index, row in enumerate(plan.steps, start=1):
		row.idx = index
	plan.status = _status(plan, meeting)
	ahead = [getdate(row.due_on) for row in plan.steps if not row.done]
	plan.next_due_on = min(ahead) if ahead and plan.status == RUNNING else None


def reassign_steps(plan: Document, meeting: Document) -> bool:
	"""Reassign open steps to the users they belong to now.

	Args:
		plan: an Engagement Plan.
			meeting: its meeting, with its current people.

	Returns:
		Whether anything changed.
	"""
	rows = {_task(row): row for row in plan.steps if not row.done}
	done = [_task(row) for row in plan.steps if row.done]
	assigned = reassign(list(rows), done, people_of(meeting))
	if set(assigned) == set(rows):
		return False
	for task, row in rows.items():
		if task not in assigned:
			plan.remove(row)
	add_tasks(plan, [task for task in assigned if task not in rows])
	return True


def add_tasks(plan: Document, tasks: Iterable[Task]) -> None:
	"""Append a row for each task.

	Args:
		plan: an Engagement Plan.
			tasks: the tasks and their assignees.
	"""
	for task in tasks:
		plan.append(
			"steps",
			{
				"title": task.title,
				"kind": task.kind,
				"days": task.days,
				"who": task.who.value,
				"assigned_to": task.assigned_to,
			},
		)


def _task(row: Document) -> Task:
	return Task(row.title, row.kind, row.days or 0, Assignee(row.who or Assignee.COLLEAGUE), row.assigned_to)


def _status(plan: Document, meeting: Document) -> str:
	if meeting.status == "Cancelled":
		return CALLED_OFF
	if all(row.done for row in plan.steps):
		return DONE
	return WAITING if meeting.status == "Postponed" else RUNNING


def meeting_of_plan(plan: Document) -> Document:
	"""The meeting of a plan."""
	return frappe.get_doc("Stakeholder Meeting", plan.meeting)


def check_days(doc: Document) -> None:
	"""Check the steps of a plan or of a template.

	Args:
		doc: with ``steps`` that have ``days``.

	Raises:
			frappe.ValidationError: names the row.
	"""
	for row in doc.steps:
		if abs(row.days or 0) > FARTHEST_DAYS:
			frappe.throw(
				_("Steps, row {0}: Days from Meeting cannot be more than {1}.").format(row.idx, FARTHEST_DAYS)
			)
