from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.quiet_hours import SPREAD, ContactHours, is_allowed, next_allowed, spread
from stakeholder_crm.domain.weekdays import parse_weekdays

NIGHT = {"quiet_from": time(20), "quiet_to": time(8)}
BERLIN = ZoneInfo("Europe/Berlin")
ZONES = (
	"UTC",
	"Europe/Berlin",
	"Africa/Nairobi",
	"Asia/Kathmandu",
	"America/St_Johns",
	"Australia/Lord_Howe",
)


def local(zone: ZoneInfo, *when: int, fold: int = 0) -> datetime:
	return datetime(*when, tzinfo=zone, fold=fold)


def test_a_decent_moment_stays_as_it_is():
	noon = local(BERLIN, 2026, 3, 4, 12)
	assert next_allowed(noon, ContactHours(BERLIN, **NIGHT)) == noon


def test_a_night_lasts_until_the_morning():
	hours = ContactHours(BERLIN, **NIGHT)
	assert next_allowed(local(BERLIN, 2026, 3, 4, 22), hours) == local(BERLIN, 2026, 3, 5, 8)
	assert next_allowed(local(BERLIN, 2026, 3, 5, 3), hours) == local(BERLIN, 2026, 3, 5, 8)


def test_the_end_of_quiet_hours_is_decent_and_their_start_is_not():
	hours = ContactHours(BERLIN, **NIGHT)
	assert is_allowed(local(BERLIN, 2026, 3, 4, 8), hours)
	assert not is_allowed(local(BERLIN, 2026, 3, 4, 20), hours)


def test_quiet_hours_may_lie_within_a_day():
	hours = ContactHours(BERLIN, time(12), time(14))
	assert next_allowed(local(BERLIN, 2026, 3, 4, 12, 30), hours) == local(BERLIN, 2026, 3, 4, 14)


def test_equal_ends_mean_no_quiet_hours():
	hours = ContactHours(BERLIN, time(8), time(8))
	assert is_allowed(local(BERLIN, 2026, 3, 4, 3), hours)


def test_no_contact_days_are_passed_over_into_the_next_decent_hour():
	hours = ContactHours(BERLIN, **NIGHT, no_contact_days=parse_weekdays("Friday, Saturday"))
	friday_noon = local(BERLIN, 2026, 3, 6, 12)
	assert next_allowed(friday_noon, hours) == local(BERLIN, 2026, 3, 8, 8)


def test_every_day_a_no_contact_day_has_no_answer():
	assert (
		next_allowed(
			local(BERLIN, 2026, 3, 4, 12), ContactHours(BERLIN, **NIGHT, no_contact_days=frozenset(range(7)))
		)
		is None
	)


def test_the_recipients_clock_counts_not_ours():
	hours = ContactHours(ZoneInfo("Asia/Kathmandu"), **NIGHT)
	assert not is_allowed(datetime(2026, 3, 4, 15, 0, tzinfo=timezone.utc), hours)
	assert is_allowed(datetime(2026, 3, 4, 3, 0, tzinfo=timezone.utc), hours)


def test_a_morning_that_the_clock_change_skips_begins_after_the_gap():
	"""In Berlin 02:00-03:00 of 29 March 2026 does not exist."""
	hours = ContactHours(BERLIN, time(22), time(2, 30))
	assert next_allowed(local(BERLIN, 2026, 3, 29, 1), hours) == local(BERLIN, 2026, 3, 29, 3)


def test_a_morning_that_comes_twice_is_taken_at_the_first_time_that_is_not_over():
	"""In Berlin 02:00-03:00 of 25 October 2026 comes twice."""
	hours = ContactHours(BERLIN, time(22), time(2, 30))
	first, second = local(BERLIN, 2026, 10, 25, 2, 30), local(BERLIN, 2026, 10, 25, 2, 30, fold=1)
	assert next_allowed(local(BERLIN, 2026, 10, 25, 1), hours) == first.astimezone(timezone.utc)
	assert next_allowed(local(BERLIN, 2026, 10, 25, 2, 10, fold=1), hours) == second.astimezone(timezone.utc)


@st.composite
def cases(draw: st.DrawFn) -> tuple[datetime, ContactHours]:
	hours = ContactHours(
		ZoneInfo(draw(st.sampled_from(ZONES))),
		time(draw(st.integers(0, 23)), draw(st.sampled_from((0, 30)))),
		time(draw(st.integers(0, 23)), draw(st.sampled_from((0, 30)))),
		frozenset(draw(st.sets(st.integers(0, 6), max_size=6))),
	)
	minute = draw(st.integers(0, 366 * 24 * 60))
	return datetime(2026, 1, 1, tzinfo=timezone.utc) + timedelta(minutes=minute), hours


@given(cases())
def test_the_next_moment_is_allowed_and_not_before_the_asked_one(case):
	moment, hours = case
	found = next_allowed(moment, hours)
	assert found is not None
	assert found >= moment
	assert is_allowed(found, hours)
	assert next_allowed(found, hours) == found


@given(cases())
def test_there_is_no_earlier_allowed_minute(case):
	moment, hours = case
	found = next_allowed(moment, hours)
	assert found is not None
	checked = moment
	while checked < found:
		assert not is_allowed(checked, hours)
		checked += timedelta(minutes=15)
	if found > moment:
		assert not is_allowed(found - timedelta(minutes=1), hours)


keys = st.text(max_size=40)


def decent_moment(case: tuple[datetime, ContactHours]) -> datetime:
	found = next_allowed(*case)
	assert found is not None
	return found


@given(cases(), keys)
def test_what_is_strewn_stays_decent_and_near_and_is_the_same_each_time(case, key):
	_moment, hours = case
	decent = decent_moment(case)
	found = spread(decent, key, hours)
	assert decent <= found < decent + SPREAD
	assert is_allowed(found, hours)
	assert spread(decent, key, hours) == found


# The nights on which the clocks change in Berlin, on Lord Howe (by half an hour) and in Newfoundland.
CHANGES = (
	("Europe/Berlin", datetime(2026, 3, 29, 1, tzinfo=timezone.utc)),
	("Europe/Berlin", datetime(2026, 10, 25, 1, tzinfo=timezone.utc)),
	("Australia/Lord_Howe", datetime(2026, 4, 4, 15, tzinfo=timezone.utc)),
	("Australia/Lord_Howe", datetime(2026, 10, 3, 15, 30, tzinfo=timezone.utc)),
	("America/St_Johns", datetime(2026, 3, 8, 5, 30, tzinfo=timezone.utc)),
	("America/St_Johns", datetime(2026, 11, 1, 4, 30, tzinfo=timezone.utc)),
)


@given(st.sampled_from(CHANGES), st.integers(-180, 180), st.integers(0, 47), st.integers(0, 47), keys)
def test_it_is_so_around_a_change_of_the_clocks_too(change, minutes, quiet_from, quiet_to, key):
	zone, moment = change
	hours = ContactHours(
		ZoneInfo(zone), time(quiet_from // 2, quiet_from % 2 * 30), time(quiet_to // 2, quiet_to % 2 * 30)
	)
	decent = decent_moment((moment + timedelta(minutes=minutes), hours))
	found = spread(decent, key, hours)
	assert decent <= found < decent + SPREAD
	assert is_allowed(found, hours)


def test_the_last_decent_minute_is_not_overstepped():
	hours = ContactHours(BERLIN, **NIGHT)
	last = local(BERLIN, 2026, 3, 4, 19, 59)
	found = {spread(last, str(number), hours) for number in range(200)}
	assert len(found) > 1
	assert max(found) < local(BERLIN, 2026, 3, 4, 20)


def test_the_thanks_of_one_meeting_do_not_leave_together():
	hours = ContactHours(BERLIN, **NIGHT)
	noon = local(BERLIN, 2026, 3, 4, 12)
	assert len({spread(noon, f"MTG-1:Activist:{number}", hours) for number in range(50)}) > 40
