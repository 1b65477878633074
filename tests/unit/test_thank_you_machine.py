"""The life of one thank-you, walked at random: what left is never sent again, and only a claimed one leaves."""

import itertools

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from stakeholder_crm.domain.gate import GateVerdict
from stakeholder_crm.domain.states import MACHINES, IllegalTransition, check_transition

THANK_YOU = "Thank You Follow Up"
MACHINE = MACHINES[THANK_YOU]
STATES = sorted(MACHINE)
FINAL = frozenset({"Done Manually", "Not Needed"})
# It left; all that may happen to it yet is that a mail server sends it back, and then a person ends it.
LEFT = frozenset({"Sent", "Bounced"})
# From these a machine goes on by itself.
WAITING = frozenset({"Scheduled", "Claimed", "Queued"})
# Here a person has to act, or may.
STANDING = frozenset({"Draft", "Awaiting Approval", "Failed", "Blocked", "Needs Review", "Cancelled"})
# Once it was handed over, only these lead back to where a machine may hand it over again: the mail server
# said that it does not have it (Queued, Failed), or somebody looked (Needs Review).
BACK_TO_SCHEDULED = frozenset({"Draft", "Awaiting Approval", "Claimed", "Queued", "Failed", "Needs Review"})
# The one way from being due to having left.
THE_WAY_OUT = ("Scheduled", "Claimed", "Queued", "Sent")

HELD_AS = {
	GateVerdict.CANCEL: "Cancelled",
	GateVerdict.BLOCK: "Blocked",
	GateVerdict.TASK: "Blocked",
	GateVerdict.REVIEW: "Needs Review",
}
# Where a thank-you may stand when the gate is asked about it, and is held by its answer.
ASKED_IN = ("Draft", "Awaiting Approval", "Scheduled")


def may_follow(old: str, new: str) -> bool:
	try:
		check_transition(THANK_YOU, old, new)
	except IllegalTransition:
		return False
	return True


def before(state: str) -> set[str]:
	return {old for old in STATES if old != state and may_follow(old, state)}


def reachable(start: str, without: frozenset[str] = frozenset()) -> set[str]:
	"""The states that a walk from ``start`` can come to, never entering one of ``without``."""
	found, edge = {start}, [start]
	while edge:
		here = edge.pop()
		following = {new for new in STATES if may_follow(here, new)} - without - found
		found |= following
		edge += following
	return found


class Life(RuleBasedStateMachine):
	"""One thank-you in the hands of everybody at once: each asks for any state, at any time."""

	def __init__(self) -> None:
		super().__init__()
		self.walk = ["Draft"]

	@rule(new=st.sampled_from(STATES))
	def is_asked_for(self, new: str) -> None:
		if may_follow(self.walk[-1], new) and new != self.walk[-1]:
			self.walk.append(new)

	@rule()
	def goes_on(self) -> None:
		"""As it would without anybody's doing, so that walks get far."""
		towards = {"Draft": "Scheduled", "Awaiting Approval": "Scheduled", "Failed": "Scheduled"}
		following = {**towards, **dict(itertools.pairwise(THE_WAY_OUT))}
		if new := following.get(self.walk[-1]):
			self.is_asked_for(new)

	@invariant()
	def nothing_final_has_moved(self) -> None:
		assert not FINAL & set(self.walk[:-1]), self.walk

	@invariant()
	def what_left_is_never_sent_again(self) -> None:
		if "Sent" in self.walk:
			after = self.walk[self.walk.index("Sent") + 1 :]
			assert after[:1] in ([], ["Bounced"]), self.walk
			assert set(after[1:]) <= FINAL, self.walk

	@invariant()
	def what_left_came_the_one_way(self) -> None:
		if self.walk[-1] == "Sent":
			assert tuple(self.walk[-4:]) == THE_WAY_OUT, self.walk

	@invariant()
	def each_hand_over_has_a_claim_of_its_own(self) -> None:
		assert self.walk.count("Queued") <= self.walk.count("Claimed"), self.walk
		for old, new in zip(self.walk, self.walk[1:], strict=False):
			if new == "Claimed":
				assert old == "Scheduled", self.walk
			if new == "Queued":
				assert old == "Claimed", self.walk

	@invariant()
	def it_comes_back_to_be_sent_by_known_ways_alone(self) -> None:
		for old, new in zip(self.walk, self.walk[1:], strict=False):
			if new == "Scheduled":
				assert old in BACK_TO_SCHEDULED, self.walk


TestLife = Life.TestCase


def test_every_state_is_one_of_four_kinds():
	assert set(STATES) == FINAL | LEFT | WAITING | STANDING
	assert len(FINAL) + len(LEFT) + len(WAITING) + len(STANDING) == len(STATES)


def test_every_state_is_reached_from_a_draft():
	assert reachable("Draft") == set(STATES)


def test_nothing_leads_out_of_a_final_state():
	for state in FINAL:
		assert reachable(state) == {state}


def test_what_left_comes_to_no_machine_any_more():
	assert reachable("Sent") == LEFT | FINAL
	assert before("Bounced") == {"Sent"}


def test_nothing_is_stuck():
	for state in set(STATES) - FINAL:
		assert reachable(state) & FINAL, state


def test_a_person_can_end_everything_that_stands_still_without_sending_it():
	for state in STANDING:
		ends = reachable(state, without=frozenset(WAITING)) & FINAL
		assert ends == {"Done Manually", "Not Needed"}, state


def test_what_a_machine_has_in_hand_is_settled_by_nobody_else():
	"""A person who says "done" while a mail is on its way would be thanked twice, once by each."""
	for state in ("Claimed", "Queued"):
		assert not may_follow(state, "Done Manually")
		assert not may_follow(state, "Not Needed")


def test_there_is_one_way_out():
	assert before("Sent") == {"Queued"}
	assert before("Queued") == {"Claimed"}
	assert before("Claimed") == {"Scheduled"}
	for step in THE_WAY_OUT[:-1]:
		without = frozenset({step})
		start = "Draft" if step != "Draft" else "Scheduled"
		assert "Sent" not in reachable(start, without), step


def test_what_may_be_scheduled_again():
	assert before("Scheduled") == BACK_TO_SCHEDULED
	# Where it is not wanted any more, or was not possible, the gate is asked from the start.
	assert {new for new in STATES if may_follow("Cancelled", new)} - {"Cancelled"} == {"Draft"}
	assert not may_follow("Blocked", "Scheduled")


def test_what_waits_for_a_machine_can_always_be_put_before_a_person():
	for state in WAITING:
		assert may_follow(state, "Needs Review"), state


def test_what_is_not_out_of_the_house_can_be_taken_back():
	for state in set(STATES) - FINAL - LEFT:
		assert may_follow(state, "Cancelled"), state


@given(st.sampled_from(sorted(HELD_AS, key=str)), st.sampled_from(ASKED_IN))
def test_every_answer_of_the_gate_can_be_carried_out(verdict, state):
	assert may_follow(state, HELD_AS[verdict])


def test_every_verdict_leads_somewhere():
	assert set(GateVerdict) == {*HELD_AS, GateVerdict.GO, GateVerdict.DEFER}
	# GO leads into a claim, and DEFER leaves it where it is.
	assert may_follow("Scheduled", "Claimed")
	assert may_follow("Scheduled", "Scheduled")
