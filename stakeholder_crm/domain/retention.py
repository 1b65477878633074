"""Retention periods of stakeholders."""

import calendar
from datetime import date


def retention_end(
	retain_until: date | None, last_interaction_on: date | None, created_on: date, months: int
) -> date:
	"""The last day of a stakeholder's retention, after which it is reviewed.

	Args:
		retain_until: from the record, which has priority.
		last_interaction_on: the last contact; None if there was none.
		created_on: the creation date, used if there was no contact.
		months: the retention period after the last contact.
	"""
	return retain_until or _months_after(last_interaction_on or created_on, months)


def days_past(last_day: date, today: date) -> int:
	"""How many days a record is past retention; 0 if it is not."""
	return max((today - last_day).days, 0)


def _months_after(day: date, months: int) -> date:
	years, month = divmod(day.month - 1 + months, 12)
	year = day.year + years
	return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
