"""When a meeting is by the clock of where it takes place: what people read who are in several time zones."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from stakeholder_crm.base.clock import site_zone, to_moment
from stakeholder_crm.domain.time_zones import is_time_zone


def meeting_zone(meeting: Any) -> ZoneInfo:
	"""The time zone in which a meeting takes place; the site's where none is noted, or one that is none.

	Args:
		meeting: a Stakeholder Meeting, or a row with its ``time_zone``.
	"""
	name = meeting.time_zone
	return ZoneInfo(name) if name and is_time_zone(name) else site_zone()


def in_meeting_zone(meeting: Any, stored: datetime | str) -> datetime:
	"""A moment by the meeting's own clock.

	Args:
		meeting: a Stakeholder Meeting, or a row with its ``time_zone``.
		stored: as Frappe stores it, in the site's zone.

	Returns:
		The same moment in the meeting's zone, which it carries.
	"""
	return to_moment(stored).astimezone(meeting_zone(meeting))
