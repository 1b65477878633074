"""Between Frappe's clock (no zone, the site's) and moments that carry their zone."""

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


def check_time_zone(doc: Document, fieldname: str = "time_zone") -> None:
	"""Refuse a time zone that is not an IANA name.

	Raises:
		frappe.ValidationError: naming the field and an example.
	"""
	zone = doc.get(fieldname)
	if zone and not is_time_zone(zone):
		frappe.throw(
			_(
				"{0}: {1} is not a time zone. Choose an IANA name such as Africa/Nairobi or Europe/Berlin."
			).format(_(doc.meta.get_label(fieldname)), frappe.bold(frappe.utils.escape_html(zone)))
		)
