"""The percentile, by hand and against Python's own statistics."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.percentiles import percentile

NUMBERS = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60)
PERCENTS = st.floats(0, 100)


@pytest.mark.parametrize(
	("values", "percent", "expected"),
	[
		([], 50, None),
		([7], 0, 7),
		([7], 95, 7),
		([3, 1], 50, 2),
		([5, 1, 3], 50, 3),
		([1, 2, 3, 4], 25, 1.75),
		(list(range(1, 22)), 95, 20),
		([1, 2, 3], 100, 3),
	],
)
def test_by_hand(values, percent, expected):
	assert percentile(values, percent) == expected


@pytest.mark.parametrize("percent", [-0.1, 100.1, float("nan")])
def test_no_percentage(percent):
	with pytest.raises(ValueError, match="no percentage"):
		percentile([1], percent)


@given(NUMBERS, PERCENTS)
def test_it_lies_among_the_values_in_whatever_order(values, percent):
	found = percentile(values, percent)
	assert min(values) <= found <= max(values)
	assert percentile(sorted(values), percent) == found


@given(NUMBERS, PERCENTS, PERCENTS)
def test_a_larger_percentage_is_never_smaller(values, one, other):
	assert percentile(values, min(one, other)) <= percentile(values, max(one, other))


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=60))
def test_it_is_the_inclusive_quantile_of_the_standard_library(values):
	quantiles = statistics.quantiles(values, n=100, method="inclusive")
	assert percentile(values, 50) == pytest.approx(statistics.median(values), abs=1e-6)
	for percent in (5, 50, 95):
		assert percentile(values, percent) == pytest.approx(quantiles[percent - 1], abs=1e-6)
