"""Between Frappe's clock (no zone, the site's) and moments that carry their zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from frappe.utils import get_datetime, get_system_timezone, now_datetime


def site_zone() -> ZoneInfo:
	"""The site's time zone, in which Frappe stores every datetime."""
	return ZoneInfo(get_system_timezone())


def to_moment(stored: datetime | str) -> datetime:
	"""Give a datetime as Frappe stores it its zone."""
	return get_datetime(stored).replace(tzinfo=site_zone())


def to_stored(moment: datetime) -> datetime:
	"""Write a moment as Frappe stores it: in the site's zone, without saying so."""
	return moment.astimezone(site_zone()).replace(tzinfo=None)


def current_moment(now: datetime | None = None) -> datetime:
	"""The present, or the given one (zone-aware, or as Frappe stores it), with its zone."""
	if now is None:
		now = now_datetime()
	return now if now.tzinfo else to_moment(now)
