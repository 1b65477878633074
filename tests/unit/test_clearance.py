"""Who may see which level."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.clearance import ClearanceReason, Level, Wall, level_of, may_see, most, name_of


@pytest.mark.parametrize(
	("level", "reason", "expected"),
	[
		(Level.OPEN, ClearanceReason.STAFF, True),
		(Level.OPEN, ClearanceReason.MANAGER, True),
		(Level.RESTRICTED, ClearanceReason.STAFF, False),
		(Level.RESTRICTED, ClearanceReason.TEAM, True),
		(Level.RESTRICTED, ClearanceReason.OWNER, True),
		(Level.RESTRICTED, ClearanceReason.MANAGER, True),
		(Level.CONFIDENTIAL, ClearanceReason.STAFF, False),
		(Level.CONFIDENTIAL, ClearanceReason.MANAGER, False),
		(Level.CONFIDENTIAL, ClearanceReason.TEAM, False),
		(Level.CONFIDENTIAL, ClearanceReason.OWNER, True),
		(Level.CONFIDENTIAL, ClearanceReason.SAFEGUARDING, True),
		(Level.CONFIDENTIAL, ClearanceReason.SHARED, True),
	],
)
def test_the_rule_row_by_row(level, reason, expected):
	assert may_see(level, [reason]) is expected


@given(st.sets(st.sampled_from(ClearanceReason)), st.sampled_from(Level), st.sampled_from(Level))
def test_whoever_sees_a_level_sees_the_lower_ones(reasons, one, other):
	higher, lower = max(one, other), min(one, other)
	if may_see(higher, reasons):
		assert may_see(lower, reasons)


@given(st.sampled_from(Level))
def test_nobody_without_a_reason_sees_anything(level):
	assert not may_see(level, [])


@given(
	st.sets(st.sampled_from(ClearanceReason)),
	st.sampled_from(Level),
	st.sets(st.sampled_from(Wall), min_size=1),
)
def test_only_a_grant_passes_a_wall_and_none_where_somebody_hidden_is_named(reasons, level, walls):
	passes = ClearanceReason.GRANTED in reasons and Wall.NAMED not in walls
	assert may_see(level, reasons, walls) is passes


@pytest.mark.parametrize("name", [None, "", "open", "Secret"])
def test_an_unknown_level_counts_as_confidential(name):
	assert level_of(name) is Level.CONFIDENTIAL


@given(st.sampled_from(Level))
def test_names_and_levels_are_each_others_inverse(level):
	assert level_of(name_of(level)) is level


def test_the_most_confidential_counts():
	assert most(["Open", "Confidential", "Restricted"]) is Level.CONFIDENTIAL
	assert most([]) is Level.OPEN
