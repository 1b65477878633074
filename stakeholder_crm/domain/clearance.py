"""Who may see what: the confidentiality levels, and the rule that reads them.

The rule names *reasons to see*, and *walls* that stand before every reason but a grant; what counts as one
for a given record (its owner, a meeting's team, a share) is found by ``access/permissions.py``, in SQL and for one
document alike.
"""

from collections.abc import Iterable
from enum import Enum, IntEnum


class Level(IntEnum):
	"""How confidential a record is; the order is the meaning."""

	OPEN = 0
	RESTRICTED = 1
	CONFIDENTIAL = 2


_NAMES = {"Open": Level.OPEN, "Restricted": Level.RESTRICTED, "Confidential": Level.CONFIDENTIAL}


class Reason(Enum):
	"""What may entitle a user to see a record."""

	STAFF = "Outreach Staff"
	MANAGER = "Outreach Manager"
	SAFEGUARDING = "Safeguarding Lead"
	OWNER = "relationship owner, backup owner, or a meeting's lead and team"
	TEAM = "team of a coming meeting they take part in"
	SHARED = "shared with the user"
	GRANTED = "opened by the safeguarding lead for a time, with a reason"


class Wall(Enum):
	"""What keeps a user from seeing a record although there is a reason to; only a grant passes it."""

	LIAISON = "liaison to a type of agency, before a record that names one of HIDDEN_FROM_LIAISONS"
	FOCAL_PERSON = "focal person of a partner agency without a role of ours, before every record"


# Purposes are kept apart: whoever works with the police, say, does not browse those who protest against them.
HIDDEN_FROM_LIAISONS = ("Activist",)


REASONS: dict[Level, frozenset[Reason]] = {
	Level.OPEN: frozenset(Reason),
	Level.RESTRICTED: frozenset(
		{Reason.OWNER, Reason.TEAM, Reason.MANAGER, Reason.SAFEGUARDING, Reason.SHARED, Reason.GRANTED}
	),
	Level.CONFIDENTIAL: frozenset({Reason.OWNER, Reason.SAFEGUARDING, Reason.SHARED, Reason.GRANTED}),
}


def level_of(name: str | None) -> Level:
	"""The level with that name; anything unknown or empty counts as Confidential (default deny)."""
	return _NAMES.get(name or "", Level.CONFIDENTIAL)


def name_of(level: Level) -> str:
	"""The name that a level has in the DocTypes."""
	return level.name.title()


def most(names: Iterable[str | None]) -> Level:
	"""The most confidential of the named levels; Open where there is none."""
	return max((level_of(name) for name in names), default=Level.OPEN)


def may_see(level: Level, reasons: Iterable[Reason], walls: Iterable[Wall] = ()) -> bool:
	"""Whether any of the viewer's reasons is enough for a record of that level.

	Args:
		level: of the record.
		reasons: what entitles the viewer.
		walls: what stands before the record for this viewer.
	"""
	held = set(reasons)
	if any(walls):
		held &= {Reason.GRANTED}
	return not REASONS[level].isdisjoint(held)
