"""Who may see which level."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.clearance import Level, Reason, Wall, level_of, may_see, most, name_of


@pytest.mark.parametrize(
	("level", "reason", "expected"),
	[
		(Level.OPEN, Reason.STAFF, True),
		(Level.OPEN, Reason.MANAGER, True),
		(Level.RESTRICTED, Reason.STAFF, False),
		(Level.RESTRICTED, Reason.TEAM, True),
		(Level.RESTRICTED, Reason.OWNER, True),
		(Level.RESTRICTED, Reason.MANAGER, True),
		(Level.CONFIDENTIAL, Reason.STAFF, False),
		(Level.CONFIDENTIAL, Reason.MANAGER, False),
		(Level.CONFIDENTIAL, Reason.TEAM, False),
		(Level.CONFIDENTIAL, Reason.OWNER, True),
		(Level.CONFIDENTIAL, Reason.SAFEGUARDING, True),
		(Level.CONFIDENTIAL, Reason.SHARED, True),
	],
)
def test_the_rule_row_by_row(level, reason, expected):
	assert may_see(level, [reason]) is expected


@given(st.sets(st.sampled_from(Reason)), st.sampled_from(Level), st.sampled_from(Level))
def test_whoever_sees_a_level_sees_the_lower_ones(reasons, one, other):
	higher, lower = max(one, other), min(one, other)
	if may_see(higher, reasons):
		assert may_see(lower, reasons)


@given(st.sampled_from(Level))
def test_nobody_without_a_reason_sees_anything(level):
	assert not may_see(level, [])


@given(st.sets(st.sampled_from(Reason)), st.sampled_from(Level), st.sets(st.sampled_from(Wall), min_size=1))
def test_only_a_grant_passes_a_wall(reasons, level, walls):
	assert may_see(level, reasons, walls) is (Reason.GRANTED in reasons)


@pytest.mark.parametrize("name", [None, "", "open", "Secret"])
def test_an_unknown_level_counts_as_confidential(name):
	assert level_of(name) is Level.CONFIDENTIAL


@given(st.sampled_from(Level))
def test_names_and_levels_are_each_others_inverse(level):
	assert level_of(name_of(level)) is level


def test_the_most_confidential_counts():
	assert most(["Open", "Confidential", "Restricted"]) is Level.CONFIDENTIAL
	assert most([]) is Level.OPEN
