"""What a column of a file may be taken for, and the columns that known address books write.

The targets are the words that people choose from; the programs' own words stand in tables beside them.
"""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

LEAVE_OUT = "Leave Out"
FULL_NAME, FIRST_NAME, MIDDLE_NAME = "Full Name", "First Name", "Middle Name"
LAST_NAME, SUFFIX, ALIAS = "Last Name", "Name Suffix", "Safe Alias"
ORGANISATION, ROLE, KIND = "Organisation", "Role", "Person or Organisation"
EMAIL, PHONE, MOBILE = "Email", "Phone", "SMS"
ADDRESS, STREET, POSTAL_CODE = "Whole Address", "Street", "Postal Code"
CITY, REGION, COUNTRY = "City", "Region", "Country"
LANGUAGE, TIME_ZONE = "Language", "Time Zone"
COMMUNITY, CONSTITUENCY, CAUSES = "Community", "Constituency", "Causes"
JURISDICTION, SERVICES = "Jurisdiction", "Services"
NO_EMAIL, NO_PHONE = "Do Not Email", "Do Not Phone"
NO_SMS, NO_LETTERS, DECEASED = "Do Not Text", "Do Not Write Letters", "Has Died"

TARGETS = (
	*(LEAVE_OUT, FULL_NAME, FIRST_NAME, MIDDLE_NAME, LAST_NAME, SUFFIX, ALIAS, ORGANISATION, ROLE, KIND),
	*(EMAIL, PHONE, MOBILE, ADDRESS, STREET, POSTAL_CODE, CITY, REGION, COUNTRY, LANGUAGE, TIME_ZONE),
	*(COMMUNITY, CONSTITUENCY, CAUSES, JURISDICTION, SERVICES),
	*(NO_EMAIL, NO_PHONE, NO_SMS, NO_LETTERS, DECEASED),
)
# Target → the field of each kind that it fills.
FIELDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
	{
		"Community Leader": {
			ROLE: "leadership_role",
			COMMUNITY: "community",
			CONSTITUENCY: "constituency",
		},
		"Activist": {CAUSES: "causes", ORGANISATION: "affiliations"},
		"Partner Agency": {JURISDICTION: "jurisdiction", SERVICES: "services"},
	}
)

CIVICRM, GOOGLE, OUTLOOK, VCARD, OTHER = "CiviCRM", "Google Contacts", "Outlook", "vCard", "Other CSV"
SOURCES = (CIVICRM, GOOGLE, OUTLOOK, VCARD, OTHER)

# Enough of these in a header, and there is no doubt who wrote it.
_SIGNATURES: Mapping[str, frozenset[str]] = MappingProxyType(
	{
		CIVICRM: frozenset(
			{"contact id", "contact type", "do not email", "sort name", "current employer", "display name"}
			| {"do not trade", "no bulk emails (user opt out)", "individual prefix", "external identifier"}
		),
		GOOGLE: frozenset(
			{"e-mail 1 - value", "phone 1 - value", "group membership", "labels", "phonetic first name"}
			| {"given name yomi", "yomi name", "file as", "organization 1 - name", "e-mail 1 - label"}
		),
		OUTLOOK: frozenset(
			{"e-mail address", "e-mail 2 address", "e-mail display name", "business phone", "company"}
			| {"business street", "business fax", "home phone", "mobile phone", "job title"}
		),
	}
)
_ENOUGH = 2

# What all of them, and people, call a column; by its casefolded words.
_COMMON: Mapping[str, str] = MappingProxyType(
	{
		**dict.fromkeys(("full name", "name", "display name", "formatted name"), FULL_NAME),
		**dict.fromkeys(("first name", "given name", "firstname", "forename"), FIRST_NAME),
		**dict.fromkeys(("middle name", "additional name"), MIDDLE_NAME),
		**dict.fromkeys(("last name", "family name", "lastname", "surname"), LAST_NAME),
		**dict.fromkeys(("suffix", "name suffix", "individual suffix"), SUFFIX),
		**dict.fromkeys(("safe alias", "alias"), ALIAS),
		**dict.fromkeys(
			("organization name", "organisation", "organization", "company", "current employer"), ORGANISATION
		),
		"organisation name": ORGANISATION,
		**dict.fromkeys(("organization title", "job title", "role", "position", "leadership role"), ROLE),
		"contact type": KIND,
		**dict.fromkeys(("email", "e-mail", "e-mail address", "email address", "mail"), EMAIL),
		**dict.fromkeys(
			("phone", "telephone", "phone number", "business phone", "home phone", "primary phone"), PHONE
		),
		**dict.fromkeys(("other phone", "car phone", "company main phone", "business phone 2"), PHONE),
		"home phone 2": PHONE,
		**dict.fromkeys(("mobile phone", "mobile", "cell phone", "cell"), PHONE),
		**dict.fromkeys(("address",), ADDRESS),
		**dict.fromkeys(
			("street", "street address", "supplemental address 1", "supplemental address 2"), STREET
		),
		**dict.fromkeys(("postal code", "zip", "zip code", "postcode"), POSTAL_CODE),
		**dict.fromkeys(("city", "town"), CITY),
		**dict.fromkeys(("state", "region", "state/province", "county"), REGION),
		**dict.fromkeys(("country", "country/region"), COUNTRY),
		**dict.fromkeys(("language", "preferred language"), LANGUAGE),
		"time zone": TIME_ZONE,
		"community": COMMUNITY,
		"constituency": CONSTITUENCY,
		**dict.fromkeys(("causes", "cause"), CAUSES),
		"jurisdiction": JURISDICTION,
		"services": SERVICES,
		**dict.fromkeys(("do not email", "on hold", "no bulk emails (user opt out)"), NO_EMAIL),
		"do not phone": NO_PHONE,
		"do not sms": NO_SMS,
		"do not mail": NO_LETTERS,
		**dict.fromkeys(("deceased", "is deceased", "deceased / closed"), DECEASED),
	}
)
_PARTS = {
	"street": STREET,
	"street 2": STREET,
	"street 3": STREET,
	"city": CITY,
	"state": REGION,
	"region": REGION,
	"postal code": POSTAL_CODE,
	"country/region": COUNTRY,
	"country": COUNTRY,
	"formatted": ADDRESS,
	"extended address": STREET,
}
# Numbered or placed columns: "E-mail 2 - Value", "Address 1 - City", "Business Street", "Home-Email-1".
_PATTERNS: Sequence[tuple[re.Pattern[str], str]] = (
	(re.compile(r"e-?mail \d+ - value"), EMAIL),
	(re.compile(r"e-?mail \d+( address)?"), EMAIL),
	(re.compile(r"phone \d+( - value)?"), PHONE),
	(re.compile(r"organization 1 - name"), ORGANISATION),
	(re.compile(r"organization 1 - title"), ROLE),
	(re.compile(r"[a-z ]+-email"), EMAIL),
	(re.compile(r"[a-z ]+-phone(-[a-z ]+)?"), PHONE),
)
_PLACED = re.compile(r"(?P<place>address \d+ - |(?:business|home|other) )(?P<part>.+)")
_NOT_CALLED = re.compile(r"\b(fax|pager|telex|tty|isdn)\b")


def plain(header: str) -> str:
	"""A column's header as it is compared."""
	return " ".join(header.replace("\ufeff", "").split()).casefold()


def recognise(header: Sequence[str]) -> str:
	"""Which program wrote a file with this header; ``OTHER`` where none is known.

	Args:
		header: the first row.
	"""
	words = frozenset(map(plain, header))
	found = {source: len(words & signs) for source, signs in _SIGNATURES.items()}
	best = max(found, key=lambda source: found[source])
	return best if found[best] >= _ENOUGH else OTHER


def target_of(header: str) -> str:
	"""What a column is taken for, unless somebody says otherwise.

	Args:
		header: the column's header.
	"""
	words = plain(header)
	if _NOT_CALLED.search(words):
		return LEAVE_OUT
	if words in _COMMON:
		return _COMMON[words]
	placed = _PLACED.fullmatch(words)
	if placed and placed["part"] in _PARTS:
		return _PARTS[placed["part"]]
	return next((target for pattern, target in _PATTERNS if pattern.fullmatch(words)), LEAVE_OUT)


def place_of(header: str) -> str:
	"""Which of several addresses a column is a part of; empty where there is only one."""
	placed = _PLACED.fullmatch(plain(header))
	return placed["place"].strip(" -") if placed else ""


def labels_of(header: Sequence[str]) -> dict[int, int]:
	"""For each numbered value, the column that says what it is: "Phone 1 - Label" for "Phone 1 - Value".

	Args:
		header: the first row.

	Returns:
		The position of the label by that of the value.
	"""
	positions = {plain(words): position for position, words in enumerate(header)}
	found: dict[int, int] = {}
	for words, position in positions.items():
		stem, dash, last = words.rpartition(" - ")
		if dash and last == "value":
			label = positions.get(f"{stem} - label", positions.get(f"{stem} - type"))
			if label is not None:
				found[position] = label
	return found


def is_called(label: str) -> bool:
	"""Whether somebody answers a number with this label: nobody does at a fax."""
	return not _NOT_CALLED.search(label.casefold())
