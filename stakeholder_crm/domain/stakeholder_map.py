"""The map of stakeholders: influence and interest from 1 to 5, and a position in five steps."""

from collections.abc import Mapping
from dataclasses import dataclass

POSITIONS = ("Unaware", "Resistant", "Neutral", "Supportive", "Leading")
LEAST, MOST = 1, 5
# So many names can be told apart on a screen; of more, the map shows how many there are in each cell.
MOST_POINTS = 300


@dataclass(frozen=True, slots=True)
class Cell:
	"""A place on the map.

	Attributes:
		influence: from 1 to 5; 0 where nobody judged it.
		interest: from 1 to 5; 0 where nobody judged it.
		position: one of the positions; empty where nobody said.
	"""

	influence: int
	interest: int
	position: str

	@property
	def is_assessed(self) -> bool:
		"""Whether it lies on the map at all."""
		return LEAST <= self.influence <= MOST and LEAST <= self.interest <= MOST

	@property
	def place(self) -> tuple[int, int, int]:
		"""Its place among others when the map is read: most influence first, least interest first, by position."""
		position = POSITIONS.index(self.position) if self.position else len(POSITIONS)
		return -self.influence, self.interest, position


def cell_of(influence: int | None, interest: int | None, position: str | None) -> Cell:
	"""The cell of values as they are stored; what is no known position counts as none."""
	return Cell(influence or 0, interest or 0, position if position in POSITIONS else "")


def steps_between(current: str | None, desired: str | None) -> int:
	"""How many steps lie between where somebody stands and where we would like her to.

	Args:
		current: position now.
		desired: position wanted.

	Returns:
		From -4 to 4, more is towards Leading; 0 where either is not known.
	"""
	if current not in POSITIONS or desired not in POSITIONS:
		return 0
	return POSITIONS.index(desired) - POSITIONS.index(current)


def has_names(counts: Mapping[Cell, int]) -> bool:
	"""Whether those on the map are few enough to be shown one by one.

	Args:
		counts: how many there are in each cell.
	"""
	return sum(count for cell, count in counts.items() if cell.is_assessed) <= MOST_POINTS
