"""When we want to be in touch with somebody again."""

from __future__ import annotations

from datetime import date, timedelta

ACTIVE = "Active"


def next_contact_due(
	status: str,
	cadence_days: int,
	last_interaction_on: date | None,
	created_on: date,
) -> date | None:
	"""The day by which we want to have been in touch again.

	Args:
		status: the stakeholder's status; only an Active one is reminded about.
		cadence_days: at least every so many days; one or more.
		last_interaction_on: day of the last logged interaction, if there was one.
		created_on: day the record was made; counts where there was no interaction yet.

	Returns:
		The day, or None where nobody should be reminded: the stakeholder is not Active,
		has no cadence, or the day lies beyond the calendar.
	"""
	if status != ACTIVE or cadence_days < 1:
		return None
	try:
		return (last_interaction_on or created_on) + timedelta(days=cadence_days)
	except OverflowError:
		return None


def days_overdue(next_touch_on: date | None, today: date) -> int:
	"""Days since the touch was due; 0 while it is not, or where there is none."""
	if next_touch_on is None:
		return 0
	return max((today - next_touch_on).days, 0)
