"""The steps before and after a meeting: their days, and whose they are."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.engagement_plan import (
	Assignee,
	MeetingPeople,
	PlanStep,
	Task,
	due_on,
	reassign,
	tasks,
)
from stakeholder_crm.domain.free_days import UnknownRegion, is_free_day

WEEKEND = frozenset({5, 6})
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
LEADS = MeetingPeople("lead", ("ana", "bo"), ("bo", "cleo"))
CALL = PlanStep("Call", "Call", -5, Assignee.OWNERS)
READ = PlanStep("Read", "Brief", -1, Assignee.TEAM)
THANK = PlanStep("Thank", "Thank-You", 1, Assignee.LEAD)
FILE = PlanStep("File", "Task", 3, Assignee.COLLEAGUE, "dov")


@given(DAYS, st.integers(-60, 60), st.frozensets(st.integers(0, 6), max_size=6))
def test_a_step_falls_on_no_free_day_and_on_its_side_of_the_meeting(day, days, weekend):
	is_free = is_free_day(weekend, "")
	found = due_on(day, days, is_free)
	if days == 0:
		assert found == day
		return
	assert not is_free(found)
	assert (found < day) == (days < 0)
	assert abs(found - (day + timedelta(days=days))) <= timedelta(days=6)


def test_before_a_meeting_it_comes_earlier_and_after_it_later():
	is_free = is_free_day(WEEKEND, "")
	tuesday = date(2026, 12, 1)
	assert due_on(tuesday, -2, is_free) == date(2026, 11, 27)
	assert due_on(tuesday, 4, is_free) == date(2026, 12, 7)


def test_holidays_are_free_where_they_are_kept():
	christmas, boxing = date(2026, 12, 25), date(2026, 12, 26)
	assert is_free_day(frozenset(), "KE")(boxing)
	assert not is_free_day(frozenset(), "")(christmas)
	assert not is_free_day(frozenset(), "es")(boxing)
	assert is_free_day(frozenset(), "ES-CT")(boxing)
	assert due_on(date(2026, 12, 24), 1, is_free_day(WEEKEND, "KE")) == date(2026, 12, 28)


@pytest.mark.parametrize("code", ["XX", "ES-XX", "Kenya"])
def test_a_region_without_known_holidays_is_refused(code):
	with pytest.raises(UnknownRegion):
		is_free_day(frozenset(), code)


def test_where_every_day_is_free_a_step_stays():
	assert due_on(date(2026, 12, 1), 3, lambda _day: True) == date(2026, 12, 4)


def test_each_step_goes_to_those_whose_it_is():
	found = [(task.title, task.assigned_to) for task in tasks([FILE, THANK, CALL, READ], LEADS)]
	assert found == [
		*[("Call", "ana"), ("Call", "bo")],
		*[("Read", "lead"), ("Read", "bo"), ("Read", "cleo")],
		("Thank", "lead"),
		("File", "dov"),
	]


def test_where_nobody_else_would_the_lead_gets_it():
	nobody = MeetingPeople("lead", (), ())
	steps = [CALL, PlanStep("File", "Task", 3, Assignee.COLLEAGUE)]
	assert [task.assigned_to for task in tasks(steps, nobody)] == ["lead", "lead"]


def test_another_lead_gets_what_is_open_and_not_what_is_done():
	before = tasks([CALL, THANK, FILE], LEADS)
	other = MeetingPeople("eve", ("ana",), ())
	assert reassign(before, [], other) == [
		Task("Call", "Call", -5, Assignee.OWNERS, "ana"),
		Task("Thank", "Thank-You", 1, Assignee.LEAD, "eve"),
		Task("File", "Task", 3, Assignee.COLLEAGUE, "dov"),
	]
	done = [task for task in before if task.title == "Thank"]
	rest = [task for task in before if task not in done]
	assert [task.title for task in reassign(rest, done, other)] == ["Call", "File"]


def test_whoever_comes_new_is_called_and_whoever_was_called_is_not_called_again():
	before = tasks([CALL], LEADS)
	done, rest = before[:1], before[1:]
	more = MeetingPeople("lead", ("ana", "bo", "flo"), ())
	assert [task.assigned_to for task in reassign(rest, done, more)] == ["bo", "flo"]


@given(st.lists(st.sampled_from([CALL, READ, THANK, FILE]), unique=True))
def test_the_same_people_have_the_same_to_do(steps):
	open_tasks = tasks(steps, LEADS)
	assert sorted(reassign(open_tasks, [], LEADS), key=repr) == sorted(open_tasks, key=repr)
