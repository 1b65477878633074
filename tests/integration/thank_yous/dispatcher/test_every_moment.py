"""One thank-you, and something that happens at the first moment of its way out, at the second, at the third …

A moment is one side of a commit, or of the server's taking a message. Afterwards the next run finds what is
left, somebody tries again whatever the app lets her try again, and another run sends what it may.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import frappe
import pytest
from freezegun import freeze_time

from tests.conftest import FREEZING
from tests.integration.thank_yous.dispatcher.world import World
from tests.integration.thank_yous.helpers import settings

NOON = "2026-03-03 12:00:00.000001"
# Past the lifetime of a claim.
LATER = timedelta(minutes=40)
MOST_MOMENTS = 60
# A claim and the going on to Queued, the hand-over, and what became of it: so many at least.
FEWEST_MOMENTS = 8
DEATHS = (
	*(("killed", "ok"), ("killed", "lost after"), ("killed", "450")),
	*(("ended", "ok"), ("ended", "lost after")),
	*(("deadlock", "ok"), ("deadlock", "lost after")),
)
OTHERS = (
	*("another run", "everything_is_stopped"),
	*("somebody_opts_out", "somebody_is_not_to_be_contacted", "a_log_is_cancelled"),
)


@contextmanager
def one_is_due(new_world: Callable[..., World]) -> Iterator[World]:
	"""One thank-you is due; what happens to it can be undone by a rollback to "due"."""
	with freeze_time(NOON, **FREEZING) as clock:
		settings(thank_you_delay_hours=0, approval_rule="None")
		world = new_world(clock)
		world.plan(world.people[:1])
		frappe.db.savepoint("due")
		try:
			yield world
		finally:
			world.process.give_back()


def each_moment(world: World, event: str, reply: str) -> Iterator[int]:
	"""Let it happen at one moment after the other, each from the start, until a run is over before it."""
	for moment in range(1, MOST_MOMENTS):
		world.begin_again("due", NOON)
		world.replies = [reply]
		world.process.events = {moment: event}
		world.run()
		if world.process.events:
			assert moment > FEWEST_MOMENTS
			return
		world.nothing_is_in_hand()
		yield moment
	raise AssertionError("It never ends.")


@pytest.mark.parametrize(("event", "reply"), DEATHS)
def test_a_death_loses_nothing_and_sends_nothing_twice(new_world, event, reply):
	with one_is_due(new_world) as world:
		for moment in each_moment(world, event, reply):
			says = f"{event} at moment {moment}, the server said {reply}"
			world.go_on(LATER, says)
			if world.in_state("Sent"):
				continue
			world.check_again()
			world.go_on(LATER, f"{says}, tried again")
			assert world.in_state("Sent", "Needs Review") == set(world.letters), says


@pytest.mark.parametrize("event", OTHERS)
def test_what_others_do_comes_first_or_too_late_but_never_half(new_world, event):
	with one_is_due(new_world) as world:
		for moment in each_moment(world, event, "ok"):
			says = f"{event} at moment {moment}"
			world.go_on(LATER, says)
			if event == "everything_is_stopped":
				assert world.in_state("Scheduled", "Sent") == set(world.letters), says
				world.everything_is_stopped(False)
				world.go_on(LATER, f"{says}, and lifted")
			assert world.in_state("Cancelled", "Sent") == set(world.letters), says
