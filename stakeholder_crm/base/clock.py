"""Convert between Frappe's datetimes (naive, in the site's time zone) and zone-aware datetimes."""

from datetime import datetime
from zoneinfo import ZoneInfo

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime, get_system_timezone, now_datetime

from stakeholder_crm.domain.time_zones import is_time_zone


def site_zone() -> ZoneInfo:
	"""The site's time zone, in which Frappe stores every datetime."""
	return ZoneInfo(get_system_timezone())


def to_moment(stored: datetime | str) -> datetime:
	"""Attach the site's time zone to a stored datetime."""
	return get_datetime(stored).replace(tzinfo=site_zone())


def to_stored(moment: datetime) -> datetime:
	"""Convert to a stored datetime: in the site's time zone, naive."""
	return moment.astimezone(site_zone()).replace(tzinfo=None)


def current_moment(now: datetime | None = None) -> datetime:
	"""The current time, or the given one (zone-aware or as stored), with its time zone."""
	if now is None:
		now = now_datetime()
	return now if now.tzinfo else to_moment(now)


def check_time_zone(doc: Document, fieldname: str = "time_zone") -> None:
	"""Reject a time zone that is not an IANA name.

	Raises:
			frappe.ValidationError: names the field and gives an example.
	"""
	zone = doc.get(fieldname)
	if zone and not is_time_zone(zone):
		frappe.throw(
			_("{0}: {1} is not a time zone. Choose one from the list, such as Africa/Nairobi.").format(
				_(doc.meta.get_label(fieldname)), frappe.bold(frappe.utils.escape_html(zone))
			)
		)
