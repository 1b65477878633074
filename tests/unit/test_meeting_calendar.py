"""What a meeting's state means in a calendar."""

import pytest

from stakeholder_crm.domain.meeting_calendar import event_status, ics_status, next_sequence
from stakeholder_crm.domain.states import MACHINES

HOURS = {"starts_on": 1, "ends_on": 2, "status": "Planned", "time_zone": ""}


@pytest.mark.parametrize("status", sorted(MACHINES["Stakeholder Meeting"]))
def test_every_state_has_one_in_both(status):
	shown, told = event_status(status), ics_status(status)
	assert shown in {"Open", "Cancelled", "Completed"}
	assert told in {"TENTATIVE", "CONFIRMED", "CANCELLED"}
	assert (shown == "Cancelled") == (told == "CANCELLED")


def test_only_what_is_ahead_is_open():
	assert {status for status in MACHINES["Stakeholder Meeting"] if event_status(status) == "Open"} == {
		"Planned",
		"Confirmed",
	}


def test_a_new_meeting_begins_at_nought():
	assert next_sequence(None, HOURS, 0) == 0


def test_the_number_grows_with_what_is_shown():
	assert next_sequence(HOURS, {**HOURS, "purpose": "x"}, 3) == 3
	for key in HOURS:
		assert next_sequence(HOURS, {**HOURS, key: "other"}, 3) == 4
