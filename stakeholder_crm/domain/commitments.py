"""The to-do of a commitment of ours."""

from collections.abc import Mapping

OURS = "Ours"
PENDING = frozenset({"Open", "In Progress"})
EXPLAINED = frozenset({"Broken", "Renegotiated", "Referred"})


def todo_status(direction: str, status: str) -> str | None:
	"""The to-do status for a commitment.

	Args:
		direction: "Ours" or "Theirs".
			status: the commitment's status.

	Returns:
			"Open" while it is pending, "Closed" when it is settled, None if there is no to-do, as for their
			commitments.
	"""
	if direction != OURS:
		return None
	return "Open" if status in PENDING else "Closed"


def is_as_made(made: Mapping[str, object], now: Mapping[str, object]) -> bool:
	"""Whether a record still has the values that a log gave it, so that no later work is lost.

	Args:
			made: the values it was created with, including empty ones.
			now: its current values.
	"""
	return all((now.get(key) or None) == (value or None) for key, value in made.items())
