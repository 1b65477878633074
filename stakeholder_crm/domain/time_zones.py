"""Time zones are IANA names, such as Africa/Nairobi, so that daylight saving is never guessed."""

from functools import cache
from zoneinfo import available_timezones


@cache
def _names() -> frozenset[str]:
	return frozenset(available_timezones())


def is_time_zone(name: str) -> bool:
	"""Whether the text is the exact name of a zone in the IANA database."""
	return name in _names()
