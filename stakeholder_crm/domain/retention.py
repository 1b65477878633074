"""How long a stakeholder is kept, and what that says about one on a given day."""

import calendar
from datetime import date


def retention_end(
	retain_until: date | None, last_interaction_on: date | None, created_on: date, months: int
) -> date:
	"""The last day on which a stakeholder's record is kept without being looked at again.

	Args:
		retain_until: what the record itself says, which goes before all else.
		last_interaction_on: when we were last in touch; None where we never were.
		created_on: when the record was made, which counts where we never were in touch.
		months: how long the organisation keeps somebody after the last interaction.
	"""
	return retain_until or _months_after(last_interaction_on or created_on, months)


def days_past(last_day: date, today: date) -> int:
	"""For how many days a record has been kept too long; 0 where it has not."""
	return max((today - last_day).days, 0)


def _months_after(day: date, months: int) -> date:
	years, month = divmod(day.month - 1 + months, 12)
	year = day.year + years
	return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
