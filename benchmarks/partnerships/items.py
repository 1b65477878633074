"""One thing that is measured: our way, the plain way, and that both say the same."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


def equal(ours: Any, plain: Any) -> bool:
	"""For items whose ways return the same."""
	return ours == plain


def reading(what: Callable[[Any], Any]) -> Callable[[Any, Any], bool]:
	"""For items of which something is read that the plain way returns.

	Args:
		what: reads it.
	"""
	return lambda ours, plain: what(ours) == plain


@dataclass(frozen=True, slots=True)
class Item:
	"""Something that a manager looks at.

	Attributes:
		name: in the table.
		ours: what the app does for it.
		plain: the same by hand.
		same: whether what ours and what plain returned say the same.
	"""

	name: str
	ours: Callable[[], Any]
	plain: Callable[[], Any]
	same: Callable[[Any, Any], bool] = equal
