"""The to-do of a promise, and whether a record is still as its log made it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.commitments import is_as_made, todo_status
from stakeholder_crm.domain.states import MACHINES

STATUSES = sorted(MACHINES["Stakeholder Commitment"])


@pytest.mark.parametrize("status", STATUSES)
def test_their_promises_are_not_our_tasks(status):
	assert todo_status("Theirs", status) is None


@pytest.mark.parametrize("status", STATUSES)
def test_our_task_is_open_as_long_as_we_owe_it(status):
	expected = "Open" if status in ("Open", "In Progress") else "Closed"
	assert todo_status("Ours", status) == expected


@given(values=st.dictionaries(st.text(), st.one_of(st.none(), st.text(), st.dates())))
def test_a_record_is_as_it_was_made_whatever_else_it_holds(values):
	assert is_as_made(values, {**values, "name of another field": "x" if values else None})


@pytest.mark.parametrize(
	("made", "now", "same"),
	[
		({"did": None}, {"did": ""}, True),
		({"did": None}, {"did": "We called"}, False),
		({"due_on": date(2026, 1, 1)}, {"due_on": date(2026, 1, 2)}, False),
		({"status": "Open"}, {"status": "In Progress"}, False),
		({"promise": "Call"}, {}, False),
	],
)
def test_what_people_added_or_changed_counts(made, now, same):
	assert is_as_made(made, now) is same
