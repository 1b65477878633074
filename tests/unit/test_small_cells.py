"""Numbers about few people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.small_cells import FLOOR, disclose, disclose_row, threshold

COUNTS = st.lists(st.integers(0, 30), min_size=1, max_size=4)
SMALLEST = st.integers(FLOOR, 12)


@pytest.mark.parametrize(("count", "said"), [(0, None), (1, None), (4, None), (5, 5), (6, 6)])
def test_a_number_below_the_threshold_is_not_told_zero_included(count, said):
	assert disclose(count, 5) == said


@pytest.mark.parametrize(("setting", "smallest"), [(None, 3), (0, 3), (1, 3), (3, 3), (5, 5), (10, 10)])
def test_no_setting_lets_one_or_two_people_be_told_apart(setting, smallest):
	assert threshold(setting) == smallest


@pytest.mark.parametrize(
	("counts", "cells", "total", "total_is_small"),
	[
		([9, 7, 5], (9, 7, 5), 21, False),
		([9, 7, 4], (9, 7, None), None, False),
		([9, 0, 6], (9, None, 6), None, False),
		([2, 2, 2], (None, None, None), None, False),
		([2, 1, 1], (None, None, None), None, True),
	],
)
def test_a_total_goes_with_the_first_hidden_cell(counts, cells, total, total_is_small):
	row = disclose_row(counts, 5)
	assert (row.cells, row.total, row.total_is_small) == (cells, total, total_is_small)


@given(COUNTS, SMALLEST)
def test_nothing_small_is_told_and_nothing_hidden_can_be_subtracted(counts, smallest):
	row = disclose_row(counts, smallest)
	told = [*(cell for cell in row.cells if cell is not None), *([] if row.total is None else [row.total])]
	assert all(number >= smallest for number in told)
	assert None not in row.cells or row.total is None
	assert row.total is None or row.total == sum(counts)
