"""A meeting's hours in the time zone where it takes place, for teams in several time zones."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from stakeholder_crm.base.clock import site_zone, to_moment
from stakeholder_crm.domain.time_zones import is_time_zone


def meeting_zone(meeting: Any) -> ZoneInfo:
	"""The time zone of a meeting. The site's if it has none, or an invalid one.

	Args:
		meeting: a Stakeholder Meeting, or a row with its ``time_zone``.
	"""
	name = meeting.time_zone
	return ZoneInfo(name) if name and is_time_zone(name) else site_zone()


def in_meeting_zone(meeting: Any, stored: datetime | str) -> datetime:
	"""A stored datetime in the meeting's time zone.

	Args:
		meeting: a Stakeholder Meeting, or a row with its ``time_zone``.
			stored: as Frappe stores it, in the site's time zone.

	Returns:
			The same moment, zone-aware.
	"""
	return to_moment(stored).astimezone(meeting_zone(meeting))
