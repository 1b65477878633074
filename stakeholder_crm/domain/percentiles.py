"""Percentiles of a few numbers."""

from collections.abc import Sequence


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
	if not 0 <= percent <= 100:
		raise ValueError(f"{percent} is no percentage.")
	if not values:
		return None
	ordered = sorted(values)
	position = (len(ordered) - 1) * percent / 100
	below = int(position)
	low, high = ordered[below], ordered[min(below + 1, len(ordered) - 1)]
	return min(low + (high - low) * (position - below), high)
