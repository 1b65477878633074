"""Who may see what: confidentiality levels and the permission rule.

The rule has *reasons* to see a record, and *walls* that override every reason except a grant. Which of them apply
to a record (owner, meeting team, share) is determined by ``access/permissions.py``, in SQL and for single
documents.
"""

from collections.abc import Iterable
from enum import Enum, IntEnum


class Level(IntEnum):
	"""How confidential a record is, in ascending order."""

	OPEN = 0
	RESTRICTED = 1
	CONFIDENTIAL = 2


_NAMES = {"Open": Level.OPEN, "Restricted": Level.RESTRICTED, "Confidential": Level.CONFIDENTIAL}


class ClearanceReason(Enum):
	"""What can entitle a user to see a record."""

	STAFF = "Outreach Staff"
	MANAGER = "Outreach Manager"
	SAFEGUARDING = "Safeguarding Lead"
	OWNER = "relationship owner, backup owner, or a meeting's lead and team"
	TEAM = "team of a coming meeting they take part in"
	SHARED = "shared with the user"
	GRANTED = "opened by the safeguarding lead for a time, with a reason"


class Wall(Enum):
	"""What hides a record from a user despite a reason to see it."""

	LIAISON = "liaison to a type of agency, before one of HIDDEN_FROM_LIAISONS; a grant passes it"
	NAMED = "the same, before a record that names one of them; only a grant on that person takes it down"
	FOCAL_PERSON = (
		"focal person of a partner agency without a role of ours, before every record; a grant passes it"
	)


# Purposes are separated: a user who works with the police does not browse activists, for example.
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
	"""The level with that name; unknown or empty counts as Confidential (default deny)."""
	return _NAMES.get(name or "", Level.CONFIDENTIAL)


def name_of(level: Level) -> str:
	"""The name of a level in the DocTypes."""
	return level.name.title()


def most(names: Iterable[str | None]) -> Level:
	"""The most confidential of the named levels; Open if there is none."""
	return max((level_of(name) for name in names), default=Level.OPEN)


def may_see(level: Level, reasons: Iterable[ClearanceReason], walls: Iterable[Wall] = ()) -> bool:
	"""Whether any of the viewer's reasons suffices for a record of that level.

	This is the reference implementation. The SQL in ``access/permissions.py`` is what runs, and a test compares both.

	Args:
		level: of the record.
		reasons: what entitles the viewer.
		walls: that apply to this viewer and record.
	"""
	held, standing = set(reasons), set(walls)
	if Wall.NAMED in standing:
		return False
	if standing:
		held &= {ClearanceReason.GRANTED}
	return not REASONS[level].isdisjoint(held)
