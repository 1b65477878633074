"""What a promise of ours means for the to-do of the colleague who keeps it."""

from collections.abc import Mapping

OURS = "Ours"
PENDING = frozenset({"Open", "In Progress"})
EXPLAINED = frozenset({"Broken", "Renegotiated", "Referred"})


def todo_status(direction: str, status: str) -> str | None:
	"""The state in which the to-do of a commitment belongs.

	Args:
		direction: "Ours" or "Theirs".
		status: the commitment's state.

	Returns:
		"Open" while we owe it, "Closed" once it is settled, None where there is no to-do:
		what they promised is not our task.
	"""
	if direction != OURS:
		return None
	return "Open" if status in PENDING else "Closed"


def is_as_made(made: Mapping[str, object], now: Mapping[str, object]) -> bool:
	"""Whether a record still says what a log made it say, so that nobody's work goes with it.

	Args:
		made: the values it was made with; empty ones included.
		now: its present values.
	"""
	return all((now.get(key) or None) == (value or None) for key, value in made.items())
