"""Only exact IANA names are time zones."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.time_zones import clock_changes, is_time_zone


@pytest.mark.parametrize("name", ["Africa/Nairobi", "America/Argentina/Ushuaia", "UTC"])
def test_an_iana_name_is_a_time_zone(name):
	assert is_time_zone(name)


@pytest.mark.parametrize("name", ["Nairobi", "africa/nairobi", "GMT+25", "../etc/passwd", "", " UTC"])
def test_anything_else_is_not(name):
	assert not is_time_zone(name)


def test_clocks_that_change_twice_a_year():
	found = clock_changes(ZoneInfo("Europe/Berlin"), date(2026, 1, 1), date(2026, 12, 31))
	assert found == [
		(datetime(2026, 3, 29, 3), timedelta(hours=1)),
		(datetime(2026, 10, 25, 3), timedelta(hours=-1)),
	]


def test_clocks_that_change_by_half_an_hour():
	found = clock_changes(ZoneInfo("Australia/Lord_Howe"), date(2026, 4, 4), date(2026, 4, 6))
	assert found == [(datetime(2026, 4, 5, 2), timedelta(minutes=-30))]


def test_clocks_that_do_not_change():
	assert clock_changes(ZoneInfo("Africa/Nairobi"), date(2026, 1, 1), date(2026, 12, 31)) == []


@given(st.dates(date(2020, 1, 1), date(2025, 1, 1)), st.sampled_from(["Europe/Berlin", "America/New_York"]))
def test_changes_add_up_to_the_difference_of_the_offsets(day, name):
	zone, last = ZoneInfo(name), day + timedelta(days=400)
	moved = sum((forward for _at, forward in clock_changes(zone, day, last)), timedelta())
	begin, end = (datetime.combine(one, time(), zone).utcoffset() for one in (day, last + timedelta(days=1)))
	assert end - begin == moved
