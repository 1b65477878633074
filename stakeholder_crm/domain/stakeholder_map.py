"""The map of stakeholders: influence and interest from 1 to 5, and a position in five steps."""

from collections.abc import Mapping
from dataclasses import dataclass

POSITIONS = ("Unaware", "Resistant", "Neutral", "Supportive", "Leading")
LEAST, MOST = 1, 5
# The maximum number of names on the map; above it, the map shows counts per cell.
MOST_POINTS = 300


@dataclass(frozen=True, slots=True)
class Cell:
	"""A place on the map.

	Attributes:
		influence: from 1 to 5; 0 if not assessed.
		interest: from 1 to 5; 0 if not assessed.
		position: one of the positions; empty if not assessed.
	"""

	influence: int
	interest: int
	position: str

	@property
	def is_assessed(self) -> bool:
		"""Whether it is on the map."""
		return LEAST <= self.influence <= MOST and LEAST <= self.interest <= MOST

	@property
	def place(self) -> tuple[int, int, int]:
		"""Its sort key in reading order: most influence first, then least interest, then by position."""
		position = POSITIONS.index(self.position) if self.position else len(POSITIONS)
		return -self.influence, self.interest, position


def cell_of(influence: int | None, interest: int | None, position: str | None) -> Cell:
	"""The cell of stored values; an unknown position counts as none."""
	return Cell(influence or 0, interest or 0, position if position in POSITIONS else "")


def steps_between(current: str | None, desired: str | None) -> int:
	"""How many steps there are between current and desired position.

	Args:
		current: the current position.
		desired: the desired position.

	Returns:
		From -4 to 4, positive towards Leading; 0 if either is unknown.
	"""
	if current not in POSITIONS or desired not in POSITIONS:
		return 0
	return POSITIONS.index(desired) - POSITIONS.index(current)


def has_names(counts: Mapping[Cell, int]) -> bool:
	"""Whether there are few enough to be shown individually.

	Args:
		counts: by cell.
	"""
	return sum(count for cell, count in counts.items() if cell.is_assessed) <= MOST_POINTS
