"""Where a thank-you stands, and whether it is late."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.follow_up_health import (
	BY_STATUS,
	OVER,
	WITH_REASON,
	Moments,
	Standing,
	hours_to_sent,
	is_late,
	standing_of,
)
from stakeholder_crm.domain.states import MACHINES

NOW = datetime(2026, 3, 4, 12, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)
HELD = NOW - 100 * HOUR
WAITING = Moments("Scheduled", "", HELD, due_on=NOW - HOUR)


def test_every_status_has_a_place():
	assert set(BY_STATUS) | {"Scheduled"} == set(MACHINES["Thank You Follow Up"])


@pytest.mark.parametrize(
	("changes", "stopped", "expected"),
	[
		({}, False, (Standing.DUE, "")),
		({"reason_code": "quiet", "deferred_until": NOW}, False, (Standing.DUE, "")),
		({"reason_code": "quiet", "deferred_until": NOW + HOUR}, False, (Standing.DEFERRED, "quiet")),
		({"reason_code": "quiet", "deferred_until": NOW + HOUR}, True, (Standing.DEFERRED, "quiet")),
		({"reason_code": "put_off", "deferred_until": NOW + HOUR}, False, (Standing.DEFERRED, "put_off")),
		({"deferred_until": NOW + HOUR}, False, (Standing.DEFERRED, "")),
		({"reason_code": "daily_cap"}, False, (Standing.DEFERRED, "daily_cap")),
		({"reason_code": "pace"}, False, (Standing.DEFERRED, "pace")),
		({}, True, (Standing.DEFERRED, "stopped")),
		({"reason_code": "daily_cap"}, True, (Standing.DEFERRED, "stopped")),
		({"due_on": NOW + HOUR}, True, (Standing.SCHEDULED, "")),
		({"due_on": None}, False, (Standing.SCHEDULED, "")),
		({"status": "Blocked", "reason_code": "by_hand"}, True, (Standing.BLOCKED, "by_hand")),
		({"status": "Sent", "reason_code": "quiet"}, False, (Standing.SENT, "")),
		({"status": "Claimed"}, False, (Standing.LEAVING, "")),
	],
)
def test_where_it_stands(changes, stopped, expected):
	assert standing_of(replace(WAITING, **changes), NOW, stopped=stopped) == expected


@pytest.mark.parametrize(
	("changes", "late"),
	[
		({"due_on": NOW - 24 * HOUR}, False),
		({"due_on": NOW - 25 * HOUR}, True),
		({"due_on": None}, False),
		({"due_on": NOW - 25 * HOUR, "status": "Blocked"}, True),
		({"due_on": NOW - 25 * HOUR, "status": "Awaiting Approval"}, True),
		({"due_on": NOW - 25 * HOUR, "status": "Not Needed"}, False),
		({"status": "Sent", "sent_on": HELD + 48 * HOUR}, False),
		({"status": "Sent", "sent_on": HELD + 49 * HOUR}, True),
		({"status": "Sent", "due_on": NOW - 25 * HOUR}, False),
	],
)
def test_what_is_late(changes, late):
	assert is_late(replace(WAITING, **changes), NOW) is late


def test_hours_are_counted_for_what_was_sent():
	assert hours_to_sent(replace(WAITING, status="Sent", sent_on=HELD + 1.5 * HOUR)) == 1.5
	assert hours_to_sent(replace(WAITING, status="Sent")) is None
	assert hours_to_sent(replace(WAITING, sent_on=HELD)) is None


MOMENTS = st.none() | st.timedeltas(-100 * HOUR, 100 * HOUR).map(lambda gap: NOW + gap)


@given(
	st.sampled_from(sorted(MACHINES["Thank You Follow Up"])),
	st.sampled_from(["", "quiet", "stopped", "no_safe_route"]),
	MOMENTS,
	MOMENTS,
	MOMENTS,
	st.booleans(),
)
def test_each_stands_in_one_place_and_what_is_over_is_late_only_when_sent(
	status, code, due_on, deferred_until, sent_on, stopped
):
	one = Moments(status, code, HELD, due_on, deferred_until, sent_on)
	standing, reason = standing_of(one, NOW, stopped=stopped)
	assert not reason or standing in WITH_REASON
	if is_late(one, NOW):
		assert standing is Standing.SENT or standing not in OVER
