"""A short list on a workspace."""

from collections.abc import Sequence
from dataclasses import dataclass

MOST = 8


@dataclass(frozen=True, slots=True)
class Section:
	"""The most urgent rows, and whether there are more."""

	rows: list[dict]
	more: bool


def section(rows: Sequence[dict], most: int = MOST) -> Section:
	"""The first rows of a list that is sorted by urgency.

	Args:
			rows: one more than is shown is enough to know that there are more.
			most: how many are shown.
	"""
	return Section(rows=list(rows[:most]), more=len(rows) > most)
