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


class ClearanceReason(Enum):
	"""What may entitle a user to see a record."""

	STAFF = "Outreach Staff"
	MANAGER = "Outreach Manager"
	SAFEGUARDING = "Safeguarding Lead"
	OWNER = "relationship owner, backup owner, or a meeting's lead and team"
	TEAM = "team of a coming meeting they take part in"
	SHARED = "shared with the user"
	GRANTED = "opened by the safeguarding lead for a time, with a reason"


class Wall(Enum):
	"""What keeps a user from seeing a record although there is a reason to."""

	LIAISON = "liaison to a type of agency, before one of HIDDEN_FROM_LIAISONS; a grant passes it"
	NAMED = "the same, before a record that names one of them; only a grant on that person takes it down"
	FOCAL_PERSON = (
		"focal person of a partner agency without a role of ours, before every record; a grant passes it"
	)


# Purposes are kept apart: whoever works with the police, say, does not browse those who protest against them.
HIDDEN_FROM_LIAISONS = ("Activist",)


REASONS: dict[Level, frozenset[ClearanceReason]] = {
	Level.OPEN: frozenset(ClearanceReason),
	Level.RESTRICTED: frozenset(
		{
			ClearanceReason.OWNER,
			ClearanceReason.TEAM,
			ClearanceReason.MANAGER,
			ClearanceReason.SAFEGUARDING,
			ClearanceReason.SHARED,
			ClearanceReason.GRANTED,
		}
	),
	Level.CONFIDENTIAL: frozenset(
		{ClearanceReason.OWNER, ClearanceReason.SAFEGUARDING, ClearanceReason.SHARED, ClearanceReason.GRANTED}
	),
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


def may_see(level: Level, reasons: Iterable[ClearanceReason], walls: Iterable[Wall] = ()) -> bool:
	"""Whether any of the viewer's reasons is enough for a record of that level.

	The reference: what runs is the SQL of ``access/permissions.py``, and a test compares the two on random worlds.

	Args:
		level: of the record.
		reasons: what entitles the viewer.
		walls: what stands before the record for this viewer.
	"""
	held, standing = set(reasons), set(walls)
	if Wall.NAMED in standing:
		return False
	if standing:
		held &= {ClearanceReason.GRANTED}
	return not REASONS[level].isdisjoint(held)
