"""A person's record changed: carry it to her Contact, if she has one."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html

from stakeholder_crm.domain.contact_step import Change, change, comparable, split_name
from stakeholder_crm.services.contacts.linked import (
	CONTACT,
	PEOPLE,
	linked_records,
	usable_emails,
	usable_phones,
)


def keep_in_step(person: Document) -> None:
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
		_write(person, frappe.get_doc(CONTACT, name), emails, phones, before.full_name if renamed else "")


def _write(person: Document, contact: Document, emails: Change, phones: Change, old_name: str) -> None:
	_apply(contact, "email_ids", "email_id", "Email", emails)
	_apply(contact, "phone_nos", "phone", "Phone", phones)
	if old_name:
		if contact.full_name not in (old_name, person.full_name):
			person.add_comment(
				"Info", _("The Contact said before: {0}").format(escape_html(contact.full_name))
			)
		contact.first_name, contact.last_name = split_name(person.full_name)
		contact.middle_name = ""
	contact.flags.in_step = True
	# Whoever may change a person's record changes her card in the address book with it.
	contact.save(ignore_permissions=True)


def _apply(contact: Document, table: str, field: str, channel: str, values: Change) -> None:
	rows = contact.get(table)
	contact.set(table, [row for row in rows if comparable(channel, row.get(field)) not in values.removed])
	known = {comparable(channel, row.get(field)) for row in contact.get(table)}
	for value in values.added:
		if value not in known:
			contact.append(table, {field: value})
