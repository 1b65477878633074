"""Meetings in calendars outside: what the file says, who reads the feed, and what other programs make of it."""

from datetime import datetime, timedelta, timezone
from io import StringIO
from zoneinfo import ZoneInfo

import dateutil.tz
import frappe
import ics
import pytest
import vobject
from frappe.handler import execute_cmd
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from stakeholder_crm.api import calendars, meetings
from stakeholder_crm.base.clock import to_moment, to_stored
from stakeholder_crm.engagement.calendars.render_calendar import FIELDS, render_calendar
from stakeholder_crm.testing import factories
from tests.integration.calendars.conftest import SECRET


def at(moment: datetime, zone: str, **fields) -> frappe._dict:
	"""A meeting's row, at a moment."""
	stored = to_stored(moment)
	row = frappe._dict.fromkeys(FIELDS)
	row.update(
		name="MTG-2026-00001",
		starts_on=stored,
		ends_on=stored + timedelta(hours=1),
		time_zone=zone,
		status="Confirmed",
		calendar_sequence=2,
		creation=stored,
		modified=stored,
	)
	return frappe._dict({**row, **fields})


def by_vobject(data: bytes) -> list[tuple[datetime, datetime]]:
	"""Start and end in UTC as vobject reads them, which goes by what the file says of its zones."""
	# It would remember the zones of a file that it read before.
	vars(vobject.icalendar)["__tzidMap"].clear()
	vobject.icalendar.registerTzid("UTC", dateutil.tz.tzutc())
	events = vobject.readOne(data.decode()).contents.get("vevent", [])
	return [
		tuple(
			each.value.astimezone(timezone.utc).replace(tzinfo=None) for each in (event.dtstart, event.dtend)
		)
		for event in events
	]


def by_ics(data: bytes) -> list[tuple[datetime, datetime]]:
	"""The same as ics.py reads them, which goes by the names of zones."""
	return [
		tuple(each.to("utc").datetime.replace(tzinfo=None) for each in (event.begin, event.end))
		for event in ics.Calendar(data.decode()).events
	]


# The file


def test_it_says_when_and_nothing_about_what(meeting):
	response = calendars.meeting_file(meeting.name)
	text = response.get_data(as_text=True)
	assert not [word for word in SECRET if word in text.replace("\r\n ", "")]
	(event,) = Calendar.from_ical(text).walk("VEVENT")
	assert event["summary"] == f"Meeting {meeting.name}"
	assert "location" not in event
	assert str(event["description"]) == f"Open it: {event['url']}"
	assert meeting.name in event["url"]
	assert event["class"] == "PRIVATE"
	assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
	assert response.headers["Content-Disposition"] == f'attachment; filename="{meeting.name}.ics"'


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_program_may_ask_for_its_headers_alone(meeting, monkeypatch, method):
	monkeypatch.setattr(frappe.local, "form_dict", frappe._dict(meeting=meeting.name))
	request = Request(EnvironBuilder("/", method=method).get_environ())
	monkeypatch.setattr(frappe.local, "request", request, raising=False)
	assert execute_cmd("stakeholder_crm.api.calendars.meeting_file").status_code == 200


def test_who_may_not_see_the_meeting_gets_no_file(users, as_user):
	hidden = factories.meeting([factories.activist(confidentiality="Restricted")])
	with as_user(users["outreach2"]), pytest.raises(frappe.PermissionError):
		calendars.meeting_file(hidden.name)


def test_lines_are_short_and_end_as_the_standard_says(meeting):
	data = calendars.meeting_file(meeting.name).get_data()
	assert data.endswith(b"END:VCALENDAR\r\n")
	assert all(len(line) <= 75 for line in data.split(b"\r\n"))


@pytest.mark.parametrize(
	("status", "told"),
	[
		("Planned", "TENTATIVE"),
		("Confirmed", "CONFIRMED"),
		("Held", "CONFIRMED"),
		("Postponed", "CANCELLED"),
		("Cancelled", "CANCELLED"),
	],
)
def test_its_state_is_told(status, told):
	data = render_calendar([at(datetime(2026, 7, 1, 9, tzinfo=timezone.utc), "Europe/Berlin", status=status)])
	(event,) = Calendar.from_ical(data).walk("VEVENT")
	assert event["status"] == told


def test_a_change_is_the_same_entry_with_a_higher_number(meeting):
	def entry():
		(event,) = Calendar.from_ical(calendars.meeting_file(meeting.name).get_data()).walk("VEVENT")
		return event

	before = entry()
	later = meeting.starts_on + timedelta(days=1)
	meetings.reschedule(meeting.name, str(later), str(later + timedelta(hours=1)))
	after = entry()
	assert before["uid"] == after["uid"]
	assert after["sequence"] > before["sequence"]


# What other programs make of it


@pytest.mark.parametrize("read", [by_vobject, by_ics])
def test_two_other_programs_read_the_same_hours(read, meeting):
	start = to_utc(meeting.starts_on)
	assert read(calendars.meeting_file(meeting.name).get_data()) == [(start, start + timedelta(hours=1))]


def to_utc(stored: datetime) -> datetime:
	return to_moment(stored).astimezone(timezone.utc).replace(tzinfo=None)


@pytest.mark.parametrize("read", [by_vobject, by_ics])
@pytest.mark.parametrize(
	("zone", "utc"),
	[
		("America/New_York", datetime(2026, 3, 8, 6, 30)),  # half an hour before the clocks go forward
		("America/New_York", datetime(2026, 3, 8, 7, 0)),
		("America/New_York", datetime(2026, 11, 1, 5, 30)),  # the hour that comes twice: first
		("America/New_York", datetime(2026, 11, 1, 6, 30)),  # and second
		("Europe/Berlin", datetime(2026, 3, 29, 1, 0)),
		("Europe/Berlin", datetime(2026, 10, 25, 0, 30)),
		("Europe/Berlin", datetime(2026, 10, 25, 1, 30)),
		("Australia/Lord_Howe", datetime(2026, 4, 4, 15, 15)),
		("Asia/Kathmandu", datetime(2026, 5, 1, 4, 0)),
		("Pacific/Chatham", datetime(2026, 9, 26, 14, 30)),
		("UTC", datetime(2026, 5, 1, 4, 0)),
	],
)
def test_hours_at_which_clocks_change(read, zone, utc):
	data = render_calendar([at(utc.replace(tzinfo=timezone.utc), zone)])
	assert read(data)[0][0] == utc


@pytest.mark.parametrize(
	"utc", [datetime(2026, 2, 15, 1), datetime(2026, 2, 15, 3), datetime(2026, 3, 22, 3)]
)
def test_a_zone_whose_clocks_follow_no_rule(utc):
	# ics.py goes by a table of its own, in which Ramadan is missing.
	assert (
		by_vobject(render_calendar([at(utc.replace(tzinfo=timezone.utc), "Africa/Casablanca")]))[0][0] == utc
	)


ZONES = (
	*("America/New_York", "America/Sao_Paulo", "America/St_Johns", "Europe/Berlin", "Europe/Dublin"),
	*("Africa/Casablanca", "Africa/Nairobi", "Asia/Tehran", "Asia/Kathmandu", "Australia/Lord_Howe"),
	*("Pacific/Auckland", "Pacific/Apia"),
)


@settings(max_examples=60)
@given(
	zone=st.sampled_from(ZONES),
	moments=st.lists(
		st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(
			lambda each: each.replace(minute=each.minute // 15 * 15, second=0, microsecond=0)
		),
		min_size=1,
		max_size=3,
	),
)
def test_offsets_come_back_as_they_are(site, zone, moments):
	rows = [
		at(utc.replace(tzinfo=timezone.utc), zone, name=f"MTG-{number}") for number, utc in enumerate(moments)
	]
	calendar = Calendar.from_ical(render_calendar(rows))
	for component in calendar.walk("VTIMEZONE"):
		read = (
			dateutil.tz.tzical(StringIO(component.to_ical().decode())).get(),
			component.to_tz(lookup_tzid=False),
		)
		for event in calendar.walk("VEVENT"):
			local = event["dtstart"].dt.replace(tzinfo=None)
			if "TZID" in event["dtstart"].params:
				real = local.replace(tzinfo=ZoneInfo(zone)).utcoffset()
				assert [local.replace(tzinfo=each).utcoffset() for each in read] == [real, real]
	starts = [
		event["dtstart"].dt.astimezone(timezone.utc).replace(tzinfo=None) for event in calendar.walk("VEVENT")
	]
	assert starts == moments
