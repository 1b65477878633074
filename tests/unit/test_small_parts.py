from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.small_cells import disclose_parts

SMALLEST = 5
COUNTS = st.lists(st.integers(0, 12), min_size=1, max_size=5)


@given(COUNTS)
def test_a_total_is_told_unless_it_is_small(counts):
	row = disclose_parts(counts, SMALLEST)
	assert row.total == (sum(counts) if sum(counts) >= SMALLEST else None)
	assert row.total_is_small == (row.total is None)


@given(COUNTS)
def test_no_small_part_is_told_or_found_by_subtraction(counts):
	row = disclose_parts(counts, SMALLEST)
	hidden = [count for count, cell in zip(counts, row.cells, strict=True) if cell is None]
	assert all(cell is None or cell == count for count, cell in zip(counts, row.cells, strict=True))
	assert all(count >= SMALLEST for count, cell in zip(counts, row.cells, strict=True) if cell is not None)
	if row.total is not None and len(counts) > 1 and min(counts) < SMALLEST:
		assert len(hidden) >= 2


def test_the_smallest_of_the_others_goes_with_it():
	assert disclose_parts([9, 2, 6], SMALLEST).cells == (9, None, None)
	assert disclose_parts([9, 7, 6], SMALLEST).cells == (9, 7, 6)
	assert disclose_parts([9, 2, 0], SMALLEST).cells == (9, None, None)
	assert disclose_parts([1, 1, 1], SMALLEST).cells == (None, None, None)
