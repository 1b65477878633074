"""Write meetings as iCalendar (RFC 5545): hours, state and a link, and nothing that says what they are about.

A calendar file is copied to phones, to other people's servers and into mails. So it names no person, place or
subject. The link shows what its reader may see.
"""

import hmac
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timezone
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from frappe import _
from frappe.utils import cint, get_url_to_form
from frappe.utils.password import get_encryption_key
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vText

from stakeholder_crm.base.clock import to_moment
from stakeholder_crm.base.doctypes import MEETING
from stakeholder_crm.domain.meeting_calendar import ics_status
from stakeholder_crm.domain.time_zone_rules import Observance, observances
from stakeholder_crm.engagement.meetings.local_time import meeting_zone
from stakeholder_crm.engagement.meetings.sync_event import neutral_subject

# What a meeting's entry is written from.
FIELDS = ("name", "starts_on", "ends_on", "time_zone", "status", "calendar_sequence", "creation", "modified")
MAKER = "-//Meetings//Calendar//EN"


def render_calendar(meetings: Sequence[Any], *, title: str = "") -> bytes:
	"""Write a calendar.

	Args:
		meetings: rows or documents with ``FIELDS``; the same ones give the same bytes.
		title: what a calendar program calls it, where it is subscribed to.
	"""
	calendar = Calendar()
	calendar.add("prodid", MAKER)
	calendar.add("version", "2.0")
	calendar.add("calscale", "GREGORIAN")
	if title:
		_add_refresh_interval(calendar, title)
	events = [_event(meeting) for meeting in meetings]
	for zone, days in _days_by_zone(events).items():
		calendar.add_component(_time_zone(zone, min(days), max(days)))
	for event in events:
		calendar.add_component(event)
	return calendar.to_ical()


def _add_refresh_interval(calendar: Calendar, title: str) -> None:
	"""RFC 7986, and what Outlook and Apple read in its place."""
	calendar.add("name", title)
	calendar.add("x-wr-calname", title)
	calendar.add("refresh-interval", vText("PT1H"), parameters={"VALUE": "DURATION"})
	calendar.add("x-published-ttl", "PT1H")


def _event(meeting: Any) -> Event:
	zone = meeting_zone(meeting)
	link = get_url_to_form(MEETING, meeting.name)
	event = Event()
	event.add("uid", _uid(meeting.name))
	# Of a calendar that is fetched, and no message: when the entry was last revised (RFC 5545, 3.8.7.2).
	event.add("dtstamp", _utc(meeting.modified))
	event.add("created", _utc(meeting.creation))
	event.add("last-modified", _utc(meeting.modified))
	event.add("sequence", cint(meeting.calendar_sequence))
	event.add("summary", neutral_subject(meeting.name))
	event.add("dtstart", _local(meeting.starts_on, zone))
	event.add("dtend", _local(meeting.ends_on, zone))
	event.add("status", ics_status(meeting.status))
	event.add("transp", "TRANSPARENT" if ics_status(meeting.status) == "CANCELLED" else "OPAQUE")
	event.add("class", "PRIVATE")
	event.add("url", link)
	event.add("description", _("Open it: {0}").format(link))
	return event


def _uid(name: str) -> str:
	"""The same for ever, for no two sites alike, and without this site's address."""
	digest = hmac.new(get_encryption_key().encode(), f"calendar {name}".encode(), sha256).hexdigest()
	return f"{digest[:32]}@meetings"


def _utc(stored: datetime | str) -> datetime:
	return to_moment(stored).astimezone(timezone.utc).replace(microsecond=0)


def _local(stored: datetime | str, zone: ZoneInfo) -> datetime:
	"""By the meeting's own clock; in UTC for the second of two hours of the same name, which a clock cannot tell."""
	local = to_moment(stored).astimezone(zone)
	return local.astimezone(timezone.utc) if local.fold else local


def _days_by_zone(events: Iterable[Event]) -> dict[ZoneInfo, list[date]]:
	found: dict[ZoneInfo, list[date]] = {}
	for event in events:
		for moment in (event["dtstart"].dt, event["dtend"].dt):
			if isinstance(moment.tzinfo, ZoneInfo) and moment.tzinfo.key != "UTC":
				found.setdefault(moment.tzinfo, []).append(moment.date())
	return dict(sorted(found.items(), key=lambda item: item[0].key))


def _time_zone(zone: ZoneInfo, first: date, last: date) -> Timezone:
	component = Timezone()
	component.add("tzid", zone.key)
	for each in observances(zone, first, last):
		component.add_component(_observance(each))
	return component


def _observance(each: Observance) -> TimezoneDaylight | TimezoneStandard:
	part = TimezoneDaylight() if each.daylight else TimezoneStandard()
	part.add("dtstart", each.onset)
	part.add("tzoffsetfrom", each.offset_from)
	part.add("tzoffsetto", each.offset_to)
	part.add("tzname", each.name)
	return part
