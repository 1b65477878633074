from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.stakeholder_map import (
	MOST_POINTS,
	POSITIONS,
	Cell,
	cell_of,
	has_names,
	steps_between,
)


@pytest.mark.parametrize(
	("current", "desired", "steps"),
	[
		("Unaware", "Leading", 4),
		("Neutral", "Supportive", 1),
		("Neutral", "Neutral", 0),
		("Leading", "Supportive", -1),
		("", "Leading", 0),
		(None, "Leading", 0),
		("Neutral", None, 0),
		("Elsewhere", "Leading", 0),
	],
)
def test_an_arrow_is_as_long_as_the_steps_wanted(current, desired, steps):
	assert steps_between(current, desired) == steps


@given(st.sampled_from(POSITIONS), st.sampled_from(POSITIONS))
def test_the_way_back_is_as_long(one, other):
	assert steps_between(one, other) == -steps_between(other, one)


@pytest.mark.parametrize(
	("influence", "interest", "assessed"),
	[(1, 1, True), (5, 5, True), (0, 3, False), (3, 0, False), (None, None, False), (6, 3, False)],
)
def test_a_place_needs_both_judgements(influence, interest, assessed):
	assert cell_of(influence, interest, "Neutral").is_assessed is assessed


def test_what_is_no_position_is_none():
	assert cell_of(1, 2, "Elsewhere") == cell_of(1, 2, None) == Cell(1, 2, "")


def test_the_map_is_read_from_the_most_influence_down():
	cells = [
		Cell(1, 1, ""),
		Cell(5, 2, "Neutral"),
		Cell(5, 2, "Unaware"),
		Cell(5, 1, ""),
		Cell(5, 1, "Leading"),
	]
	assert sorted(cells, key=lambda cell: cell.place) == [
		Cell(5, 1, "Leading"),
		Cell(5, 1, ""),
		Cell(5, 2, "Unaware"),
		Cell(5, 2, "Neutral"),
		Cell(1, 1, ""),
	]


@pytest.mark.parametrize(
	("placed", "elsewhere", "named"),
	[(0, 0, True), (MOST_POINTS, 0, True), (MOST_POINTS, 9, True), (MOST_POINTS + 1, 0, False)],
)
def test_more_than_can_be_told_apart_are_counted(placed, elsewhere, named):
	counts = Counter({Cell(3, 3, "Neutral"): placed, Cell(0, 0, ""): elsewhere})
	assert has_names(counts) is named
