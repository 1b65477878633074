"""Which Contacts and Addresses belong to a stakeholder, and which values they share."""

from collections.abc import Iterable

from frappe.model.document import Document

from stakeholder_crm.base.pairs import KINDS, Pair
from stakeholder_crm.domain.contact_step import comparable, fits_address_book, is_phone
from stakeholder_crm.stakeholders.address_book.kept_links import kept_pairs

CONTACT, ADDRESS = "Contact", "Address"
# An agency has Contacts for its staff. A leader or activist is the Contact.
PEOPLE = ("Community Leader", "Activist")
UNSAFE = "Unsafe"


def linked_pairs(doc: Document | None) -> list[Pair]:
	"""The stakeholders that a Contact or Address is linked to.

	Args:
			doc: the record, or None if it is new.
	"""
	if not doc:
		return []
	rows = [(row.link_doctype, row.link_name) for row in doc.get("links") or []]
	pairs = [pair for pair in rows if pair[0] in KINDS and pair[1]]
	return list(dict.fromkeys([*pairs, *kept_pairs(doc)]))


def linked_person(doc: Document | None) -> Pair | None:
	"""The community leader or activist that a Contact is linked to, if any."""
	return next((pair for pair in linked_pairs(doc) if pair[0] in PEOPLE), None)


def emails_of(contact: Document) -> list[str]:
	"""A Contact's e-mail addresses, normalised for comparison."""
	return _values("Email", (row.email_id for row in contact.email_ids))


def phones_of(contact: Document) -> list[str]:
	"""A Contact's phone numbers, normalised for comparison."""
	return _values("Phone", (row.phone for row in contact.phone_nos))


def usable_emails(person: Document) -> list[str]:
	"""A stakeholder's e-mail addresses that may be in the address book."""
	return [row.value for row in person.contact_points if _is_usable(row) and row.channel == "Email"]


def usable_phones(person: Document) -> list[str]:
	"""A stakeholder's phone numbers that may be in the address book, each once."""
	rows = (row for row in person.contact_points if _is_usable(row) and is_phone(row.channel))
	return list(dict.fromkeys(row.value for row in rows if fits_address_book(row.value)))


def _is_usable(row: Document) -> bool:
	"""Unsafe numbers and addresses are kept out of the address book."""
	return bool(row.value) and row.safety != UNSAFE


def _values(channel: str, values: Iterable[str | None]) -> list[str]:
	return [value for one in values if (value := comparable(channel, one))]
