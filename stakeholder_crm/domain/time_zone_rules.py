"""When the clocks of a zone change, exactly, as a calendar file states it (VTIMEZONE, RFC 5545, 3.6.5).

Each change in a span of days is named for itself. Rules that repeat for ever would be shorter, and wrong wherever a
government decides each year, as it does for Casablanca. icalendar's own ``Timezone.from_tzid`` searches in steps of 64 days,
and misses the weeks of Ramadan.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
# A zone whose clocks change at all has changed them within this time.
LOOK_BACK = timedelta(days=400)
EPOCH = datetime(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Observance:
	"""From when on which offset is in force.

	Attributes:
		onset: by the clock as it stood until then, without a zone.
		offset_from: from UTC, until then.
		offset_to: from UTC, from then on.
		name: what the zone calls it, such as CEST.
		daylight: whether it is daylight saving time.
	"""

	onset: datetime
	offset_from: timedelta
	offset_to: timedelta
	name: str
	daylight: bool


def observances(zone: ZoneInfo, first: date, last: date) -> list[Observance]:
	"""What is in force from the first day to the last, in order; never empty.

	Args:
		zone: whose clocks.
		first: the first day, by the zone's clocks.
		last: the last one.
	"""
	start = datetime.combine(first, time(), timezone.utc) - DAY
	end = datetime.combine(last, time(), timezone.utc) + 2 * DAY
	changes = _changes(zone, start - LOOK_BACK, end)
	before = [change for change in changes if change <= start]
	within = [change for change in changes if change > start]
	found = [_observance(zone, change) for change in (*before[-1:], *within)]
	return found if before else [_since_ever(zone, start), *found]


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> list[datetime]:
	"""The moments, in UTC, from which the clocks show something else than a second before."""
	found: list[datetime] = []
	moment = start
	while moment < end:
		later = moment + DAY
		if _shown(zone, moment) != _shown(zone, later):
			found.append(_first_after(zone, moment, later))
		moment = later
	return found


def _first_after(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
	"""The change between two moments, to the second."""
	old = _shown(zone, before)
	while after - before > SECOND:
		middle = before + timedelta(seconds=(after - before) // SECOND // 2)
		if _shown(zone, middle) == old:
			before = middle
		else:
			after = middle
	return after


def _observance(zone: ZoneInfo, change: datetime) -> Observance:
	until, since = (change - SECOND).astimezone(zone), change.astimezone(zone)
	offset_from = _offset(until)
	onset = change.replace(tzinfo=None) + offset_from
	return Observance(onset, offset_from, _offset(since), since.tzname() or "", _is_daylight(since))


def _since_ever(zone: ZoneInfo, moment: datetime) -> Observance:
	local = moment.astimezone(zone)
	return Observance(EPOCH, _offset(local), _offset(local), local.tzname() or "", _is_daylight(local))


def _shown(zone: ZoneInfo, moment: datetime) -> tuple[timedelta, str | None]:
	local = moment.astimezone(zone)
	return _offset(local), local.tzname()


def _offset(local: datetime) -> timedelta:
	return local.utcoffset() or timedelta()


def _is_daylight(local: datetime) -> bool:
	return (local.dst() or timedelta()) > timedelta()
