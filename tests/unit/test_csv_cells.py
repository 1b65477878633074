import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.csv_cells import BEGINNINGS, plain_cell


@pytest.mark.parametrize(
	("value", "cell"),
	[
		("Amina", "Amina"),
		("", ""),
		(None, ""),
		(3, "3"),
		(-3, "-3"),
		("=1+1", "'=1+1"),
		("+49 30", "'+49 30"),
		("-Amina", "'-Amina"),
		("@home", "'@home"),
		("\tAmina", "'\tAmina"),
		("  =1+1", "'  =1+1"),
		("1=1", "1=1"),
	],
)
def test_a_text_is_never_a_formula(value, cell):
	assert plain_cell(value) == cell


@given(st.text())
def test_no_text_begins_like_one(text):
	cell = plain_cell(text)
	assert not cell.lstrip(" ").startswith(BEGINNINGS)
	assert cell.removeprefix("'") == text.removeprefix("'")
