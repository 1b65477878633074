"""When somebody should be in touch again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.cadence import days_overdue, next_contact_due

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1))
CADENCES = st.integers(min_value=1, max_value=3650)


@given(last=DAYS, created=DAYS, cadence=CADENCES)
def test_the_last_interaction_counts_where_there_is_one(last, created, cadence):
	assert next_contact_due("Active", cadence, last, created) == last + timedelta(days=cadence)


@given(created=DAYS, cadence=CADENCES)
def test_the_day_of_creation_counts_before_the_first_interaction(created, cadence):
	assert next_contact_due("Active", cadence, None, created) == created + timedelta(days=cadence)


@given(last=DAYS, later=DAYS, created=DAYS, cadence=CADENCES)
def test_a_later_interaction_never_makes_the_next_touch_earlier(last, later, created, cadence):
	first, second = sorted((last, later))
	assert next_contact_due("Active", cadence, first, created) <= next_contact_due(
		"Active", cadence, second, created
	)


@pytest.mark.parametrize("status", ["Draft", "Dormant", "Do Not Contact", "Anonymised", ""])
def test_nobody_is_reminded_of_somebody_who_is_not_active(status):
	assert next_contact_due(status, 30, date(2026, 1, 1), date(2025, 1, 1)) is None


@pytest.mark.parametrize("cadence", [0, -1])
def test_without_a_cadence_there_is_no_next_touch(cadence):
	assert next_contact_due("Active", cadence, None, date(2026, 1, 1)) is None


def test_a_day_beyond_the_calendar_is_no_day():
	assert next_contact_due("Active", 10, date.max, date(2026, 1, 1)) is None


@given(due=DAYS, today=DAYS)
def test_overdue_days_are_counted_from_the_day_after(due, today):
	assert days_overdue(due, today) == max(0, (today - due).days)


def test_what_has_no_day_is_never_overdue():
	assert days_overdue(None, date(2026, 1, 1)) == 0
