"""Time zones are IANA names, such as Africa/Nairobi, so that daylight saving is known."""

from datetime import date, datetime, time, timedelta, tzinfo
from functools import cache
from zoneinfo import available_timezones

# Clocks change on the full or half hour. In minutes.
CLOCK_STEP = 30


@cache
def _names() -> frozenset[str]:
	return frozenset(available_timezones())


def is_time_zone(name: str) -> bool:
	"""Whether the text is the exact name of a zone in the IANA database."""
	return name in _names()


def clock_changes(zone: tzinfo, first: date, last: date) -> list[tuple[datetime, timedelta]]:
	"""When the clocks of a time zone change (local time), and by how much.

	Args:
			zone: the time zone.
			first: the first day.
			last: the last day. The following night is included.
	"""
	found: list[tuple[datetime, timedelta]] = []
	day = datetime.combine(first, time())
	while day.date() <= last:
		tomorrow = day + timedelta(days=1)
		if _offset(zone, day) != _offset(zone, tomorrow):
			found += _changes_within(zone, day)
		day = tomorrow
	return found


def _changes_within(zone: tzinfo, day: datetime) -> list[tuple[datetime, timedelta]]:
	moments = [day + timedelta(minutes=CLOCK_STEP * step) for step in range(24 * 60 // CLOCK_STEP + 1)]
	offsets = [_offset(zone, moment) for moment in moments]
	return [
		(moment, after - before)
		for moment, before, after in zip(moments[1:], offsets, offsets[1:], strict=False)
		if after != before
	]


def _offset(zone: tzinfo, moment: datetime) -> timedelta:
	return moment.replace(tzinfo=zone).utcoffset() or timedelta()
