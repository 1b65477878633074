"""Days on which nobody works: weekends, and public holidays of a country or a part of it."""

from collections.abc import Callable, Collection
from datetime import date

import holidays


class UnknownRegion(ValueError):
	"""A code of no country, or of no part of it, whose holidays are known."""


def is_free_day(
	weekend: frozenset[int], holidays_in: str, others: Collection[date] = ()
) -> Callable[[date], bool]:
	"""Tell free days from others.

	Args:
		weekend: days as ``date.weekday()`` counts them.
		holidays_in: an ISO 3166-1 code such as "KE", or an ISO 3166-2 code such as "ES-MD"; empty for none.
		others: days that are free whatever the rest says.

	Raises:
		UnknownRegion: when no holidays are known there.
	"""
	calendar = _calendar(holidays_in.strip().upper()) if holidays_in.strip() else None

	def is_free(day: date) -> bool:
		return day.weekday() in weekend or day in others or (calendar is not None and day in calendar)

	return is_free


def _calendar(code: str) -> holidays.HolidayBase:
	country, _dash, part = code.partition("-")
	try:
		return holidays.country_holidays(country, subdiv=part or None)
	except NotImplementedError as error:
		raise UnknownRegion(code) from error
