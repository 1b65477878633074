"""Whose file it is, and what its columns are taken for."""

import pytest

from stakeholder_crm.domain.contact_files import targets
from stakeholder_crm.domain.contact_files.read_row import columns_of
from stakeholder_crm.testing import address_books as books


@pytest.mark.parametrize(
	("header", "source"),
	[
		(books.CIVICRM, "CiviCRM"),
		(books.GOOGLE, "Google Contacts"),
		(books.GOOGLE_UNTIL_2023, "Google Contacts"),
		(books.OUTLOOK, "Outlook"),
		(books.OUTLOOK_ON_THE_WEB, "Outlook"),
		(("Name", "Email", "Phone"), "Other CSV"),
		((), "Other CSV"),
	],
)
def test_the_header_says_which_program_wrote_it(header, source):
	assert targets.recognise(header) == source
	assert targets.recognise([f" {words.upper()} " for words in header]) == source


def taken(header: tuple[str, ...]) -> dict[str, list[str]]:
	found: dict[str, list[str]] = {}
	for position, target in columns_of(header).mapping.items():
		found.setdefault(target, []).append(header[position])
	return found


def test_civicrm():
	assert taken(books.CIVICRM) == {
		"Person or Organisation": ["Contact Type"],
		"Do Not Email": ["Do Not Email", "No Bulk Emails (User Opt Out)", "On Hold"],
		"Do Not Phone": ["Do Not Phone"],
		"Do Not Write Letters": ["Do Not Mail"],
		"Do Not Text": ["Do Not Sms"],
		"Full Name": ["Display Name"],
		"Language": ["Preferred Language"],
		"First Name": ["First Name"],
		"Middle Name": ["Middle Name"],
		"Last Name": ["Last Name"],
		"Name Suffix": ["Individual Suffix"],
		"Role": ["Job Title"],
		"Has Died": ["Deceased"],
		"Organisation": ["Organization Name", "Current Employer"],
		"Street": ["Street Address", "Supplemental Address 1", "Supplemental Address 2"],
		"City": ["City"],
		"Postal Code": ["Postal Code"],
		"Country": ["Country"],
		"Region": ["State"],
		"Phone": ["Phone"],
		"Email": ["Email"],
	}


def test_outlook_leaves_out_what_nobody_answers():
	phones = taken(books.OUTLOOK)["Phone"]
	assert "Mobile Phone" in phones
	assert not {"Business Fax", "Pager", "Telex", "ISDN", "TTY/TDD Phone", "Assistant's Phone"} & set(phones)
	assert taken(books.OUTLOOK)["Street"][:3] == ["Business Street", "Business Street 2", "Business Street 3"]
	assert taken(books.OUTLOOK_ON_THE_WEB)["Email"] == [
		"E-mail Address",
		"E-mail 2 Address",
		"E-mail 3 Address",
	]


@pytest.mark.parametrize("header", [books.GOOGLE, books.GOOGLE_UNTIL_2023])
def test_google(header):
	found = taken(header)
	assert found["Email"][0] == "E-mail 1 - Value"
	assert found["Phone"][0] == "Phone 1 - Value"
	assert found["Whole Address"] == ["Address 1 - Formatted"]
	assert len(found["Organisation"]) == len(found["Role"]) == 1
	labels = columns_of(header).labels
	assert header[labels[header.index("Phone 1 - Value")]] in ("Phone 1 - Label", "Phone 1 - Type")


@pytest.mark.parametrize("header", [books.CIVICRM, books.GOOGLE, books.GOOGLE_UNTIL_2023, books.OUTLOOK])
def test_no_notes_and_no_birthdays_are_taken(header):
	kept = {words for columns in taken(header).values() for words in columns}
	assert not {"Notes", "Note", "Birthday", "Birth Date", "Gender", "Government ID Number"} & kept


def test_every_default_is_a_choice_that_people_have():
	for header in (books.CIVICRM, books.GOOGLE, books.GOOGLE_UNTIL_2023, books.OUTLOOK):
		assert set(columns_of(header).mapping.values()) <= set(targets.TARGETS)


def test_addresses_of_several_places_are_told_apart():
	assert [targets.place_of(words) for words in ("Business City", "Address 2 - City", "City")] == [
		"business",
		"address 2",
		"",
	]
	assert targets.labels_of(("E-mail 1 - Value", "Name")) == {}
	assert targets.target_of("Home Office") == "Leave Out"
	assert targets.target_of("Work-Email") == "Email"
	assert targets.target_of("Home-Phone-Mobile") == "Phone"
