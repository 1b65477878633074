"""How a file is to be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.contact_files.text_of_file import NotText, delimiter_of, encoding_of, is_vcards
from stakeholder_crm.domain.plain_text import has_html
from stakeholder_crm.testing import address_books as books


@pytest.mark.parametrize(
	("content", "encoding"),
	[
		("Müller".encode(), "utf-8"),
		("Müller".encode("utf-8-sig"), "utf-8-sig"),
		("Müller".encode("utf-16"), "utf-16"),
		("Müller".encode("cp1252"), "cp1252"),
		("Müll".encode("cp1252") + b"\xfc", "cp1252"),
		("Mü".encode()[:-1], "cp1252"),
		(b"", "utf-8"),
	],
)
def test_the_encoding(content, encoding):
	assert encoding_of([content] if content else []) == encoding


def test_once_it_is_not_utf_8_it_stays_so():
	assert encoding_of([b"\xfc", b"x"]) == "cp1252"


def test_a_workbook_is_no_text():
	with pytest.raises(NotText):
		encoding_of([b"PK\x03\x04\x00\x00"])


@given(
	st.text(alphabet=st.characters(exclude_characters="\x00\ufeff", exclude_categories=("Cs",)), min_size=1),
	st.integers(1, 5),
)
def test_a_character_may_lie_across_two_pieces(text, size):
	content = text.encode()
	pieces = [content[start : start + size] for start in range(0, len(content), size)]
	assert encoding_of(pieces) == "utf-8"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter(delimiter):
	text = books.csv_text(books.GOOGLE, books.google_rows(2), delimiter)
	assert delimiter_of(text) == delimiter
	assert delimiter_of("Name\nA\n") == ","
	assert delimiter_of("") == ","


def test_vcards_begin_as_such():
	assert is_vcards("\ufeff\r\nbegin:vcard\r\n")
	assert not is_vcards("Name,BEGIN:VCARD")


def test_tags():
	assert has_html("<b>x")
	assert not has_html("1 < 2 > 0")
