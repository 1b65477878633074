import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.csv_cells import BEGINNINGS, plain_cell, plain_csv, read_cell


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
		("\n=1+1", "'\n=1+1"),
		("＝1+1", "'＝1+1"),
		("＠SUM(1)", "'＠SUM(1)"),
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


@given(st.text())
def test_a_plain_cell_is_read_as_it_was(text):
	if not text.startswith("'"):
		assert read_cell(plain_cell(text)) == text


ROWS = [
	["ID", "Name", "Number"],
	["1", '=HYPERLINK("http://x","y")', -3],
	["2", "@home", 4.5],
	["3", "+49 30 1, 2\n=3", -1e-7],
	["4", "\tx", 0],
	["5", "\rx", None],
	["6", "-2+3", 7],
	["=1", "Amina; =2", 8],
	["", 'a "quoted" =word', ""],
]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
def test_a_file_of_somebody_else_is_made_plain(delimiter, quoting):
	file = StringIO()
	csv.writer(file, delimiter=delimiter, quoting=quoting).writerows(ROWS)
	plain = plain_csv(file.getvalue(), delimiter)
	read = list(csv.reader(StringIO(plain, newline=""), delimiter=delimiter))
	assert read == [[plain_cell(cell) for cell in row] for row in ROWS]
	assert plain_csv(plain, delimiter) == plain


def test_numbers_keep_their_bytes():
	text = 'a,-3,"-3",-1.5e+7\r\n'
	assert plain_csv(text) == text


@given(
	st.lists(st.lists(st.text(alphabet='=+-@\t\r\n",; ab1'), min_size=1, max_size=3), max_size=3),
	st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
)
def test_nothing_else_changes(rows, quoting):
	file = StringIO()
	csv.writer(file, quoting=quoting).writerows(rows)
	before = list(csv.reader(StringIO(file.getvalue(), newline="")))
	after = list(csv.reader(StringIO(plain_csv(file.getvalue()), newline="")))
	assert [[read_cell(cell) for cell in row] for row in after] == [
		[read_cell(cell) for cell in row] for row in before
	]
