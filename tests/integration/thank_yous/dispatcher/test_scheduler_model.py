"""The dispatcher against a model of it: random people, hours, clock changes, crashes, refusals, changes of mind.

Each example is a story of some days: meetings are logged, runs start, die and overlap, staff and recipients
change their minds in the midst of them, and at the end everything must have come to an end.
"""

import os
from datetime import datetime, time, timedelta

import frappe
from freezegun import freeze_time
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
	RuleBasedStateMachine,
	initialize,
	invariant,
	precondition,
	rule,
	run_state_machine_as_test,
)

from stakeholder_crm.domain.weekdays import WEEKDAYS
from tests.conftest import FREEZING
from tests.integration.thank_yous.dispatcher.conftest import PEOPLE
from tests.integration.thank_yous.dispatcher.world import BREAKS, REFUSALS, World
from tests.integration.thank_yous.helpers import settings as crm_settings
from tests.unit.wall_clock import CLOCK_CHANGES

# A few in each run; `make soak` tells fifty. For a longer hunt: STORIES=1000 python3 -m dev pytest …
EXAMPLES = int(os.environ.get("STORIES", "5"))
STEPS = 25
# Add Phase.shrink to have the shortest story that fails; it takes some minutes.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
MOST_MEETINGS = 3
DRAIN_STEP = timedelta(hours=11)
DRAIN = timedelta(days=14)
DAYS = sorted({day for days in CLOCK_CHANGES.values() for day in days})
OTHERS = ("another run", "somebody_opts_out", "somebody_is_not_to_be_contacted", "a_log_is_cancelled")
EVENTS = ("killed", "killed", "ended", "deadlock", "another run", "everything_is_stopped", *OTHERS)

WORK = ("approve", "check_again", "check_again", "log_again", "settle_one")
WORK += ("opts_out", "is_not_to_be_contacted", "log_is_cancelled")

half_hours = st.integers(0, 47).map(lambda half: f"{half // 2:02}:{half % 2 * 30:02}")
zones = st.sampled_from(sorted(CLOCK_CHANGES))
hours = st.one_of(
	st.tuples(zones, st.just("00:00"), st.just("00:00"), st.just(set())),
	st.tuples(zones, half_hours, half_hours, st.sets(st.integers(0, 6), max_size=3)),
)
waits = st.one_of(st.integers(1, 30), st.integers(31, 24 * 60), st.integers(1440, 3 * 1440))
replies = st.lists(st.sampled_from(("ok", "ok", "slow", *REFUSALS, *BREAKS)), min_size=1, max_size=5)
events = st.dictionaries(st.integers(2, 24), st.sampled_from(EVENTS), min_size=1, max_size=3)


class Days(RuleBasedStateMachine):
	"""Some days of the site; every check is the world's."""

	def __init__(self, world: World) -> None:
		super().__init__()
		self.world = world

	@initialize(
		day=st.sampled_from(DAYS),
		minute=st.integers(0, 1439),
		all_hours=st.lists(hours, min_size=PEOPLE, max_size=PEOPLE),
		delay=st.sampled_from((0, 0, 24)),
		late_limit=st.sampled_from((12, 48, 168)),
		limits=st.tuples(st.sampled_from((2, 5, 100)), st.sampled_from((0, 0, 2))),
		rule=st.sampled_from(("None", "None", "Always")),
	)
	def begin(self, day, minute, all_hours, delay, late_limit, limits, rule):
		world = self.world
		world.clock.move_to(datetime.combine(day, time()) + timedelta(minutes=minute - 1440, microseconds=1))
		for person, values in zip(world.people, all_hours, strict=True):
			person.zone, person.quiet_from, person.quiet_to, no_contact = values
			person.no_contact = frozenset(no_contact)
			written = {"time_zone": person.zone, "quiet_from": person.quiet_from, "quiet_to": person.quiet_to}
			days = ", ".join(WEEKDAYS[number] for number in sorted(no_contact))
			frappe.db.set_value("Activist", person.name, {**written, "no_contact_days": days})
		crm_settings(thank_you_delay_hours=delay, late_limit_hours=late_limit, approval_rule=rule)
		world.late_limit, world.approval = timedelta(hours=late_limit), rule == "Always"
		world.limit(*limits)
		self.meet(set(range(PEOPLE)))

	@precondition(lambda self: len(self.world.logs) < MOST_MEETINGS)
	@rule(who=st.sets(st.integers(0, PEOPLE - 1), min_size=1))
	def meet(self, who):
		self.world.plan([self.world.people[number] for number in sorted(who)])

	@rule(minutes=waits)
	def wait(self, minutes):
		self.world.clock.tick(timedelta(minutes=minutes))

	@rule(minutes=waits, answers=replies, happens=events)
	def something_is_due_and_the_weather_is_bad(self, minutes, answers, happens):
		self.world.wait_until_something_is_due()
		self.run_in_bad_weather(minutes, answers, happens)

	@rule(minutes=waits, answers=replies, happens=events)
	def run_in_bad_weather(self, minutes, answers, happens):
		self.world.replies = answers
		self.runs(happens)
		self.world.replies = []
		# The next run, be it in a minute or in days, finds what this one left.
		self.wait(minutes)
		self.run()

	@rule()
	def run(self):
		self.runs({})
		if not self.world.stopped:
			self.world.compare_after_a_clean_run()

	@rule()
	def run_without_a_server(self):
		self.world.down = True
		taken = self.world.taken()
		self.runs({})
		self.world.down = False
		assert self.world.taken() == taken

	@rule(work=st.sampled_from(WORK), number=st.integers(0, PEOPLE - 1))
	def somebody_acts(self, work, number):
		self.world.somebody_acts(work, number)
		self.world.process.keep()

	@rule(stop=st.sampled_from((False, False, True)), cap=st.integers(1, 6), pace=st.integers(0, 4))
	def a_manager_looks_in(self, stop, cap, pace):
		self.world.limit(cap, pace)
		self.world.everything_is_stopped(stop)
		self.world.process.keep()

	@invariant()
	def books_agree(self):
		self.world.compare()

	def teardown(self):
		try:
			self.everything_comes_to_an_end()
		finally:
			self.world.process.give_back()

	def everything_comes_to_an_end(self):
		self.world.everything_is_stopped(False)
		self.world.limit(100, 0)
		self.world.approve()
		end = self.world.now + DRAIN
		while self.world.now < end and self.world.in_state("Scheduled", "Claimed", "Queued"):
			self.runs({})
			self.world.compare()
			self.world.clock.tick(DRAIN_STEP)
		left = self.world.in_state("Scheduled", "Claimed", "Queued", "Draft")
		rows = self.world.rows()
		assert not left, "\n".join(f"{self.world.letters[name]} {rows[name]}" for name in sorted(left))

	def runs(self, happens: dict[int, str]) -> None:
		"""Start a run, and let these things happen to it."""
		process = self.world.process
		process.moments, process.events = 0, dict(happens)
		self.world.run()
		process.events = {}
		self.world.nothing_is_in_hand()


def test_whatever_happens_each_leaves_once_at_a_decent_hour_or_a_person_is_told_why(new_world):
	stories = settings(max_examples=EXAMPLES, stateful_step_count=STEPS, phases=PHASES)
	with freeze_time("2026-03-01", **FREEZING) as clock:
		run_state_machine_as_test(lambda: Days(new_world(clock)), settings=stories)
