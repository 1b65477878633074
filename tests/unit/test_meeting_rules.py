"""Who comes to a meeting, when, and when it may be logged."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.meetings import (
	FocalPerson,
	NotLoggable,
	first_repeat,
	representative,
	why_not_loggable,
)

NOW = datetime(2026, 5, 4, 12, 0)


@given(keys=st.lists(st.one_of(st.none(), st.integers(0, 5)), max_size=8))
def test_the_first_repeat_is_found(keys):
	repeat = first_repeat(keys)
	named = [key for key in keys if key is not None]
	assert (repeat is None) == (len(named) == len(set(named)))
	if repeat:
		first, again = repeat
		assert first < again
		assert keys[first] == keys[again] is not None


PEOPLE = [
	FocalPerson("Rosa Lindqvist", since=date(2025, 1, 1), until=date(2026, 3, 31)),
	FocalPerson("Tomas Berg"),
	FocalPerson("Rosa Lindqvist", since=date(2027, 1, 1)),
]


@pytest.mark.parametrize(
	("name", "on", "found"),
	[
		("Rosa Lindqvist", date(2025, 1, 1), "Rosa Lindqvist"),
		("  rosa   LINDQVIST ", date(2026, 3, 31), "Rosa Lindqvist"),
		("Rosa Lindqvist", date(2026, 4, 1), None),
		("Rosa Lindqvist", date(2024, 12, 31), None),
		("Rosa Lindqvist", date(2027, 6, 1), "Rosa Lindqvist"),
		("tomas berg", date(1999, 1, 1), "Tomas Berg"),
		("Somebody Else", date(2026, 1, 1), None),
	],
)
def test_an_agency_is_represented_by_its_focal_people_in_office(name, on, found):
	assert representative(name, PEOPLE, on) == found


@pytest.mark.parametrize(
	("status", "starts_on", "problem"),
	[
		("Planned", NOW - timedelta(hours=1), None),
		("Confirmed", NOW, None),
		("Held", NOW - timedelta(days=300), None),
		("Planned", NOW + timedelta(minutes=1), NotLoggable.AHEAD),
		("Held", NOW + timedelta(days=1), NotLoggable.AHEAD),
		("Cancelled", NOW - timedelta(hours=1), NotLoggable.CALLED_OFF),
		("Postponed", NOW + timedelta(hours=1), NotLoggable.CALLED_OFF),
		("Logged", NOW - timedelta(hours=1), NotLoggable.LOGGED),
		("Closed", NOW - timedelta(hours=1), NotLoggable.LOGGED),
	],
)
def test_only_what_took_place_and_has_no_log_may_be_logged(status, starts_on, problem):
	assert why_not_loggable(status, starts_on, NOW) is problem
