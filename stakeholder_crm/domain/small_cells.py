"""Numbers about few people: told in a way from which nobody can be picked out.

The rule is that of statistical offices (https://sdctools.github.io/HandbookSDC/05-frequency-tables.html; a
threshold of five or of three, https://stats.oecd.org/glossary/detail.asp?ID=7010): a cell below the threshold is
not told (primary suppression), nor is what would give it away by subtraction (secondary suppression).

Here the second cell to hide is always the total. Hiding a neighbour would not do: whoever may see the Open
records can count those herself.

Zero is a small number, too. Were it told, its turning into "fewer than five" would say that somebody has just
been added.
"""

from collections.abc import Sequence
from dataclasses import dataclass

# One or two people can always tell each other apart; no setting may go below three.
FLOOR = 3


@dataclass(frozen=True, slots=True)
class DisclosedRow:
	"""A row of counts as it may be told; None is what may not.

	Attributes:
		cells: the counts, in the order given.
		total: their sum; None also where a hidden cell could be found by subtracting the others from it.
		total_is_small: the sum itself is below the threshold.
	"""

	cells: tuple[int | None, ...]
	total: int | None
	total_is_small: bool


def threshold(setting: int | None) -> int:
	"""The smallest number that is told.

	Args:
		setting: what the site wants; nothing counts as the least that is allowed.
	"""
	return max(setting or 0, FLOOR)


def disclose(count: int, smallest: int) -> int | None:
	"""The count, or None where it is about fewer people than may be told."""
	return count if count >= smallest else None


def disclose_row(counts: Sequence[int], smallest: int) -> DisclosedRow:
	"""A row of counts and their total, as they may be told.

	Args:
		counts: of groups that share no member.
		smallest: the smallest number that is told.
	"""
	cells = tuple(disclose(count, smallest) for count in counts)
	total = sum(counts)
	return DisclosedRow(
		cells=cells,
		total=None if None in cells else total,
		total_is_small=total < smallest,
	)


def disclose_parts(counts: Sequence[int], smallest: int) -> DisclosedRow:
	"""A total and the parts it is made of, where the total matters most: it is told as long as it is not small.

	Then a single hidden part could be found by subtraction, so the smallest of the others goes with it. This is for
	numbers that the reader may count for herself, and that others read over her shoulder.

	Args:
		counts: of groups that share no member.
		smallest: the smallest number that is told.
	"""
	total = sum(counts)
	hidden = {place for place, count in enumerate(counts) if count < smallest}
	if len(hidden) == 1 and total >= smallest:
		told = [place for place in range(len(counts)) if place not in hidden]
		hidden |= set(sorted(told, key=lambda place: counts[place])[:1])
	return DisclosedRow(
		cells=tuple(None if place in hidden else count for place, count in enumerate(counts)),
		total=disclose(total, smallest),
		total_is_small=total < smallest,
	)
