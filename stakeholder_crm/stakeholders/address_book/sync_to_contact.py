"""A person's record changed: carry it to her Contact, if she has one."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html

from stakeholder_crm.domain.contact_step import Change, change, comparable, for_address_book, split_name
from stakeholder_crm.stakeholders.address_book.links import (
	CONTACT,
	PEOPLE,
	linked_records,
	usable_emails,
	usable_phones,
)


def sync_to_contact(person: Document) -> None:
	"""Write a changed name, number or address into the Contact; what it said otherwise stays in the timeline.

	Args:
		person: a stakeholder that was saved.
	"""
	before = person.get_doc_before_save()
	stands_there = (
		person.doctype in PEOPLE and person.confidentiality == "Open" and person.status != "Anonymised"
	)
	if person.flags.in_step or not before or not stands_there:
		return
	emails, phones = (change(read(before), read(person)) for read in (usable_emails, usable_phones))
	renamed = person.full_name != before.full_name
	if not (emails or phones or renamed):
		return
	for name in linked_records((person.doctype, person.name), CONTACT):
		names = (before.full_name, person.full_name)
		write_contact(person, frappe.get_doc(CONTACT, name), emails, phones, names)


def write_contact(
	person: Document, contact: Document, emails: Change, phones: Change, names: tuple[str, str]
) -> None:
	"""Change a Contact as a record was changed.

	Args:
		person: the stakeholder whose timeline keeps what the Contact said otherwise.
		contact: the Contact.
		emails: what became of the e-mail addresses.
		phones: what became of the numbers.
		names: the name before, and now.
	"""
	_apply(contact, "email_ids", "email_id", "Email", emails)
	_apply(contact, "phone_nos", "phone", "Phone", phones)
	old, new = names
	if old != new:
		if contact.full_name not in names:
			person.add_comment(
				"Info", _("The Contact said before: {0}").format(escape_html(contact.full_name))
			)
		contact.first_name, contact.last_name = split_name(new)
		contact.middle_name = ""
	# Others whom it stands for hear of it, and this record does not.
	contact.flags.in_step = (person.doctype, person.name)
	# Whoever may change a person's record changes her card in the address book with it.
	contact.save(ignore_permissions=True)


def _apply(contact: Document, table: str, field: str, channel: str, values: Change) -> None:
	rows = contact.get(table)
	contact.set(table, [row for row in rows if comparable(channel, row.get(field)) not in values.removed])
	known = {comparable(channel, row.get(field)) for row in contact.get(table)}
	for value in values.added:
		if value not in known:
			contact.append(table, {field: for_address_book(value)})
