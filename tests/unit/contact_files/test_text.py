"""What a file is, and how its text and rows are read."""

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.contact_files.encodings import (
	ENCODINGS,
	Encoding,
	NotText,
	encoding_of,
	unfolded,
)
from stakeholder_crm.domain.contact_files.text_of_file import (
	MOST_LINES_A_ROW,
	Layout,
	OpenQuote,
	foreign_kind,
	is_vcards,
	layout_of,
	read_rows,
)
from stakeholder_crm.testing import address_books as books

GERMAN = "Name,Email\nJörg Müller,j@example.org\nZoë Adeyemi,z@example.org\n"
POLISH = "Imię,Nazwisko\nŁukasz,Wójcik\nMałgorzata,Dąbrowska\nŻaneta,Gęś\n"
RUSSIAN = "Имя,Фамилия,Эл. почта\nИван,Петров,i@example.org\nМария,Сидорова,m@example.org\n"


@pytest.mark.parametrize(
	("content", "encoding"),
	[
		("Müller".encode(), Encoding("utf-8")),
		("Müller".encode("utf-8-sig"), Encoding("utf-8-sig")),
		("Müller".encode("utf-16"), Encoding("utf-16")),
		(b"", Encoding("utf-8")),
		("Jörg Müller, Zoë, ".encode() + b"caf\xe9", Encoding("utf-8", unreadable=1)),
		("Jörg Müller".encode("utf-8-sig") + b"\xe9", Encoding("utf-8-sig", unreadable=1)),
		("Müll".encode("cp1252") + b"\xfc", Encoding("cp1252", guessed=True)),
		("Müller".encode("cp1252"), Encoding("cp1252", guessed=True)),
		("Zoë,café\n".encode("cp1252"), Encoding("cp1252", guessed=True)),
	],
)
def test_the_encoding(content, encoding):
	assert encoding_of([content] if content else []) == encoding


@pytest.mark.parametrize(
	("text", "encoding"),
	[
		(GERMAN, "cp1252"),
		(GERMAN, "mac_roman"),
		(GERMAN, "cp850"),
		("Nombre,Correo\nJosé García,j@e.org\nMaría Ñúñez,m@e.org\n", "cp1252"),
		("Prénom,Nom\nHélène,Lefèvre\nFrançois,Gérard\n", "cp1252"),
		(POLISH, "cp1250"),
		(RUSSIAN, "cp1251"),
		(RUSSIAN, "koi8_r"),
		("Όνομα,Επώνυμο\nΓιώργος,Παπαδόπουλος\nΜαρία,Νικολάου\n", "cp1253"),
		("الاسم,البريد\nأمينة عباس,a@example.org\nمحمد حسن,m@example.org\n", "cp1256"),
		("名前,メール\n山田太郎,y@example.org\n佐藤花子,s@example.org\n", "cp932"),
		("姓名,邮箱\n王小明,w@example.org\n李娜,l@example.org\n", "gb18030"),
		("姓名,郵箱\n王小明,w@example.org\n陳大文,l@example.org\n", "big5"),
		("이름,메일\n김철수,k@example.org\n이영희,l@example.org\n", "cp949"),
	],
)
def test_a_guess_reads_the_names_right(text, encoding):
	content = text.encode(encoding)
	found = encoding_of([content])
	assert found.guessed
	assert content.decode(found.name) == text


def test_what_people_choose_wins_and_bytes_that_fit_nothing_are_western():
	content = GERMAN.encode("cp1252")
	assert encoding_of([content], "cp1251") == Encoding("cp1251")
	assert encoding_of([content], "utf-8") == Encoding("utf-8", unreadable=3)
	assert encoding_of([GERMAN.encode("utf-8-sig")], "utf-8") == Encoding("utf-8-sig")
	assert encoding_of(["Müller".encode("utf-16-le")], "utf-16") == Encoding("utf-16")
	assert encoding_of([bytes(range(128, 256)) * 20]) == Encoding("cp1252", guessed=True)
	assert encoding_of([GERMAN.encode("cp1252") * 2_000] * 2) == Encoding("cp1252", guessed=True)
	assert set(ENCODINGS.values()) >= {"utf-8", "utf-16", "cp1252"}


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
@pytest.mark.parametrize("note", ["caf\xe9", "na\xefve caf\xe9 r\xe9sum\xe9, \xe0 c\xf4t\xe9"])
def test_one_note_in_another_encoding_changes_nobodys_name(note, encoding):
	content = "Name,Notes\nJörg Müller,\n".encode() + b"Tam," + note.encode(encoding) + b"\n"
	assert encoding_of([content]).name == "utf-8"
	assert encoding_of([b"Name,Notes\nTam," + note.encode(encoding)]).guessed


@pytest.mark.parametrize("content", [b"PK\x03\x04\x00\x00", b"a\x00"])
def test_a_workbook_is_no_text(content):
	with pytest.raises(NotText):
		encoding_of([b"", content])


@given(
	st.text(
		alphabet=st.characters(exclude_characters="\x00\ufeff\ufffd", exclude_categories=("Cs",)), min_size=1
	),
	st.integers(1, 5),
)
def test_a_character_may_lie_across_two_pieces(text, size):
	content = text.encode()
	assert encoding_of(in_pieces(content, size)) == Encoding("utf-8")


def in_pieces(content: bytes, size: int) -> list[bytes]:
	return [content[start : start + size] for start in range(0, len(content), size)]


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 100])
def test_cards_are_unfolded_before_they_are_decoded(size):
	folded = b"FN:J\xc3\r\n \xb6rg Lind\r\nORG:A\n\tB\r\nNOTE;ENCODING=QUOTED-PRINTABLE:x=\r\n y\r\n"
	pieces = list(unfolded(in_pieces(folded, size)))
	assert b"".join(pieces) == (
		b"FN:J\xc3\xb6rg Lind\r\nORG:AB\r\nNOTE;ENCODING=QUOTED-PRINTABLE:x=\r\n y\r\n"
	)
	assert encoding_of(pieces) == Encoding("utf-8")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter(delimiter):
	text = books.csv_text(books.GOOGLE, books.google_rows(2), delimiter)
	assert layout_of(text) == Layout(delimiter)


@pytest.mark.parametrize(
	("text", "layout"),
	[
		("Name\nA\n", Layout(",")),
		("", Layout(",")),
		("\n\n", Layout(",", 2)),
		("Name;Email;Address\nMira;m@example.org;House 4, Hill Road, Ward 3, Northtown\n", Layout(";")),
		("Name\tNotes\nMira\tcome, sit; eat, talk\n", Layout("\t")),
		("Name;Causes\nMira Osei;a, b", Layout(";")),
		('"Name, first and last";Email\n', Layout(";")),
		("Surname, given;Email;Phone\n", Layout(";")),
		("sep=;\nName;Email\n", Layout(";", 1)),
		('"sep=,"\nName,Email\n', Layout(",", 1)),
		("\ufeffSEP=|,,\n\n;;\nName|Email\n", Layout("|", 3)),
		("sep=\t\nName\tEmail\n", Layout("\t", 1)),
		("\nName,Email\n", Layout(",", 1)),
		('"","",""\nName,Email\n', Layout(",", 1)),
		("Name;sep=,\n", Layout(";")),
		('Notes:\n"Some addresses, they say, are missing."\n\nFirst Name,Last Name,URL\n', Layout(",", 3)),
		("Imya;Familiya\nName;Anna\n", Layout(";")),
		("sep=;\nsep=,\n", Layout(";", 1)),
	],
)
def test_the_header_says_what_stands_between_the_cells(text, layout):
	assert layout_of(text) == layout


def rows(text: str, delimiter: str = ",") -> list[list[str]]:
	return list(read_rows(StringIO(text, newline=None), delimiter))


def test_any_line_end_will_do():
	assert rows("Name,Email\rMira,m@example.org\r") == [["Name", "Email"], ["Mira", "m@example.org"]]
	assert rows('"Mira","housing\rwages"\r\n') == [["Mira", "housing\nwages"]]
	assert rows("Name,Notes\nMira," + "x" * 140_000)[1][0] == "Mira"


def test_a_space_behind_the_delimiter_opens_no_cell_of_its_own():
	text = 'Name; "Address; home"; Email\nMira; "1 Hill; Road"; mira@example.org\n'
	assert layout_of(text) == Layout(";")
	assert rows(text, ";")[1] == ["Mira", "1 Hill; Road", "mira@example.org"]


@pytest.mark.parametrize(
	("text", "after"),
	[
		('Name,Notes\nMira,"open\nTam,\n', 1),
		('Name,"Notes\n', 0),
		('Name\n"' + "Mira\n" * (MOST_LINES_A_ROW + 1) + '"\nTam\n', 1),
	],
)
def test_a_quotation_mark_that_nobody_closed_swallows_nobody(text, after):
	with pytest.raises(OpenQuote) as caught:
		rows(text)
	assert caught.value.after == after


def test_vcards_begin_as_such():
	assert is_vcards("\ufeff\r\nbegin:vcard\r\n")
	assert not is_vcards("Name,BEGIN:VCARD")


@pytest.mark.parametrize(
	("beginning", "kind"),
	[
		(b"PK\x03\x04", "workbook"),
		(b"%PDF-1.7", "pdf"),
		(b"\xef\xbb\xbf  <!DOCTYPE html>", "web_page"),
		(b'{"contacts": []}', "json"),
		(b"[ {}]", "json"),
		(b"dn: cn=Mira Osei,mail=mira@example.org", "ldif"),
		(b"begin:vcalendar", "calendar"),
		(b"Name,Email", ""),
		(b"[Name],Email", ""),
		(b"BEGIN:VCARD", ""),
	],
)
def test_what_else_a_file_may_be(beginning, kind):
	assert foreign_kind(beginning) == kind
