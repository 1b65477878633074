"""Free days: weekends, and public holidays of a country or region."""

from collections.abc import Callable, Collection
from datetime import date

import holidays


class UnknownRegion(ValueError):
	"""No holidays are known for this country or region code."""


def is_free_day(
	weekend: frozenset[int], holidays_in: str, others: Collection[date] = ()
) -> Callable[[date], bool]:
	"""A function that says whether a day is free.

	Args:
			weekend: days as in ``date.weekday()``.
			holidays_in: an ISO 3166-1 code such as "KE", or an ISO 3166-2 code such as "ES-MD". Empty for none.
			others: other free days.

	Raises:
			UnknownRegion: when no holidays are known for the code.
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
