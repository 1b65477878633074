"""When a brief is made without anybody asking for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

COMING = frozenset({"Planned", "Confirmed"})


@dataclass(frozen=True, slots=True)
class LeadTimes:
	"""How long before a meeting its brief is drafted, and made final."""

	draft: timedelta
	final: timedelta


def state_at(starts_on: datetime, now: datetime, lead: LeadTimes) -> str:
	"""The status of a brief that is made now: "Final" close to the meeting, else "Draft"."""
	return "Final" if starts_on - now <= lead.final else "Draft"


def is_due(
	status: str,
	starts_on: datetime,
	now: datetime,
	lead: LeadTimes,
	*,
	made_on: datetime | None,
	made_as: str | None,
) -> bool:
	"""Whether the scheduler has to make (or finish) the brief of a meeting now.

	Asked every hour, it catches up on hours that were missed, and does nothing twice. A brief that
	turned Stale after its final hour is left to the team: what they hold in hand is not replaced
	behind their backs; they are told what changed.

	Args:
		status: the meeting's.
		starts_on: when it starts.
		now: the present, in the same zone.
		lead: the lead times from the settings.
		made_on: when the living brief gathered its facts; None where there is none.
		made_as: the living brief's status.
	"""
	if status not in COMING or starts_on <= now:
		return False
	if starts_on - now <= lead.final:
		opened = starts_on - lead.final
		return made_on is None or made_on < opened or made_as == "Draft"
	if starts_on - now <= lead.draft:
		return made_on is None or made_on < starts_on - lead.draft
	return False
