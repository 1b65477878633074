"""When a person may be contacted: outside quiet hours and no-contact days."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from hashlib import sha256
from zoneinfo import ZoneInfo

from stakeholder_crm.domain.weekdays import WEEKDAYS

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
# The period over which the messages of one meeting are spread.
SPREAD = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class ContactHours:
	"""One recipient's hours.

	Attributes:
		zone: the zone the recipient lives in.
		quiet_from: local start of quiet hours; the same as ``quiet_to`` means no quiet hours.
		quiet_to: local end of quiet hours; if earlier than the start, on the next day.
		no_contact_days: weekdays, Monday is 0.
	"""

	zone: ZoneInfo
	quiet_from: time
	quiet_to: time
	no_contact_days: frozenset[int] = frozenset()


def is_allowed(moment: datetime, hours: ContactHours) -> bool:
	"""Whether a message may arrive at that (zone-aware) time."""
	local = moment.astimezone(hours.zone)
	return local.weekday() not in hours.no_contact_days and not _is_quiet(local.time(), hours)


def next_allowed(moment: datetime, hours: ContactHours) -> datetime | None:
	"""The first allowed time, not before the given one.

	A local time skipped by a clock change becomes the first one after it. For a repeated local
	time, the first future one is used.

	Args:
		moment: zone-aware.
		hours: the recipient's.

	Returns:
		A UTC datetime, or None if every day is a no-contact day.
	"""
	if len(hours.no_contact_days) >= len(WEEKDAYS):
		return None
	moment = moment.astimezone(timezone.utc)
	while not is_allowed(moment, hours):
		moment = _first_instant(_next_wall_time(moment.astimezone(hours.zone), hours), moment, hours.zone)
	return moment


def spread(moment: datetime, key: str, hours: ContactHours) -> datetime:
	"""An allowed time soon after an allowed one, different per key but stable.

	Messages of one meeting sent in the same second look automated, and may exceed the limits of
	mail providers.

	Args:
		moment: zone-aware and allowed.
		key: of the message.
		hours: the recipient's.

	Returns:
		A time less than ``SPREAD`` after the given one, and before the next quiet hours.
	"""
	share = int.from_bytes(sha256(key.encode()).digest()[:4], "big")
	delay = timedelta(seconds=share % int(SPREAD.total_seconds()))
	while delay >= SECOND and not is_allowed(moment + delay, hours):
		delay = timedelta(seconds=int(delay.total_seconds()) // 2)
	return moment + delay


def _is_quiet(local: time, hours: ContactHours) -> bool:
	if hours.quiet_from <= hours.quiet_to:
		return hours.quiet_from <= local < hours.quiet_to
	return local >= hours.quiet_from or local < hours.quiet_to


def _next_wall_time(local: datetime, hours: ContactHours) -> datetime:
	"""The local time (without a zone) at which the current restriction ends."""
	today = datetime.combine(local.date(), time.min)
	if local.weekday() in hours.no_contact_days:
		return today + timedelta(days=1)
	end = datetime.combine(local.date(), hours.quiet_to)
	return end if local.time() < hours.quiet_to else end + timedelta(days=1)


def _first_instant(wall: datetime, after: datetime, zone: ZoneInfo) -> datetime:
	"""The first UTC time after ``after`` at which local time is ``wall``, or later in a gap."""
	instant = wall.replace(tzinfo=zone).astimezone(timezone.utc)
	if instant <= after:
		instant = wall.replace(tzinfo=zone, fold=1).astimezone(timezone.utc)
	while _wall(instant - MINUTE, zone) >= wall and instant - MINUTE > after:
		instant -= MINUTE
	return instant


def _wall(instant: datetime, zone: ZoneInfo) -> datetime:
	return instant.astimezone(zone).replace(tzinfo=None)
