"""The percentile of hours until a thank-you was sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.follow_up_health import percentile

NUMBERS = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60)
PERCENTS = st.integers(1, 99)


@pytest.mark.parametrize(
	("values", "percent", "expected"),
	[
		([], 50, None),
		([7], 95, 7),
		([3, 1], 50, 2),
		([5, 1, 3], 50, 3),
		([1, 2, 3, 4], 25, 1.75),
		(list(range(1, 22)), 95, 20),
	],
)
def test_by_hand(values, percent, expected):
	assert percentile(values, percent) == expected


@given(NUMBERS, PERCENTS)
def test_it_is_among_the_values_in_whatever_order(values, percent):
	found = percentile(values, percent)
	assert min(values) - 1e-6 <= found <= max(values) + 1e-6
	assert percentile(reversed(values), percent) == found


@given(NUMBERS, PERCENTS, PERCENTS)
def test_a_larger_percentage_is_never_smaller(values, one, other):
	assert percentile(values, min(one, other)) <= percentile(values, max(one, other)) + 1e-6
