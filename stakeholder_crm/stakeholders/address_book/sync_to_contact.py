"""Sync a changed stakeholder to their Contact."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html

from stakeholder_crm.domain.contact_step import Change, change, comparable, for_address_book, split_name
from stakeholder_crm.stakeholders.address_book.kept_links import linked_records
from stakeholder_crm.stakeholders.address_book.links import CONTACT, PEOPLE, usable_emails, usable_phones


def sync_to_contact(person: Document) -> None:
	"""Write a changed name, number or address to the Contact, and keep the old values in the timeline.

	Args:
			person: a saved stakeholder.
	"""
	before = person.get_doc_before_save()
	in_address_book = (
		person.doctype in PEOPLE and person.confidentiality == "Open" and person.status != "Anonymised"
	)
	if person.flags.in_step or not before or not in_address_book:
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
	"""Apply the changes of a stakeholder's record to a Contact.

	Args:
			person: the stakeholder whose timeline keeps the overwritten values.
		contact: the Contact.
			emails: changes of e-mail addresses.
			phones: changes of phone numbers.
			names: the old and new name.
	"""
	_apply(contact, "email_ids", "email_id", "Email", emails)
	_apply(contact, "phone_nos", "phone", "Phone", phones)
	old, new = names
	if old != new:
		if contact.full_name not in names:
			person.add_comment(
				"Info", _("Previous name in the Contact: {0}").format(escape_html(contact.full_name))
			)
		contact.first_name, contact.last_name = split_name(new)
		contact.middle_name = ""
	# Other linked stakeholders get the change, but not this one again.
	contact.flags.in_step = (person.doctype, person.name)
	# A user who may change the stakeholder may also change their Contact.
	contact.save(ignore_permissions=True)


def _apply(contact: Document, table: str, field: str, channel: str, values: Change) -> None:
	rows = contact.get(table)
	contact.set(table, [row for row in rows if comparable(channel, row.get(field)) not in values.removed])
	known = {comparable(channel, row.get(field)) for row in contact.get(table)}
	for value in values.added:
		if value not in known:
			contact.append(table, {field: for_address_book(value)})
