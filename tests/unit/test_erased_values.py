"""A person's values are found however they are written, and nobody else's are touched."""

import base64
import html
import json
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.erased_values import (
	REPLACEMENT,
	ErasedValue,
	Kind,
	erase_from,
	erased_value,
	found_in,
	is_same,
	name_parts,
	without_values,
)


def wanted(kind: Kind, text: str) -> list[ErasedValue]:
	value = erased_value(kind, text)
	assert value
	return [value]


NAME = wanted(Kind.NAME, "Zoë Çelik-Ortiz")


@pytest.mark.parametrize(
	"text",
	[
		"We met Zoë Çelik-Ortiz.",
		"we met ZOE CELIK ORTIZ",
		"Zoe\u0308 C\u0327elik-Ortiz's brother",
		json.dumps({"changed": [["full_name", "Zoë Çelik-Ortiz", ""]]}),
		json.dumps(json.dumps("Zoë Çelik-Ortiz")),
		"Zo&euml; &Ccedil;elik-Ortiz",
		"Zo&#235; &#xC7;elik-Ortiz",
		html.escape("Zo&euml; &Ccedil;elik-Ortiz"),
		"<b>Zoë</b> Çelik-Ortiz",
		"Zoë\\nÇelik-Ortiz",
		"/desk/find?q=" + quote("Zoë Çelik-Ortiz"),
		"Zo=C3=AB =C3=87elik-Or=\r\ntiz came",
	],
)
def test_a_name_is_found_and_erased_however_it_is_written(text):
	assert found_in(text, NAME) == NAME
	erased = erase_from(text, NAME)
	assert REPLACEMENT in erased
	assert not found_in(erased, NAME)


@pytest.mark.parametrize(
	("name", "text"),
	[
		("Ana", "Diana and Anabel"),
		("Ana Lima", "Diana Limassol"),
		("Hope", "We hope so."),
		("J. (Joe) R*", "Jo Joe R"),
	],
)
def test_what_is_part_of_another_word_is_no_name(name, text):
	assert not found_in(text, wanted(Kind.NAME, name))
	assert erase_from(text, wanted(Kind.NAME, name)) == text


def test_a_name_of_one_word_begins_with_a_capital():
	hope = wanted(Kind.NAME, "Hope")
	assert erase_from("Hope came; we hope she stays. &#72;ope!", hope) == (
		"[erased] came; we hope she stays. [erased]!"
	)
	assert found_in("we hope. HOPE!", hope) == hope


@pytest.mark.parametrize(
	("name", "text"),
	[
		("J. (Joe) R*", "This J. (Joe) R* says"),
		("أمينة عثمان", "قالت وأمينة عثمان"),
		("李明", "我们见到李明先生"),
		("Łukasz Ørsted", "lukasz orsted"),
	],
)
def test_names_of_all_kinds(name, text):
	assert found_in(text, wanted(Kind.NAME, name))
	assert REPLACEMENT in erase_from(text, wanted(Kind.NAME, name))


def test_a_backslash_before_a_name_is_no_escape():
	assert erase_from("OFFICE\\nadia Nadia", wanted(Kind.NAME, "Nadia")) == "OFFICE\\nadia [erased]"
	assert erase_from("OFFICE\\nadia.b", wanted(Kind.NAME, "Nadia B")) == "OFFICE\\[erased]"


@pytest.mark.parametrize(
	"text", ["Amina@Example.org", "<amina@example.org>", "amina%40example.org", "amina@example.org."]
)
def test_an_address_is_found(text):
	assert found_in(text, wanted(Kind.EMAIL, "amina@example.org"))


@pytest.mark.parametrize(
	"text", ["x.amina@example.org", "amina@example.org.uk", "amina@example.organic", "mamina@example.org"]
)
def test_a_longer_address_is_somebody_elses(text):
	assert erase_from(text, wanted(Kind.EMAIL, "amina@example.org")) == text


@pytest.mark.parametrize(
	"text",
	[
		"+254712345678",
		"+254 712 345-678",
		"0712 345678",
		"00254 712 345 678",
		"(0712) 345 678",
		"+254 (0) 712345678",
		"712345678",
	],
)
def test_a_number_is_found_as_people_write_it(text):
	number = wanted(Kind.NUMBER, "+254712345678")
	assert found_in(f"Call {text}, please", number)
	assert not found_in(erase_from(f"Call {text}, please", number), number)


@pytest.mark.parametrize("text", ["+2547123456789", "17123456780", "+254712345679", "a712345678"])
def test_another_number_is_not(text):
	assert not found_in(text, wanted(Kind.NUMBER, "+254712345678"))


def test_a_number_without_a_country_is_looked_for_as_it_is():
	assert found_in("Box 55-12-34", wanted(Kind.NUMBER, "551234"))


@pytest.mark.parametrize(
	("kind", "text"), [(Kind.NAME, "A"), (Kind.NAME, "–"), (Kind.EMAIL, "nobody"), (Kind.NUMBER, "112")]
)
def test_what_is_too_short_identifies_nobody(kind, text):
	assert erased_value(kind, text) is None


def test_parts_of_a_name_are_those_that_nobody_else_there_has():
	parts = name_parts(["Amina van Odhiambo"], ["Peter Odhiambo"])
	assert [one.text for one in parts] == ["amina"]
	assert erase_from("Amina said that Odhiambo left", parts) == "[erased] said that Odhiambo left"


def test_a_message_is_read_through_its_encoding():
	message = MIMEMultipart()
	message["Subject"] = "Grüße an Zoë Çelik-Ortiz"
	message.attach(encoded("Nothing here"))
	body = MIMEMultipart()
	body.attach(encoded("Dear Zoë Çelik-Ortiz"))
	body["Subject"] = "Hello"
	assert found_in(message.as_string(), NAME)
	assert "Zo" not in body.as_string()
	assert found_in(body.as_string(), NAME)
	assert not found_in("Subject: nothing\n\nat all", NAME)


def encoded(text: str) -> MIMENonMultipart:
	"""A part in base64, which MIMEText chooses or not as other code in the process has told it to."""
	part = MIMENonMultipart("text", "html", charset="utf-8")
	part["Content-Transfer-Encoding"] = "base64"
	part.set_payload(base64.b64encode(text.encode()).decode())
	return part


@pytest.mark.parametrize(
	"message",
	[
		"Subject: =?utf-8?b?Wm/DqyDDh2VsaWstT3J0aXo=?=\n\nHello",
		"Subject: =?utf-8?b?abcde?=\nFrom: Zoë Çelik-Ortiz <z@example.org>\n\nHello",
		"Subject: =?klingon?q?Zo=C3=AB?= =?klingon?q?_=C3=87elik-Ortiz?=\n\nHello",
		"From: x\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
		"Zo=EB =C7elik-Ortiz",
	],
)
def test_headers_and_old_charsets_are_read_too(message):
	assert found_in(message, NAME)


@given(st.text(max_size=60))
def test_a_text_without_the_values_stays_as_it_is(text):
	address = wanted(Kind.EMAIL, "zoe.celik@example.org")
	assert erase_from(text, address) == text


@given(st.text(max_size=30), st.text(max_size=30))
def test_nothing_is_left_of_a_name_among_other_words(before, after):
	text = f"{before} Zoë Çelik-Ortiz {after}"
	assert not found_in(erase_from(text, NAME), NAME)


def test_a_name_within_somebody_elses_longer_one_is_hers():
	[ana] = wanted(Kind.NAME, "Ana Lima")
	apart = without_values(ana, ["Ana Lima Santos", "Ana Lima", "Peter"])
	assert not found_in("ANA LIMA SANTOS came", [apart])
	assert erase_from("Ana Lima met Ana Lima Santos", [apart]) == "[erased] met Ana Lima Santos"
	assert without_values(ana, ["ana lima", "Peter"]) == ana


def test_what_is_the_same_is_so_in_any_spelling():
	[ana] = wanted(Kind.NAME, "Ana Lima")
	assert is_same(ana, " ANA  LÍMA ")
	assert not is_same(ana, "Ana Lima Santos")
