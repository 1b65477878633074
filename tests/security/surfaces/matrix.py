"""Ask every surface as every viewer, and say what was learnt: the matrix of `make surfaces`."""

from dataclasses import dataclass, field

from tests.security.surfaces.surface import Surface
from tests.security.surfaces.table import SURFACES
from tests.security.surfaces.world import LEVELS, VIEWERS, World, word_of

# Those who are entitled to see something, whoever sees the most first.
WHO_SEE = sorted(
	(viewer for viewer in VIEWERS if VIEWERS[viewer][1]), key=lambda viewer: -len(VIEWERS[viewer][1])
)
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


@dataclass
class Matrix:
	"""The cells that have been asked for; each is asked once.

	Attributes:
		world: what there is, and who looks at it.
		cells: by the surface's name and the viewer.
	"""

	world: World
	cells: dict[tuple[str, str], Cell] = field(default_factory=dict)

	def cell(self, surface: Surface, viewer: str) -> Cell:
		"""What one viewer learns on one surface."""
		key = surface.name, viewer
		if key not in self.cells:
			self.cells[key] = self._ask(surface, viewer)
		return self.cells[key]

	def _ask(self, surface: Surface, viewer: str) -> Cell:
		answer = surface.probe(self.world, self.world.users[viewer])
		told = {level for level in LEVELS if word_of(level) in answer}
		told |= {record.level for record in self.world.of(*surface.numbers) if record.name.lower() in answer}
		return Cell(surface, viewer, frozenset(told))

	def column(self, viewer: str) -> list[Cell]:
		"""What one viewer learns on each surface."""
		return [self.cell(surface, viewer) for surface in SURFACES]

	def is_blind(self, surface: Surface) -> bool:
		"""Whether a surface that shows records shows nobody one: then its cells prove nothing."""
		if not (surface.shows and surface.everywhere):
			return False
		return not any(self.cell(surface, viewer).learnt for viewer in WHO_SEE)

	@property
	def is_whole(self) -> bool:
		return len(self.cells) == len(SURFACES) * len(VIEWERS)

	def table(self) -> str:
		"""The whole of it as Markdown."""
		lines = [f"| Surface | {' | '.join(VIEWERS)} |", f"|---|{'---|' * len(VIEWERS)}"]
		for surface in SURFACES:
			cells = (str(self.cell(surface, viewer)) for viewer in VIEWERS)
			lines.append(f"| {surface.name} | {' | '.join(cells)} |")
		return "\n".join(lines)
