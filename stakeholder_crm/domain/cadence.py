"""When the next contact with a stakeholder is due."""

from __future__ import annotations

from datetime import date, timedelta

ACTIVE = "Active"


def next_contact_due(
	status: str,
	cadence_days: int,
	last_interaction_on: date | None,
	created_on: date,
) -> date | None:
	"""The day by which the next contact is due.

	Args:
			status: the stakeholder's status. Only Active stakeholders have reminders.
			cadence_days: the maximum number of days between contacts, at least 1.
			last_interaction_on: the day of the last logged contact, if any.
			created_on: the day the record was created, used if there was no contact.

	Returns:
			The day, or None if no reminder is needed: the stakeholder is not Active, has no cadence, or the day is
			beyond the calendar.
	"""
	if status != ACTIVE or cadence_days < 1:
		return None
	try:
		return (last_interaction_on or created_on) + timedelta(days=cadence_days)
	except OverflowError:
		return None


def days_overdue(next_touch_on: date | None, today: date) -> int:
	"""Days since the contact was due. 0 if it is not overdue."""
	if next_touch_on is None:
		return 0
	return max((today - next_touch_on).days, 0)
