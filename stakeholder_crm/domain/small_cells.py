"""Hide small counts of people, so that nobody can be identified.

The rule is the one of statistical offices (https://sdctools.github.io/HandbookSDC/05-frequency-tables.html; a
threshold of five or three, https://stats.oecd.org/glossary/detail.asp?ID=7010): a cell below the threshold is
hidden (primary suppression), and so are cells that would reveal it by subtraction (secondary suppression).

Here the second hidden cell is always the total. Hiding a neighbour is not enough, since users who see Open
records can count them.

Zero is small, too. If it were shown, a change to "fewer than five" would reveal that a person was just
added.
"""

from collections.abc import Sequence
from dataclasses import dataclass

# One or two people can always be identified, so no setting may be below three.
FLOOR = 3


@dataclass(frozen=True, slots=True)
class DisclosedRow:
	"""A row of counts for display; None is hidden.

	Attributes:
		cells: the counts, in the order given.
		total: their sum; None also if it would reveal a hidden cell by subtraction.
		total_is_small: whether the sum itself is below the threshold.
	"""

	cells: tuple[int | None, ...]
	total: int | None
	total_is_small: bool


def threshold(setting: int | None) -> int:
	"""The smallest number that is shown.

	Args:
		setting: of the site; empty counts as the minimum.
	"""
	return max(setting or 0, FLOOR)


def disclose(count: int, smallest: int) -> int | None:
	"""The count, or None if it is too small to show."""
	return count if count >= smallest else None


def disclose_row(counts: Sequence[int], smallest: int) -> DisclosedRow:
	"""A row of counts and their total, for display.

	Args:
		counts: of disjoint groups.
		smallest: the smallest number that is shown.
	"""
	cells = tuple(disclose(count, smallest) for count in counts)
	total = sum(counts)
	return DisclosedRow(
		cells=cells,
		total=None if None in cells else total,
		total_is_small=total < smallest,
	)


def disclose_parts(counts: Sequence[int], smallest: int) -> DisclosedRow:
	"""A total and its parts, where the total matters most: it is shown unless it is small.

	A single hidden part could be derived by subtraction, so the smallest other part is hidden with it. Use this for
	numbers that the reader may count anyway, but that other people may see on the screen.

	Args:
		counts: of disjoint groups.
		smallest: the smallest number that is shown.
	"""
	total = sum(counts)
	hidden = {place for place, count in enumerate(counts) if count < smallest}
	if len(hidden) == 1 and total >= smallest:
		shown = [place for place in range(len(counts)) if place not in hidden]
		hidden |= set(sorted(shown, key=lambda place: counts[place])[:1])
	return DisclosedRow(
		cells=tuple(None if place in hidden else count for place, count in enumerate(counts)),
		total=disclose(total, smallest),
		total_is_small=total < smallest,
	)
