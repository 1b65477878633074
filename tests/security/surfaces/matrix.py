"""Ask every surface as every viewer, and say what was learnt: the matrix of `make surfaces`."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.security.surfaces.surface import Surface
from tests.security.surfaces.table import SURFACES
from tests.security.surfaces.world import LEVELS, VIEWERS, World, word_of

LEAK, SEEN, HIDDEN = "LEAK", "●", "–"


@dataclass(frozen=True)
class Cell:
	"""What one viewer learns on one surface.

	Attributes:
		surface: the surface.
		viewer: a key of ``VIEWERS``.
		learnt: the levels whose word was found.
	"""

	surface: Surface
	viewer: str
	learnt: frozenset[str]

	@property
	def leaks(self) -> frozenset[str]:
		"""The levels that were found and must not have been."""
		return self.learnt - (VIEWERS[self.viewer][1] if self.surface.shows else frozenset())

	def __str__(self) -> str:
		marks = (
			LEAK if level in self.leaks else SEEN if level in self.learnt else HIDDEN for level in LEVELS
		)
		return " ".join(marks)


def ask(surface: Surface, viewer: str, world: World) -> Cell:
	"""Ask one surface as one viewer."""
	answer = surface.probe(world, world.users[viewer])
	told = {level for level in LEVELS if word_of(level) in answer}
	told |= {record.level for record in world.of(*surface.numbers) if record.name.lower() in answer}
	return Cell(surface, viewer, frozenset(told))


def rows(world: World) -> Iterator[list[Cell]]:
	"""The matrix, one row a surface."""
	for surface in SURFACES:
		yield [ask(surface, viewer, world) for viewer in VIEWERS]


def blind(row: list[Cell]) -> bool:
	"""Whether a surface that shows records showed none: then its cells prove nothing."""
	surface = row[0].surface
	return surface.shows and surface.everywhere and not any(cell.learnt for cell in row)


def table(matrix: list[list[Cell]]) -> str:
	"""The matrix as Markdown."""
	lines = [f"| Surface | {' | '.join(VIEWERS)} |", f"|---|{'---|' * len(VIEWERS)}"]
	lines += [f"| {row[0].surface.name} | {' | '.join(map(str, row))} |" for row in matrix]
	return "\n".join(lines)
