from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.figures import figures, months_before

DAYS = st.dates(date(2001, 1, 1), date(2100, 1, 1))


@given(DAYS)
def test_twelve_months_follow_each_other_up_to_today(today):
	spans = months_before(today)
	assert len(spans) == 12
	assert spans[-1] == (today.replace(day=1), today)
	for (first, last), (after, _end) in pairwise(spans):
		assert first.day == 1
		assert last + timedelta(days=1) == after


@given(DAYS)
def test_each_number_has_a_name_of_its_own_and_one_filter_a_field(today):
	all_of_them = figures(today)
	assert len({figure.key for figure in all_of_them}) == len(all_of_them)
	for figure in all_of_them:
		fields = [field for field, _operator, _value in figure.filters]
		assert len(fields) == len(set(fields))


def test_who_is_due_today_is_in_touch_and_not_overdue():
	today = date(2026, 11, 27)
	by_key = {
		figure.key: {field: value for field, _operator, value in figure.filters} for figure in figures(today)
	}
	assert by_key["in_touch:Activist"]["next_touch_on"] == today
	assert by_key["overdue:Activist"]["next_touch_on"][1] == date(2026, 11, 26)
	assert by_key["late:2026-11"]["due_on"] == (date(2026, 11, 1), date(2026, 11, 26))
	assert by_key["kept:2026-11"]["due_on"] == (date(2026, 11, 1), today)
