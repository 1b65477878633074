"""When the clocks change, as calendar files tell it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.time_zone_rules import Observance, observances

ZONES = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
HOUR = timedelta(hours=1)


def offset_by(found: list[Observance], local: datetime) -> timedelta:
	"""The offset that a reader of the observances takes a clock's time to have."""
	return [each for each in found if each.onset <= local][-1].offset_to


def test_where_clocks_change_twice_a_year():
	found = observances(ZoneInfo("America/New_York"), date(2026, 3, 1), date(2026, 11, 30))
	assert [
		(each.onset, each.offset_from / HOUR, each.offset_to / HOUR, each.daylight) for each in found
	] == [
		(datetime(2025, 11, 2, 2), -4, -5, False),
		(datetime(2026, 3, 8, 2), -5, -4, True),
		(datetime(2026, 11, 1, 2), -4, -5, False),
	]
	assert [each.name for each in found] == ["EST", "EDT", "EST"]


def test_where_they_never_change():
	(only,) = observances(ZoneInfo("Africa/Nairobi"), date(2026, 1, 1), date(2026, 12, 31))
	assert only == Observance(datetime(1970, 1, 1), 3 * HOUR, 3 * HOUR, "EAT", False)


def test_where_they_go_by_half_an_hour():
	found = observances(ZoneInfo("Australia/Lord_Howe"), date(2026, 4, 1), date(2026, 4, 30))
	assert {each.offset_to - each.offset_from for each in found} == {HOUR / 2, -HOUR / 2}


def test_a_single_day_needs_no_more_than_what_is_in_force():
	(only,) = observances(ZoneInfo("Europe/Berlin"), date(2026, 7, 1), date(2026, 7, 1))
	assert (only.name, only.offset_to) == ("CEST", 2 * HOUR)


@pytest.mark.parametrize("name", ["Africa/Casablanca", "Africa/El_Aaiun"])
def test_where_ramadan_decides(name):
	zone = ZoneInfo(name)
	found = observances(zone, date(2026, 1, 1), date(2026, 12, 31))
	for month in range(1, 13):
		noon = datetime(2026, month, 5, 12)
		assert offset_by(found, noon) == noon.replace(tzinfo=zone).utcoffset()


@given(
	name=st.sampled_from(ZONES),
	day=st.dates(date(2000, 1, 1), date(2036, 1, 1)),
	minutes=st.integers(0, 24 * 60 - 1),
)
def test_every_hour_of_every_zone_has_its_offset(name, day, minutes):
	zone = ZoneInfo(name)
	local = datetime.combine(day, datetime.min.time()) + timedelta(minutes=minutes)
	found = observances(zone, day, day)
	assert [each.onset for each in found] == sorted(each.onset for each in found)
	real = {local.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1)}
	# An hour that comes twice, or never, may be read either way.
	assert offset_by(found, local) in real
