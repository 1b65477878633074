"""Cards of every version are read; ours are read back by vobject."""

from io import StringIO
from itertools import chain

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.contact_files.contact import Contact, ContactPoint, Refused
from stakeholder_crm.domain.contact_files.gather import ReadOptions
from stakeholder_crm.domain.contact_files.read_card import read_card
from stakeholder_crm.domain.contact_files.read_row import columns_of, read_row
from stakeholder_crm.domain.contact_files.split_cards import MOST_CHARACTERS, split_cards
from stakeholder_crm.domain.contact_files.write_card import MOST_BYTES, CardChannel, CardToWrite, write_cards
from stakeholder_crm.domain.contact_files.write_row import CARD_COLUMNS, card_cells, card_text

ACTIVIST = ReadOptions("Activist", languages={"de": "de", "en": "en"})
AGENCY = ReadOptions("Partner Agency", defaults={"agency_type": "Shelter"})


def card(*lines: str, version: str = "3.0") -> str:
	return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD"))


def read(*lines: str, version: str = "3.0", wanted: ReadOptions = ACTIVIST) -> Contact:
	return read_card(card(*lines, version=version), wanted)


def test_version_2_1_in_quoted_printable():
	contact = read(
		"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg;;;",
		"FN;CHARSET=ISO-8859-1;ENCODING=quoted-printable:J=F6rg M=FCll=",
		"er",
		"TEL;CELL;VOICE:+49 30 901820",
		"TEL;WORK;FAX:+49 30 901821",
		"EMAIL;INTERNET:joerg@example.org",
		"ADR;HOME;ENCODING=QUOTED-PRINTABLE:;;Stra=C3=9Fe 1;Berlin;;10115;Germany",
		"NOTE:About his neighbour",
		version="2.1",
	)
	assert contact == Contact(
		"Jörg Müller",
		points=(
			ContactPoint("Email", "joerg@example.org"),
			ContactPoint("Phone", "+4930901820"),
			ContactPoint("Letter", "Straße 1, 10115 Berlin, Germany"),
		),
	)


def test_version_3_0_with_groups_folds_and_escapes():
	contact = read(
		"N:Haddad;Noor;;Dr.;",
		"FN:Noor Haddad",
		"ORG:Night Buses\\, Inc.;Press",
		"TITLE:Speaker\\; writer",
		"item1.EMAIL;type=INTERNET:old@example.org",
		"item2.EMAIL;type=INTERNET;type=pref:noor@exam",
		" ple.org",
		"TEL;TYPE=CELL:+254 712 345 678",
		"TZ:-05:00",
		"ADR:;;;;;;Kenya",
	)
	assert contact.full_name == "Noor Haddad"
	assert contact.fields == {"affiliations": "Night Buses, Inc. (Speaker; writer)"}
	assert contact.emails == ("noor@example.org", "old@example.org")
	assert contact.phones == ("+254712345678",)
	assert contact.time_zone == ""


def test_version_4_0_with_its_own_properties():
	contact = read(
		"KIND:individual",
		"FN:Lena Kaya",
		'TEL;VALUE=uri;PREF=2;TYPE="voice,home":tel:+254-712-345-678',
		"TEL;VALUE=uri;PREF=1:tel:+254-712-345-679",
		"LANG;PREF=2:en",
		"LANG;PREF=1:de",
		"TZ;VALUE=text:Europe/Berlin",
		version="4.0",
	)
	assert contact.phones == ("+254712345679", "+254712345678")
	assert (contact.language, contact.time_zone) == ("de", "Europe/Berlin")


@pytest.mark.parametrize(
	"lines",
	[
		("KIND:org", "FN:Safe House"),
		("FN:Safe House", "N:;;;;", "ORG:Safe House", "X-ABShowAs:COMPANY"),
		("FN:Safe House", "ORG:Safe House"),
		("X-ADDRESSBOOKSERVER-KIND:org", "FN:x", "ORG:Safe House"),
	],
)
def test_an_organisation_is_an_agency(lines):
	assert read(*lines, wanted=AGENCY).full_name == "Safe House"
	with pytest.raises(Refused) as caught:
		read(*lines)
	assert caught.value.problem == "is_organisation"


def test_who_speaks_for_an_organisation():
	contact = read("N:Roe;Dana;;;", "FN:Dana Roe", "ORG:Safe House", "ROLE:Lead", wanted=AGENCY)
	assert (contact.full_name, contact.focal_person, contact.focal_role) == ("Safe House", "Dana Roe", "Lead")


def test_a_name_in_base64_and_a_date_of_death_without_a_date():
	contact = read("FN;ENCODING=BASE64;CHARSET=UTF-8:SsO2cmcgTGluZA==", "DEATHDATE:", version="2.1")
	assert contact.full_name == "Jörg Lind"


def test_a_name_may_stand_in_its_parts_alone():
	assert read("N:Roe;Dana;M.;Dr.;Jr.").full_name == "Dana M. Roe Jr."


@pytest.mark.parametrize(
	("text", "problem"),
	[
		(card("KIND:group", "FN:The team"), "group"),
		(card("FN:A", "DEATHDATE:20200101"), "has_died"),
		(card("FN:A", "EMAIL:nothing"), "email"),
		(card("EMAIL;TYPE=x:mailto:a@example.org"), "nameless_card"),
		(card("N:;;;;", "FN:", "EMAIL:only@example.org"), "nameless_card"),
		(card("FN:Jo\ufffdrg", "N:\ufffd;;;;"), "unreadable"),
		(card("FN;ENCODING=b:not base64"), "unreadable"),
		(card("FN;CHARSET=nothing;ENCODING=quoted-printable:=FC"), "unreadable"),
		("BEGIN:VCARD\r\nFN:A", "unreadable"),
		(card("FN:A", "X:" + "x" * (2 * MOST_CHARACTERS)), "unreadable"),
	],
)
def test_what_cannot_be_taken_over(text, problem):
	with pytest.raises(Refused) as caught:
		read_card(text, ACTIVIST)
	assert caught.value.problem == problem


@pytest.mark.parametrize(
	"line",
	[
		"no colon here",
		"NOTE:first line\r\nsecond line",
		"NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9B=D0",
		"NOTE;CHARSET=nothing;ENCODING=QUOTED-PRINTABLE:=FC",
		"NOTE;ENCODING=QUOTED-PRINTABLE:soft=",
		"NOTE;ENCODING=QUOTED-PRINTABLE:his sister is at=\r\nTEL:+254799999999",
		"NOTE:" + "x" * (2 * MOST_CHARACTERS),
		"item1.BEGINNING:x",
		"PHOTO;JPEG;ENCODING=BASE64:\r\n/9j/4AAQSkZJRgABAQ\r\nAAAA==\r\n",
		"PHOTO;ENCODING=b:not base64 !",
		"BDAY:nonsense",
		"X-ANYTHING;;;=:",
		";;;:",
		"TEL",
		"\x00",
	],
)
@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_a_line_that_nobody_wants_costs_nobody(line, version):
	text = card("N:Lind;Tam;;;", "FN:Tam Lind", "TEL:+254712345678", line, version=version)
	[cut] = split_cards(text.splitlines())
	contact = read_card(cut, ACTIVIST)
	assert (contact.full_name, contact.phones) == ("Tam Lind", ("+254712345678",))
	after = card("N:Lind;Tam;;;", "FN:Tam Lind", line, "X-NEXT:1", "TEL:+254712345678", version=version)
	[cut] = split_cards(after.splitlines())
	assert read_card(cut, ACTIVIST).phones == ("+254712345678",)


def test_a_card_that_is_too_large_is_not_read_by_half():
	lines = [
		*card("FN:A", *["ORG:" + "x" * 10_000] * 30, "TEL:+254712345678").splitlines(),
		*card("FN:B").splitlines(),
	]
	large, other = split_cards(lines)
	assert read_card(other, ACTIVIST).full_name == "B"
	with pytest.raises(Refused, match="unreadable"):
		read_card(large, ACTIVIST)


def test_a_name_that_cannot_be_read_is_taken_from_its_parts():
	lines = ("FN;CHARSET=nothing;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg", "N:Lind;Jörg;;;")
	assert read(*lines).full_name == "Jörg Lind"
	assert read("FN:J\ufffdrg Lind", "N:Lind;Jörg;;;").full_name == "Jörg Lind"


def test_a_fax_of_apple_is_not_called():
	contact = read(
		"FN:A",
		"item1.TEL:+4930901820",
		"item1.X-ABLabel:_$!<HomeFAX>!$_",
		"item2.TEL:+4930901821",
		"item2.X-ABLabel:Landline",
	)
	assert contact.phones == ("+4930901821",)


AGENT = ("AGENT:", "BEGIN:VCARD", "VERSION:2.1", "N:Friday;Fred", "TEL:+254799999999", "END:VCARD")


@pytest.mark.parametrize(
	"agent",
	[
		AGENT,
		("item1.AGENT;X=y:", *AGENT[1:]),
		("AGENT:BEGIN:VCARD", *AGENT[2:]),
		(*AGENT[:4], *AGENT, *AGENT[4:]),
		("AGENT:BEGIN:VCARD\\nFN:Fred Friday\\nTEL:+254799999999\\nEND:VCARD\\n",),
		("RELATED;TYPE=agent:BEGIN:VCARD", *AGENT[2:]),
		("AGENT;VALUE=uri:mailto:fred@example.org",),
		("AGENT:",),
	],
)
def test_a_card_within_a_card_is_somebody_else(agent):
	text = card("FN:Tam Lind", *agent, "EMAIL:a@example.org", version="2.1")
	cards = list(split_cards([*text.splitlines(), *card("FN:Next").splitlines()]))
	assert [read_card(one, ACTIVIST).full_name for one in cards] == ["Tam Lind", "Next"]
	assert read_card(cards[0], ACTIVIST).points == (ContactPoint("Email", "a@example.org"),)


def test_an_agent_that_is_cut_off_costs_no_other_card():
	lines = [*card("FN:Tam Lind").splitlines()[:-1], *AGENT[:-1], *card("FN:Next").splitlines()]
	cut, whole = split_cards(lines)
	assert read_card(whole, ACTIVIST).full_name == "Next"
	with pytest.raises(Refused, match="unreadable"):
		read_card(cut, ACTIVIST)


@pytest.mark.parametrize(
	"lines",
	[
		("KIND:individual", "FN:Mia Osei"),
		("N:Osei;Mia;;;", "FN:Mia Osei"),
		("N:Osei;Mia;;;", "EMAIL:mia@example.org"),
	],
)
def test_a_person_becomes_no_agency(lines):
	assert read(*lines).full_name == "Mia Osei"
	with pytest.raises(Refused) as caught:
		read(*lines, wanted=AGENCY)
	assert (caught.value.problem, caught.value.value) == ("is_person", "Mia Osei")


def test_a_refused_card_can_be_corrected_as_a_table():
	text = card(
		"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Lind;J=C3=B6rg;;;",
		"TEL;CELL:0712 345678",
		"TEL:+254712345678",
		"EMAIL:joerg@example.org",
		"ADR:;;Road 1;Leeds;;LS1;",
		"TITLE:Speaker",
		"NOTE:About his neighbour",
		version="2.1",
	)
	with pytest.raises(Refused, match="country"):
		read_card(text, ACTIVIST)
	cells = card_cells(text)
	columns = columns_of(CARD_COLUMNS)
	assert sorted(columns.mapping) == list(range(len(CARD_COLUMNS)))
	cells[CARD_COLUMNS.index("Phone")] = cells[CARD_COLUMNS.index("Phone")].replace("0712", "+254712", 1)
	contact = read_row(cells, columns, ACTIVIST)
	assert (contact.full_name, contact.emails, contact.phones) == (
		"Jörg Lind",
		("joerg@example.org",),
		("+254712345678",),
	)
	with pytest.raises(Refused, match="is_person"):
		read_row(cells, columns, AGENCY)


def test_a_refused_card_can_be_corrected_as_a_card():
	folded = card("FN:Tam", " my Lind", "TEL:0712 345678", "NOTE:secret", "PHOTO:x", version="2.1")
	text = card_text(folded, "TEL: 0712 345678 has no country code.")
	assert text.splitlines() == [
		"BEGIN:VCARD",
		"VERSION:2.1",
		"X-REFUSED-BECAUSE:TEL: 0712 345678 has no country code.",
		"FN:Tammy Lind",
		"TEL:0712 345678",
		"END:VCARD",
	]
	assert "because:EMAIL: a END:VCARD b" in card_text(folded, "EMAIL: a\nEND:VCARD\nb").replace(
		"BECAUSE", "because"
	)
	assert "VERSION:3.0" in card_text("BEGIN:VCARD\r\nFN:Cut", "It is cut off.")


def test_a_file_is_cut_into_cards_without_its_pictures():
	lines = [
		"\ufeffBEGIN:VCARD\n",
		"FN:A\n",
		"item1.PHOTO;ENCODING=b:AAAA\n",
		" BBBB\n",
		"BDAY:x\n",
		"END:VCARD\n",
		"between them\n",
		"FN:of nobody\n",
		"begin:vcard\r\n",
		"FN:B\r\n",
		"BEGIN:VCARD\n",
		"FN:C\n",
	]
	assert list(split_cards(lines)) == [
		"BEGIN:VCARD\r\nFN:A\r\nEND:VCARD",
		"BEGIN:VCARD\r\nFN:B",
		"BEGIN:VCARD\r\nFN:C",
	]
	endless = chain(["BEGIN:VCARD"], ("x" * 1000 for _ in range(1000)), ["END:VCARD"])
	[large] = split_cards(endless)
	assert len(large) < MOST_CHARACTERS + 3_000


WHOLE = CardToWrite(
	uid="ACT-00001",
	name="Jörg; Müller, \\ and\nsons",
	is_organisation=False,
	organisation="Night Buses",
	role="Speaker",
	language="de",
	time_zone="Europe/Berlin",
	ways=(
		CardChannel("EMAIL", "joerg@example.org", preferred=True),
		CardChannel("TEL", "+4930901820", ("cell", "text")),
		CardChannel("TEL", "+4930901821", ("voice",)),
		CardChannel("TEL", "+4930901822"),
		CardChannel("ADR", "Straße 1; 10115 Berlin, " + "x" * 90),
	),
	revision="20260101T120000Z",
)


def test_vobject_reads_what_we_write():
	written = write_cards([WHOLE, CardToWrite("PA-00001", "Safe House", is_organisation=True)]).decode()
	one, other = vobject.readComponents(StringIO(written))
	assert one.version.value == "4.0"
	assert one.fn.value == WHOLE.name
	assert one.n.value.given == WHOLE.name
	assert one.org.value == ["Night Buses"]
	assert [line.value for line in one.tel_list] == [f"tel:+493090182{number}" for number in range(3)]
	assert one.tel.params == {"VALUE": ["uri"], "TYPE": ["cell,text"]}
	assert one.adr.value.street == WHOLE.ways[-1].value
	assert (one.kind.value, one.lang.value, one.tz.value) == ("individual", "de", "Europe/Berlin")
	assert (other.kind.value, other.org.value, other.uid.value) == ("org", ["Safe House"], "PA-00001")
	assert written.index("VERSION:4.0") == len("BEGIN:VCARD\r\n")
	assert not hasattr(one, "note")


def test_we_read_what_we_write():
	[text] = split_cards(write_cards([WHOLE]).decode().splitlines(keepends=True))
	contact = read_card(text, ACTIVIST)
	assert contact.full_name == "Jörg; Müller, \\ and sons"
	assert contact.emails == ("joerg@example.org",)
	assert contact.phones == ("+4930901820", "+4930901821", "+4930901822")


def test_an_extension_goes_out_and_comes_back():
	written = write_cards(
		[
			CardToWrite(
				"ACT-1", "A", is_organisation=False, ways=(CardChannel("TEL", "+442079460958 ext. 123"),)
			)
		]
	)
	assert b"TEL;VALUE=uri:tel:+442079460958;ext=123" in written
	[text] = split_cards(written.decode().splitlines())
	assert read_card(text, ACTIVIST).phones == ("+442079460958 ext. 123",)


TEXT = st.text(
	alphabet=st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\u0085"),
	min_size=1,
	max_size=200,
).filter(str.strip)


@given(TEXT, TEXT)
def test_lines_are_folded_between_characters_and_come_back_whole(name, role):
	written = write_cards([CardToWrite("ACT-1", name, is_organisation=False, role=role)])
	lines = written.split(b"\r\n")
	assert all(len(line) <= MOST_BYTES for line in lines)
	assert all(line.decode() == line.decode() for line in lines)
	read_back = vobject.readOne(StringIO(written.decode()))
	assert read_back.fn.value == name
	assert read_back.title.value == role


@given(st.lists(st.text(max_size=30), max_size=8))
def test_any_card_comes_to_a_contact_or_to_a_reason(lines):
	for text in split_cards(["BEGIN:VCARD", *lines, "END:VCARD"]):
		try:
			read_card(text, ACTIVIST)
		except Refused:
			continue
