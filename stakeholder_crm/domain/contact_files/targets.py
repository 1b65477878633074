"""The targets that a column of a file can be mapped to."""

from collections.abc import Mapping
from types import MappingProxyType

LEAVE_OUT = "Skip"
# A column that may contain opt-outs: the user must look at it first.
ASK = "Please Choose"
FULL_NAME, FIRST_NAME, MIDDLE_NAME = "Full Name", "First Name", "Middle Name"
LAST_NAME, SUFFIX, ALIAS = "Last Name", "Name Suffix", "Safe Alias"
ORGANISATION, ROLE, KIND = "Organisation", "Role", "Person or Organisation"
IS_COMPANY = "Is an Organisation"
EMAIL, PHONE, MOBILE, EXTENSION = "Email", "Phone", "SMS", "Phone Extension"
ADDRESS, STREET, POSTAL_CODE = "Whole Address", "Street", "Postal Code"
CITY, REGION, COUNTRY = "City", "Region", "Country"
LANGUAGE, TIME_ZONE = "Language", "Time Zone"
COMMUNITY, CONSTITUENCY, CAUSES = "Community", "Constituency", "Causes"
JURISDICTION, SERVICES = "Jurisdiction", "Services"
NO_EMAIL, NO_PHONE = "Do Not Email", "Do Not Phone"
NO_TEXT, NO_LETTERS, NO_CONTACT = "Do Not Text", "Do Not Write Letters", "Do Not Contact"
MAY_EMAIL, MAY_TEXT, DECEASED = "Email Allowed", "Text Allowed", "Has Died"

TARGETS = (
	*(LEAVE_OUT, ASK, FULL_NAME, FIRST_NAME, MIDDLE_NAME, LAST_NAME, SUFFIX, ALIAS, ORGANISATION, ROLE, KIND),
	*(IS_COMPANY, EMAIL, PHONE, MOBILE, EXTENSION, ADDRESS, STREET, POSTAL_CODE, CITY, REGION, COUNTRY),
	*(LANGUAGE, TIME_ZONE, COMMUNITY, CONSTITUENCY, CAUSES, JURISDICTION, SERVICES),
	*(NO_EMAIL, NO_PHONE, NO_TEXT, NO_LETTERS, NO_CONTACT, MAY_EMAIL, MAY_TEXT, DECEASED),
)
# Target → the field of each stakeholder type.
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

CIVICRM, GOOGLE, OUTLOOK, THUNDERBIRD = "CiviCRM", "Google Contacts", "Outlook", "Thunderbird"
VCARD, OTHER = "vCard", "Other CSV"
