"""Ages are told apart without gaps and without overlaps."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.ages import AGES, EARLIEST, LATEST, NOT_DUE, OVERDUE

TODAY = date(2026, 3, 15)


@pytest.mark.parametrize(
	("days", "key"),
	[
		(-400, "not_due"),
		(0, "not_due"),
		(1, "week"),
		(7, "week"),
		(8, "month"),
		(30, "month"),
		(31, "quarter"),
		(90, "quarter"),
		(91, "older"),
		(4000, "older"),
	],
)
def test_by_hand(days, key):
	due_on = TODAY - timedelta(days=days)
	assert [age.key for age in AGES if age.due_between(TODAY)[0] <= due_on <= age.due_between(TODAY)[1]] == [
		key
	]


@given(st.dates(EARLIEST, LATEST), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_every_day_has_one_age(due_on, today):
	spans = [age.due_between(today) for age in AGES]
	assert sum(first <= due_on <= last for first, last in spans) == 1


def test_what_is_not_due_is_not_overdue():
	assert NOT_DUE not in OVERDUE
