"""Files as other address books write them, with invented people, for tests and benchmarks.

The headers are those of CiviCRM's export of primary fields, of Google Contacts (current and before 2023), of Outlook,
and of Outlook on the web.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO

CIVICRM = (
	*(
		"Contact ID",
		"Contact Type",
		"Contact Subtype",
		"Do Not Email",
		"Do Not Phone",
		"Do Not Mail",
		"Do Not Sms",
	),
	*(
		"Do Not Trade",
		"No Bulk Emails (User Opt Out)",
		"Legal Identifier",
		"External Identifier",
		"Sort Name",
	),
	*("Display Name", "Nickname", "Legal Name", "Image Url", "Preferred Communication Method"),
	*("Preferred Language", "Contact Hash", "Contact Source", "First Name", "Middle Name", "Last Name"),
	*("Individual Prefix", "Individual Suffix", "Formal Title", "Communication Style", "Job Title", "Gender"),
	*("Birth Date", "Deceased", "Deceased Date", "Household Name", "Organization Name", "Sic Code"),
	*("Current Employer", "Street Address", "Supplemental Address 1", "Supplemental Address 2", "City"),
	*(
		"Postal Code Suffix",
		"Postal Code",
		"Country",
		"State",
		"Phone",
		"Phone Extension",
		"Email",
		"On Hold",
	),
	*("Use for Bulk Mail", "Note", "Website"),
)
GOOGLE = (
	*("First Name", "Middle Name", "Last Name", "Phonetic First Name", "Phonetic Middle Name"),
	*("Phonetic Last Name", "Name Prefix", "Name Suffix", "Nickname", "File As", "Organization Name"),
	*("Organization Title", "Organization Department", "Birthday", "Notes", "Photo", "Labels"),
	*("E-mail 1 - Label", "E-mail 1 - Value", "E-mail 2 - Label", "E-mail 2 - Value", "Phone 1 - Label"),
	*("Phone 1 - Value", "Phone 2 - Label", "Phone 2 - Value", "Address 1 - Label", "Address 1 - Formatted"),
	*("Address 1 - Street", "Address 1 - City", "Address 1 - PO Box", "Address 1 - Region"),
	*("Address 1 - Postal Code", "Address 1 - Country", "Address 1 - Extended Address", "Website 1 - Label"),
	"Website 1 - Value",
)
GOOGLE_UNTIL_2023 = (
	*("Name", "Given Name", "Additional Name", "Family Name", "Yomi Name", "Given Name Yomi"),
	*("Additional Name Yomi", "Family Name Yomi", "Name Prefix", "Name Suffix", "Initials", "Nickname"),
	*(
		"Short Name",
		"Maiden Name",
		"Birthday",
		"Gender",
		"Location",
		"Billing Information",
		"Directory Server",
	),
	*("Mileage", "Occupation", "Hobby", "Sensitivity", "Priority", "Subject", "Notes", "Language", "Photo"),
	*("Group Membership", "E-mail 1 - Type", "E-mail 1 - Value", "Phone 1 - Type", "Phone 1 - Value"),
	*("Address 1 - Type", "Address 1 - Formatted", "Address 1 - Street", "Address 1 - City"),
	*("Address 1 - PO Box", "Address 1 - Region", "Address 1 - Postal Code", "Address 1 - Country"),
	*("Address 1 - Extended Address", "Organization 1 - Type", "Organization 1 - Name"),
	*("Organization 1 - Yomi Name", "Organization 1 - Title", "Organization 1 - Department"),
)
OUTLOOK = (
	*("Title", "First Name", "Middle Name", "Last Name", "Suffix", "Company", "Department", "Job Title"),
	*("Business Street", "Business Street 2", "Business Street 3", "Business City", "Business State"),
	*("Business Postal Code", "Business Country/Region", "Home Street", "Home Street 2", "Home Street 3"),
	*("Home City", "Home State", "Home Postal Code", "Home Country/Region", "Other Street", "Other City"),
	*("Assistant's Phone", "Business Fax", "Business Phone", "Business Phone 2", "Callback", "Car Phone"),
	*("Company Main Phone", "Home Fax", "Home Phone", "Home Phone 2", "ISDN", "Mobile Phone", "Other Fax"),
	*("Other Phone", "Pager", "Primary Phone", "Radio Phone", "TTY/TDD Phone", "Telex", "Account"),
	*("Anniversary", "Assistant's Name", "Billing Information", "Birthday", "Business Address PO Box"),
	*("Categories", "Children", "Directory Server", "E-mail Address", "E-mail Type", "E-mail Display Name"),
	*("E-mail 2 Address", "E-mail 2 Type", "E-mail 2 Display Name", "Gender", "Government ID Number"),
	*("Home Address PO Box", "Initials", "Internet Free Busy", "Keywords", "Language", "Location"),
	*("Manager's Name", "Mileage", "Notes", "Office Location", "Organizational ID Number"),
	*("Other Address PO Box", "Priority", "Private", "Profession", "Referred By", "Sensitivity", "Spouse"),
	*("User 1", "User 2", "User 3", "User 4", "Web Page"),
)
OUTLOOK_ON_THE_WEB = (
	*("First Name", "Middle Name", "Last Name", "Title", "Suffix", "Nickname", "Given Yomi", "Surname Yomi"),
	*("E-mail Address", "E-mail 2 Address", "E-mail 3 Address", "Home Phone", "Home Phone 2"),
	*("Business Phone", "Business Phone 2", "Mobile Phone", "Car Phone", "Other Phone", "Primary Phone"),
	*("Pager", "Business Fax", "Home Fax", "Other Fax", "Company Main Phone", "Callback", "Radio Phone"),
	*("Telex", "TTY/TDD Phone", "IMAddress", "Job Title", "Department", "Company", "Office Location"),
	*("Manager's Name", "Assistant's Name", "Assistant's Phone", "Company Yomi", "Business Street"),
	*("Business City", "Business State", "Business Postal Code", "Business Country/Region", "Home Street"),
	*("Home City", "Home State", "Home Postal Code", "Home Country/Region", "Other Street", "Other City"),
	*("Personal Web Page", "Spouse", "Schools", "Hobby", "Location", "Web Page", "Birthday", "Anniversary"),
	"Notes",
)
_FIRST = (
	"Amina",
	"Björn",
	"Chiara",
	"Daniel",
	"Esra",
	"Fatou",
	"Goran",
	"Hana",
	"Ivo",
	"Jelena",
	"Kofi",
	"Lena",
)
_LAST = (
	"Abbas",
	"Bauer",
	"Çelik",
	"Diallo",
	"Eriksen",
	"Fischer",
	"García",
	"Haddad",
	"Ivanova",
	"Jansen",
	"Kaya",
)


def csv_text(header: Iterable[str], rows: Iterable[Mapping[str, str]], delimiter: str = ",") -> str:
	"""A CSV file. Missing values stay empty.

	Args:
		header: the names of all columns.
		rows: values by column.
			delimiter: between the cells.
	"""
	out = StringIO()
	writer = csv.DictWriter(out, list(header), restval="", delimiter=delimiter)
	writer.writeheader()
	writer.writerows(rows)
	return out.getvalue()


def google_rows(count: int, first: int = 0) -> Iterator[dict[str, str]]:
	"""Rows of different people, each with an address and a number. Always the same ones.

	Args:
			count: the number of rows.
			first: the first person. Another start gives other people.
	"""
	for number in range(first, first + count):
		given, family = _FIRST[number % len(_FIRST)], _LAST[number // len(_FIRST) % len(_LAST)]
		yield {
			"First Name": given,
			"Last Name": f"{family} {_word(number)}",
			"Organization Name": f"Initiative {number % 500}",
			"Notes": "Met at the market.\nTold me about her neighbour.",
			"E-mail 1 - Label": "* Home",
			"E-mail 1 - Value": f"person{number}@example.org",
			"Phone 1 - Label": "Mobile",
			"Phone 1 - Value": f"+2547{number:08d}",
		}


def _word(number: int) -> str:
	"""A distinct name for each number."""
	syllables = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu")
	return "".join(syllables[int(digit)] for digit in f"{number * 7919 % 1000003:06d}").title()
