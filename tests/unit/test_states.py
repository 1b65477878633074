"""The state machines, as tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.states import MACHINES, IllegalTransition, check_transition

FINAL = {
	("Thank You Follow Up", "Done Manually"),
	("Thank You Follow Up", "Not Needed"),
	("Meeting Brief", "Void"),
	("Stakeholder", "Anonymised"),
	("Partnership Agreement", "Ended"),
	("Erasure Request", "Refused"),
	("Erasure Request", "Erased"),
	("Contact Import", "Reverted"),
}


def test_every_state_that_may_follow_is_itself_in_the_table():
	for name, machine in MACHINES.items():
		for state, following in machine.items():
			assert following <= machine.keys(), f"{name}: {state}"
			assert state not in following, f"{name}: {state} follows itself"


def test_only_the_named_states_are_final():
	found = {
		(name, state)
		for name, machine in MACHINES.items()
		for state, following in machine.items()
		if not following
	}
	assert found == FINAL


def test_a_message_reaches_sent_only_through_a_claim():
	machine = MACHINES["Thank You Follow Up"]
	assert {state for state, following in machine.items() if "Sent" in following} == {"Queued"}
	assert {state for state, following in machine.items() if "Queued" in following} == {"Claimed"}
	assert {state for state, following in machine.items() if "Claimed" in following} == {"Scheduled"}


@given(st.sampled_from(sorted(MACHINES)), st.data())
def test_what_the_table_does_not_hold_is_refused(name, data):
	states = st.sampled_from(sorted(MACHINES[name]))
	old, new = data.draw(states), data.draw(states)
	if new == old or new in MACHINES[name][old]:
		check_transition(name, old, new)
		return
	with pytest.raises(IllegalTransition) as refused:
		check_transition(name, old, new)
	assert refused.value.allowed == sorted(MACHINES[name][old])


def test_a_state_nobody_knows_leads_nowhere():
	with pytest.raises(IllegalTransition) as refused:
		check_transition("Meeting Brief", "Lost", "Draft")
	assert refused.value.allowed == []
