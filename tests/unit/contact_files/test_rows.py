"""What a row comes to, and why some come to nothing."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.contact_files.contact import (
	Contact,
	ContactPoint,
	Refused,
)
from stakeholder_crm.domain.contact_files.gather import ReadOptions
from stakeholder_crm.domain.contact_files.read_row import columns_of, read_row
from stakeholder_crm.domain.contact_files.write_row import contact_cells
from stakeholder_crm.testing import address_books as books

LANGUAGES = {"en": "en", "de": "de", "german": "de", "ps": "ps"}
ACTIVIST = ReadOptions("Activist", languages=LANGUAGES)


def read(header, row: dict[str, str], wanted: ReadOptions = ACTIVIST, mapping=None) -> Contact:
	return read_row([row.get(words, "") for words in header], columns_of(header, mapping), wanted)


def refusal(*args, **more) -> tuple[str, str, str]:
	with pytest.raises(Refused) as caught:
		read(*args, **more)
	return caught.value.problem, caught.value.column, caught.value.value


def test_a_person_of_google():
	contact = read(
		books.GOOGLE,
		{
			"First Name": "Amina",
			"Middle Name": "B.",
			"Last Name": "Abbas",
			"Organization Name": "Night Buses",
			"Organization Title": "Speaker",
			"E-mail 1 - Value": "Amina@Example.org ::: amina@EXAMPLE.org ::: b@example.org",
			"Phone 1 - Label": "Work Fax",
			"Phone 1 - Value": "+49 30 901820",
			"Phone 2 - Label": "Mobile",
			"Phone 2 - Value": "0049 30 901821",
			"Address 1 - Formatted": "Street 1\n10115 Berlin\nDE",
			"Address 1 - City": "Berlin",
			"Address 1 - Region": "BE",
			"Notes": "Told me about her neighbour",
		},
	)
	assert contact == Contact(
		full_name="Amina B. Abbas",
		points=(
			ContactPoint("Email", "Amina@example.org"),
			ContactPoint("Email", "b@example.org"),
			ContactPoint("Phone", "+4930901821"),
			ContactPoint("Letter", "Street 1, 10115 Berlin, DE"),
		),
		fields={"affiliations": "Night Buses (Speaker)"},
	)
	assert contact.emails[1] == "b@example.org"
	assert contact.phones == ("+4930901821",)


def test_a_person_of_outlook_has_an_address_for_each_place():
	row = {
		"First Name": "Björn",
		"Last Name": "Bauer",
		"Suffix": "Jr.",
		"Business Street": "Road 1",
		"Business City": "Leeds",
		"Business Postal Code": "LS1",
		"Business Country/Region": "United Kingdom",
		"Home Street": "Lane 2",
		"Other City": "Hull",
		"Home Country/Region": "",
		"Language": "German",
	}
	contact = read(books.OUTLOOK, row)
	assert contact.full_name == "Björn Bauer Jr."
	assert [point.value for point in contact.points] == [
		"Road 1, LS1 Leeds, United Kingdom",
		"Lane 2",
		"Hull",
	]
	assert contact.language == "de"
	assert read(books.OUTLOOK, {"Last Name": "X", "Home Country/Region": "Kenya"}).points == ()


def test_a_person_of_civicrm_whom_we_must_not_call():
	row = {
		"Contact Type": "Individual",
		"Display Name": "Ms. Chiara Çelik",
		"Preferred Language": "de_CH",
		"Email": "c@example.org",
		"Phone": "0712345678",
		"Do Not Email": "1",
		"Do Not Phone": "0",
		"Do Not Sms": "Yes",
		"Do Not Mail": "",
	}
	contact = read(books.CIVICRM, row, ReadOptions("Activist", "KE", LANGUAGES))
	assert contact.full_name == "Ms. Chiara Çelik"
	assert contact.points == (
		ContactPoint("Phone", "+254712345678"),
		ContactPoint("Email", "c@example.org", unsafe=True),
	)
	assert contact.avoided == ("Email", "SMS", "WhatsApp")
	assert contact.language == "de"
	assert refusal(books.CIVICRM, {**row, "Deceased": "1"}) == ("has_died", "", "")


def test_an_agency_and_who_speaks_for_it():
	agency = ReadOptions("Partner Agency", defaults={"agency_type": "Shelter", "jurisdiction": ""})
	contact = read(
		books.OUTLOOK,
		{"First Name": "Dana", "Last Name": "Roe", "Company": "Safe House", "Job Title": "Lead"},
		agency,
	)
	assert (contact.full_name, contact.focal_person, contact.focal_role) == ("Safe House", "Dana Roe", "Lead")
	assert contact.fields == {"agency_type": "Shelter"}
	assert read(("Name",), {"Name": "Legal Aid"}, agency).full_name == "Legal Aid"
	assert read(("Name", "Company"), {"Name": "LEGAL AID", "Company": "Legal Aid"}, agency).focal_person == ""
	office = {"Contact Type": "Organization", "Organization Name": "Office", "Display Name": "The Office"}
	assert read(books.CIVICRM, office, agency).full_name == "Office"
	assert read(books.CIVICRM, {**office, "Organization Name": ""}, agency).full_name == "The Office"
	assert refusal(books.CIVICRM, {"Contact Type": "Organization"}, agency)[0] == "no_name"
	assert refusal(books.CIVICRM, {"Contact Type": "Individual", "First Name": "Eva"}, agency)[::2] == (
		"is_person",
		"Eva",
	)
	assert refusal(("Name", "Email"), {"Email": "a@example.org"}, agency)[0] == "no_name"
	assert refusal(books.CIVICRM, office)[::2] == ("is_organisation", "Office")
	assert refusal(books.GOOGLE, {"Organization Name": "Office"})[::2] == ("is_organisation", "Office")


def test_a_community_leader_speaks_for_somebody():
	leader = ReadOptions("Community Leader", defaults={"community": "Harbour"})
	assert read(("Name", "Role"), {"Name": "A", "Role": "Elder"}, leader).fields == {
		"leadership_role": "Elder",
		"community": "Harbour",
	}
	assert (
		read(("Name", "Community"), {"Name": "A", "Community": "Hill"}, leader).fields["community"] == "Hill"
	)


@pytest.mark.parametrize(
	("row", "said"),
	[
		({"Email": "a@b@c"}, ("email", "Email", "a@b@c")),
		({"Phone": "0712 345678"}, ("country", "Phone", "0712 345678")),
		({"Phone": "+254"}, ("number", "Phone", "+254")),
		({"Phone": "call me"}, ("number", "Phone", "call me")),
		({"Phone": "+2547I2345678"}, ("number", "Phone", "+2547I2345678")),
		({"Phone": "+254712345678/9"}, ("several", "Phone", "+254712345678/9")),
		({"Phone": "4.47912E+11"}, ("spreadsheet", "Phone", "4.47912E+11")),
		({"Address": "x" * 141}, ("too_long", "Address", "140")),
		({"Organisation": "x" * 5_001}, ("too_long", "affiliations", "5000")),
		({"Causes": "x" * 141}, ("too_long", "causes", "140")),
		({"Name": "<b>A</b>"}, ("html", "full_name", "")),
		({"Name": "X <img src=x onerror=alert(1)//"}, ("html", "full_name", "")),
		({"Organisation": "<svg/onload=alert(1)"}, ("html", "affiliations", "")),
		({"Address": "1 Quay </p"}, ("html", "Address", "")),
		({"Causes": "Night\x07buses"}, ("control", "causes", "")),
		({"Name": ""}, ("no_name", "", "")),
	],
)
def test_what_is_wrong_is_said_with_its_column(row, said):
	header = ("Name", "Email", "Phone", "Address", "Organisation", "Causes")
	assert refusal(header, {"Name": "A", **row}) == said


def test_the_mapping_is_what_people_chose():
	contact = read(
		("a", "b", "c"), {"a": "Alias", "b": "Real Name", "c": "x"}, mapping={0: "Safe Alias", 1: "Full Name"}
	)
	assert (contact.full_name, contact.alias) == ("Real Name", "Alias")
	assert (
		read(("Name", "Time Zone"), {"Name": "A", "Time Zone": "Africa/Nairobi"}).time_zone
		== "Africa/Nairobi"
	)
	assert read(("Name", "Time Zone"), {"Name": "A", "Time Zone": "Nairobi time"}).time_zone == ""
	assert read(
		("Name", "Mobile", "SMS"), {"Name": "A", "SMS": "+254712345678"}, mapping={0: "Full Name", 2: "SMS"}
	).points == (ContactPoint("SMS", "+254712345678"),)


def test_a_short_row_and_a_cell_that_no_spreadsheet_computes():
	columns = columns_of(("Name", "Phone", "Email"))
	assert read_row(["A", "'+254712345678"], columns, ACTIVIST).phones == ("+254712345678",)
	assert read_row(["'A", "\x00"], columns, ACTIVIST).full_name == "'A"
	assert read_row(["A", '="+254712345678"'], columns, ACTIVIST).phones == ("+254712345678",)
	google = columns_of(("First Name", "Phone 1 - Value", "Phone 1 - Label"))
	assert read_row(["A", "+254712345678"], google, ACTIVIST).phones == ("+254712345678",)


@pytest.mark.parametrize(
	("cell", "emails"),
	[
		("a@example.org; b@example.org", ("a@example.org", "b@example.org")),
		(
			"a@example.org,b@example.org c@example.org ::: d@example.org",
			("a@example.org", "b@example.org", "c@example.org", "d@example.org"),
		),
		("a@example.org;", ("a@example.org",)),
	],
)
def test_several_addresses_in_one_cell(cell, emails):
	assert read(("Name", "Email"), {"Name": "A", "Email": cell}).emails == emails


def test_what_is_no_list_of_addresses_is_refused_whole():
	assert refusal(("Name", "Email"), {"Name": "A", "Email": "a@example.org, office"})[0] == "email"


def test_what_fits_on_one_line_stands_on_one():
	row = {
		"Name": "A\nB",
		"Causes": "housing\rwages\n",
		"Role": "Chair,\nspeaker",
		"Organisation": "Night\nBuses",
	}
	contact = read(tuple(row), row)
	assert contact.full_name == "A B"
	assert contact.fields == {"causes": "housing, wages", "affiliations": "Night, Buses (Chair, speaker)"}


GOOGLE_SEVERAL = {
	"First Name": "Mira ::: Mirela",
	"Last Name": "Osei",
	"Organization Name": "Night Buses ::: Tenants United",
	"Organization Title": "Chair ::: Member",
	"E-mail 1 - Value": "mira@example.org",
	"Address 1 - Formatted": "1 Hill Rd\nNorthtown N1\nGB ::: 9 Lake St\nSouthtown S2\nGB",
	"Address 1 - Street": "1 Hill Rd ::: 9 Lake St",
	"Address 1 - City": "Northtown ::: Southtown",
}


def test_google_joins_several_values_of_every_kind():
	contact = read(books.GOOGLE, GOOGLE_SEVERAL)
	assert contact.full_name == "Mira Osei"
	assert contact.fields == {"affiliations": "Night Buses (Chair)\nTenants United (Member)"}
	assert [point.value for point in contact.points if point.channel == "Letter"] == [
		"1 Hill Rd, Northtown N1, GB",
		"9 Lake St, Southtown S2, GB",
	]
	agency = read(books.GOOGLE, GOOGLE_SEVERAL, ReadOptions("Partner Agency"))
	assert (agency.full_name, agency.focal_person, agency.focal_role) == ("Night Buses", "Mira Osei", "Chair")


def test_each_of_several_values_stays_in_its_place():
	row = {
		**GOOGLE_SEVERAL,
		"Organization Name": "Night Buses ::: Tenants United ::: ",
		"Organization Title": "::: Member ::: Guest",
		"Address 1 - Formatted": "",
		"Address 1 - City": "::: Southtown",
	}
	contact = read(books.GOOGLE, row)
	assert contact.fields == {"affiliations": "Night Buses\nTenants United (Member)"}
	assert [point.value for point in contact.points if point.channel == "Letter"] == [
		"1 Hill Rd",
		"9 Lake St, Southtown",
	]
	assert read(("Name",), {"Name": ":::"}).full_name == ":::"


def test_a_person_of_an_address_book_becomes_no_agency():
	agency = ReadOptions("Partner Agency")
	header = ("First Name", "Last Name", "Name", "Organization Name")
	assert refusal(header, {"First Name": "Mira", "Last Name": "Osei"}, agency)[::2] == (
		"is_person",
		"Mira Osei",
	)
	assert refusal(header, {"Last Name": "Osei", "Name": "Mira Osei"}, agency)[0] == "is_person"
	assert read(header, {"Organization Name": "Night Buses"}, agency).full_name == "Night Buses"
	# Organisations have a column of their own there, and it is empty.
	assert refusal(header, {"Name": "Mira Osei"}, agency)[0] == "is_person"
	assert read(("Name", "Email"), {"Name": "Night Buses"}, agency).full_name == "Night Buses"
	assert (
		read(("Name", "Company", "Is a Company"), {"Name": "Night Buses"}, agency).full_name == "Night Buses"
	)


@pytest.mark.parametrize(
	("header", "row"),
	[
		(("Name", "Organisation"), {"Organisation": "-"}),
		(("Name", "Company"), {"Company": "N/A"}),
		(("Name", "Job Title"), {"Job Title": "Director"}),
		(("Name", "Contact Type"), {"Contact Type": "Einzelperson"}),
		(("Name", "Contact Type"), {"Contact Type": "Persona"}),
	],
)
def test_a_name_beside_what_only_people_have_is_no_agency(header, row):
	refused = refusal(header, {"Name": "Mira Osei", **row}, ReadOptions("Partner Agency"))
	assert refused[::2] == ("is_person", "Mira Osei")
	assert read(header, {"Name": "Mira Osei", **row}).fields.get("affiliations") is None


@pytest.mark.parametrize("name", ["Zo\ufffd Adeyemi", "\ufffd"])
def test_a_name_with_characters_that_cannot_be_read_is_refused(name):
	assert refusal(("Name", "Causes"), {"Name": name}) == ("garbled", "full_name", name)
	assert read(("Name", "Causes"), {"Name": "Zoë", "Causes": "caf\ufffd"}).fields == {"causes": "caf\ufffd"}


def test_a_contact_that_a_check_refused_comes_back_as_a_row_with_its_opt_outs():
	header = (
		"Name",
		"Email",
		"Email 2",
		"Phone",
		"Address",
		"Causes",
		"Do Not Email",
		"Do Not Phone",
		"email_opt_in",
	)
	row = {
		"Name": "Mira",
		"Email": "a@example.org",
		"Email 2": "b@example.org",
		"Address": "Road 1",
		"Causes": "x",
	}
	contact = read(header, {**row, "Phone": "+254712345678", "Do Not Email": "1"})
	targets = [columns_of(header).mapping[position] for position in range(len(header))]
	cells = contact_cells(contact, "Activist", targets)
	assert cells[1:4] == ["a@example.org ::: b@example.org", "", "+254712345678"]
	assert read_row(cells, columns_of(header), ACTIVIST) == contact
	house = contact_cells(
		read(("Company",), {"Company": "Safe House"}, ReadOptions("Partner Agency")), "Partner Agency", ()
	)
	assert house == []
	header = ("First Name", "Last Name", "Company", "Role", "Jurisdiction", "Do Not Contact")
	agency = ReadOptions("Partner Agency")
	row = {
		"First Name": "Dana",
		"Last Name": "Roe",
		"Company": "Safe House",
		"Role": "Lead",
		"Jurisdiction": "North",
	}
	contact = read(header, {**row, "Do Not Contact": "yes"}, agency)
	targets = [columns_of(header).mapping[position] for position in range(len(header))]
	assert read_row(contact_cells(contact, "Partner Agency", targets), columns_of(header), agency) == contact


@pytest.mark.parametrize(
	("text", "region", "number"),
	[
		("+254 712 345 678", "", "+254712345678"),
		("00254712345678", "", "+254712345678"),
		("tel:+254712345678;ext=5", "", "+254712345678 ext. 5"),
		("0712345678", "KE", "+254712345678"),
	],
)
def test_numbers_get_their_country_code(text, region, number):
	assert read(("Name", "Phone"), {"Name": "A", "Phone": text}, ReadOptions("Activist", region)).phones == (
		number,
	)


@pytest.mark.parametrize("text", ["0712345678, 0722111222", "*#06#", "0", "4.47912E+11", "nothing"])
def test_what_is_no_number_does_not_ask_for_a_country_that_was_chosen(text):
	row = {"Name": "A", "Phone": text}
	assert refusal(("Name", "Phone"), row, ReadOptions("Activist", "GB"))[0] in (
		"several",
		"number",
		"spreadsheet",
	)


def test_no_text_message_reaches_an_extension():
	row = {"Name": "A", "SMS": "+254712345678 x12"}
	mapping = {0: "Full Name", 1: "SMS"}
	assert refusal(("Name", "SMS"), row, mapping=mapping) == ("extension", "SMS", "+254712345678 x12")


TEXT = st.text(max_size=20)


@given(st.lists(TEXT, min_size=1, max_size=6), st.lists(TEXT, max_size=8))
def test_any_row_comes_to_a_contact_or_to_a_reason(header, cells):
	with suppress(Refused):
		assert read_row(cells, columns_of(header), ACTIVIST).full_name
