"""A scheduler that ticks, sleeps and ticks again, simulated minute by minute with the gate as its only guide.

What is decent is worked out here a second time, by reading the recipient's clock and nothing else, so that
an error in the rules cannot hide in the test.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stakeholder_crm.domain.gate import GateDecision, GateFacts, GateReason, GateVerdict, Route, decide
from stakeholder_crm.domain.quiet_hours import SPREAD, ContactHours, is_allowed, next_allowed
from tests.unit.wall_clock import CLOCK_CHANGES, is_decent

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
EMAIL = Route(
	row="r1",
	channel="Email",
	address="a@example.org",
	safe=True,
	preferred=True,
	valid_until=None,
	bounced=False,
	names_us=False,
	suppressed=False,
)


def by_the_clock(moment: datetime, hours: ContactHours) -> bool:
	"""Whether a moment is decent, without asking the rules."""
	quiet_from, quiet_to = hours.quiet_from.isoformat("minutes"), hours.quiet_to.isoformat("minutes")
	return is_decent(moment, hours.zone.key, quiet_from, quiet_to, hours.no_contact_days)


@dataclass(frozen=True)
class Case:
	"""One message, its recipient's hours, and the moments at which the scheduler is awake."""

	hours: ContactHours
	due: datetime
	ticks: tuple[datetime, ...]
	late_limit: timedelta
	key: str

	def facts(self, now: datetime) -> GateFacts:
		return GateFacts(
			attended=True,
			status="Active",
			withdrawn=frozenset(),
			through_intermediary=False,
			routes=(EMAIL,),
			machine_channels=frozenset({"Email"}),
			in_writing=True,
			contribution_is_safe=True,
			has_text=True,
			findings=frozenset(),
			now=now,
			due_on=self.due,
			late_limit=self.late_limit,
			hours=self.hours,
			stopped=False,
			cap_left=1,
			tomorrow=now + DAY,
			key=self.key,
		)

	def __str__(self) -> str:
		hours = self.hours
		days = sorted(hours.no_contact_days)
		return f"{hours.zone.key} quiet {hours.quiet_from}-{hours.quiet_to} not on {days}, due {self.due}"


times = st.builds(time, st.integers(0, 23), st.sampled_from((0, 1, 15, 30, 59)))


@st.composite
def all_hours(draw: st.DrawFn) -> tuple[ContactHours, datetime]:
	"""Somebody's hours, and a moment near a day on which their clocks change."""
	zone = ZoneInfo(draw(st.sampled_from(sorted(CLOCK_CHANGES))))
	day = draw(st.sampled_from(CLOCK_CHANGES[zone.key]))
	hours = ContactHours(
		zone, draw(times), draw(times), frozenset(draw(st.sets(st.integers(0, 6), max_size=6)))
	)
	noon = datetime.combine(day, time(12), tzinfo=timezone.utc)
	return hours, noon + MINUTE * draw(st.integers(-2 * 1440, 1440))


@st.composite
def cases(draw: st.DrawFn, sleeps: st.SearchStrategy[int]) -> Case:
	hours, due = draw(all_hours())
	tick = due - MINUTE * draw(st.integers(0, 90))
	ticks = [tick]
	for sleep in draw(st.lists(sleeps, min_size=1, max_size=12)):
		tick += MINUTE * sleep
		ticks += [tick + MINUTE * step for step in range(draw(st.integers(1, 90)))]
		tick = ticks[-1]
	limit = timedelta(hours=draw(st.sampled_from((1, 12, 48, 168))))
	return Case(hours, due, tuple(ticks), limit, draw(st.text(max_size=8)))


def simulate(case: Case) -> tuple[list[tuple[datetime, GateDecision]], GateDecision | None]:
	"""What a dispatcher would do: every answer with its moment, and the one that ended it, if one did."""
	asked: list[tuple[datetime, GateDecision]] = []
	deferred_until: datetime | None = None
	for now in case.ticks:
		if now < case.due or (deferred_until and now < deferred_until):
			continue
		decision = decide(case.facts(now))
		asked.append((now, decision))
		if decision.verdict is not GateVerdict.DEFER:
			return asked, decision
		deferred_until = decision.until
	return asked, None


def check(case: Case) -> None:
	asked, end = simulate(case)
	decent_ticks = [now for now in case.ticks if now >= case.due and by_the_clock(now, case.hours)]
	last_chance = case.due + case.late_limit
	for now, decision in asked[: len(asked) - 1 if end else None]:
		assert decision.reason is GateReason.QUIET, case
		assert not by_the_clock(now, case.hours), f"{case}: held up at {now}, which is decent"
		assert decision.until is not None
		assert by_the_clock(decision.until, case.hours), f"{case}: put off to {decision.until}"
		assert now < decision.until, case
	if end is None:
		# It waits for a tick still: none was decent, or each lay before the moment it was put off to.
		waits_for = asked[-1][1].until if asked else case.due
		assert waits_for is not None
		assert not [now for now in decent_ticks if now >= waits_for], f"{case}: missed its tick"
		return
	now = asked[-1][0]
	if end.verdict is GateVerdict.GO:
		assert by_the_clock(now, case.hours), f"{case}: left at {now}, in quiet time"
		assert case.due <= now <= last_chance, f"{case}: left at {now}"
		put_off_to = [decision.until for _now, decision in asked[:-1] if decision.until]
		first = [tick for tick in decent_ticks if tick >= (put_off_to[-1] if put_off_to else case.due)]
		assert now == first[0], f"{case}: left at {now}, not at {first[0]}"
	else:
		assert (end.verdict, end.reason) == (GateVerdict.REVIEW, GateReason.TOO_LATE), case
		assert now > last_chance, f"{case}: given up at {now}"


@given(cases(st.integers(1, 15)))
@settings(max_examples=150)
def test_a_scheduler_that_hardly_sleeps(case):
	check(case)


@given(cases(st.integers(60, 4 * 1440)))
@settings(max_examples=150)
def test_a_scheduler_that_sleeps_for_hours_and_days(case):
	check(case)


@given(all_hours())
@settings(max_examples=150)
def test_ticking_every_minute_it_leaves_within_minutes_of_the_first_decent_one(found):
	hours, due = found
	first = next(
		(
			due + MINUTE * step
			for step in range(8 * 1440)
			if (step % 60 == 0 or step < 2 * 1440) and by_the_clock(due + MINUTE * step, hours)
		),
		None,
	)
	if first is None:
		return
	ticks = tuple(first + MINUTE * step for step in range(-5, int(SPREAD / MINUTE) + 2))
	case = Case(hours, due, ticks, timedelta(days=30), "key")
	_asked, end = simulate(case)
	later = [tick for tick in ticks if tick >= due and by_the_clock(tick, hours)]
	# Where there are only minutes between two quiet times, it may be strewn into the next decent ones.
	if len(later) > SPREAD / MINUTE:
		assert end is not None, case
		assert end.verdict is GateVerdict.GO, case


@given(all_hours())
def test_the_rules_and_the_clock_agree_minute_by_minute(found):
	hours, moment = found
	for step in range(0, 1440, 7):
		now = moment + MINUTE * step
		assert is_allowed(now, hours) == by_the_clock(now, hours), f"{hours} at {now}"


@given(all_hours())
def test_the_next_decent_moment_is_the_first_minute_that_the_clock_calls_decent(found):
	hours, moment = found
	decent = next_allowed(moment, hours)
	assert decent is not None
	assert by_the_clock(decent, hours)
	step = moment
	while step < decent:
		assert not by_the_clock(step, hours), f"{hours}: {step} is decent, and earlier than {decent}"
		step += MINUTE


@given(all_hours(), st.integers(1, 4))
def test_whoever_is_never_to_be_written_to_is_a_persons_task_at_every_tick(found, tick):
	hours, due = found
	never = replace(hours, no_contact_days=frozenset(range(7)))
	decision = decide(Case(never, due, (), DAY, "").facts(due + DAY * tick))
	assert (decision.verdict, decision.reason) == (GateVerdict.BLOCK, GateReason.NO_DECENT_HOUR)


@pytest.mark.parametrize(
	("zone", "day", "opens"),
	[
		# At midnight of 8 March 2026 Havana's clocks jump to one: the day begins there.
		("America/Havana", date(2026, 3, 8), datetime(2026, 3, 8, 5, tzinfo=timezone.utc)),
		("Africa/Cairo", date(2026, 4, 24), datetime(2026, 4, 23, 22, tzinfo=timezone.utc)),
		("America/Santiago", date(2026, 9, 6), datetime(2026, 9, 6, 4, tzinfo=timezone.utc)),
		# At one o'clock of 1 November Havana's clocks go back to midnight: the day begins at the first.
		("America/Havana", date(2026, 11, 1), datetime(2026, 11, 1, 4, tzinfo=timezone.utc)),
		# Samoa had no 30 December 2011.
		("Pacific/Apia", date(2011, 12, 31), datetime(2011, 12, 30, 10, tzinfo=timezone.utc)),
	],
)
def test_a_no_contact_day_ends_when_the_next_day_begins_even_where_midnight_is_skipped(zone, day, opens):
	yesterday = (day - DAY).weekday() if zone != "Pacific/Apia" else date(2011, 12, 29).weekday()
	hours = ContactHours(ZoneInfo(zone), time(0), time(0), frozenset({yesterday}))
	assert next_allowed(opens - timedelta(hours=3), hours) == opens
	assert not by_the_clock(opens - MINUTE, hours)
	assert by_the_clock(opens, hours)
