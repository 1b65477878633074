"""The percentile, by hand and against Python's own statistics."""

import statistics
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.percentiles import percentile, percentile_of_counts

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


@given(st.lists(st.integers(0, 9), max_size=60), PERCENTS)
def test_values_that_come_up_often_may_be_counted_first(values, percent):
	assert percentile_of_counts(Counter(values), percent) == percentile(values, percent)


@given(st.dictionaries(st.integers(0, 30), st.integers(1, 20), min_size=1), st.sampled_from([0, 50, 95, 100]))
def test_counts_are_what_they_would_be_one_by_one(counts, percent):
	ordered = sorted(Counter(counts).elements())
	if percent in (0, 100):
		assert percentile_of_counts(counts, percent) == ordered[0 if percent == 0 else -1]
	elif percent == 50:
		assert percentile_of_counts(counts, percent) == pytest.approx(statistics.median(ordered))
	else:
		assert ordered[0] <= percentile_of_counts(counts, percent) <= ordered[-1]
