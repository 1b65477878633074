"""Percentiles of a few numbers."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate


def percentile(values: Sequence[float], percent: float) -> float | None:
	"""The value below which so many percent of the values lie, interpolated between its two neighbours.

	Linear interpolation, definition 7 of R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical
	Packages", The American Statistician 50 (1996): the h-th of n sorted values with h = (n - 1) p + 1. It is
	what spreadsheets call PERCENTILE.INC, and the 50th percentile is the usual median.

	Args:
		values: finite numbers, in any order.
		percent: from 0 (the smallest) to 100 (the largest).

	Returns:
		The percentile, in the unit of the values; None where there are none.

	Raises:
		ValueError: for a percent outside of 0 to 100.
	"""
	return percentile_of_counts(Counter(values), percent)


def percentile_of_counts(counts: Mapping[float, int], percent: float) -> float | None:
	"""The same of values of which some come up many times.

	Args:
		counts: how often each value comes up, 1 or more.
		percent: from 0 to 100.

	Returns:
		The percentile; None where there are no values.

	Raises:
		ValueError: for a percent outside of 0 to 100.
	"""
	if not 0 <= percent <= 100:
		raise ValueError(f"{percent} is no percentage.")
	if not counts:
		return None
	ordered = sorted(counts)
	# How many values there are up to each.
	upto = list(accumulate(counts[value] for value in ordered))
	position = (upto[-1] - 1) * percent / 100
	below = int(position)
	low = ordered[bisect_right(upto, below)]
	high = ordered[bisect_right(upto, min(below + 1, upto[-1] - 1))]
	return min(low + (high - low) * (position - below), high)
