"""Weekdays as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.weekdays import WEEKDAYS, UnknownWeekday, normalise_weekdays, parse_weekdays


@given(st.sets(st.sampled_from(range(7))), st.randoms())
def test_any_order_and_case_reads_the_same(days, random):
	words = [WEEKDAYS[day][: random.randint(3, 9)].swapcase() for day in days]
	random.shuffle(words)
	text = " ,".join(words)
	assert parse_weekdays(text) == days
	assert parse_weekdays(normalise_weekdays(text)) == days


def test_the_list_follows_the_week():
	assert normalise_weekdays("sat, Friday,,fri") == "Friday, Saturday"
	assert normalise_weekdays("") == ""


@pytest.mark.parametrize("text", ["Fr", "Holiday", "Friday Saturday"])
def test_a_word_that_is_no_weekday_is_named(text):
	with pytest.raises(UnknownWeekday) as refused:
		parse_weekdays(text)
	assert refused.value.word == text
