"""When a brief is created automatically."""

from dataclasses import dataclass
from datetime import datetime, timedelta

COMING = frozenset({"Planned", "Confirmed"})


@dataclass(frozen=True, slots=True)
class LeadTimes:
	"""How long before a meeting its brief is drafted, and made final."""

	draft: timedelta
	final: timedelta


def state_at(starts_on: datetime, now: datetime, lead: LeadTimes) -> str:
	"""The status of a brief that is created now: "Final" close to the meeting, otherwise "Draft"."""
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
	"""Whether the scheduler must create (or finalise) the brief of a meeting now.

	It is checked every hour, catches up on missed hours, and never repeats itself. A brief that becomes Stale after
	its final hour is not replaced: the team is notified of the changes instead.

	Args:
			status: the meeting's status.
		starts_on: when it starts.
			now: the current time, in the same time zone.
		lead: the lead times from the settings.
			made_on: the time of the current brief. None if there is none.
			made_as: the current brief's status.
	"""
	if status not in COMING or starts_on <= now:
		return False
	if starts_on - now <= lead.final:
		opened = starts_on - lead.final
		return made_on is None or made_on < opened or made_as == "Draft"
	if starts_on - now <= lead.draft:
		return made_on is None or made_on < starts_on - lead.draft
	return False
