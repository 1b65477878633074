"""Sync a changed Contact to its stakeholder."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html, get_fullname

from stakeholder_crm.base.notify import notify_user
from stakeholder_crm.domain.contact_step import Change, change, is_phone
from stakeholder_crm.stakeholders.address_book.links import (
	UNSAFE,
	emails_of,
	linked_person,
	phones_of,
	usable_emails,
	usable_phones,
)


def sync_from_contact(contact: Document) -> None:
	"""Copy changes to the stakeholder, and keep the old values in the timeline. The last write wins.

	A new address is Unknown, so nothing is sent there until it is confirmed. An Unsafe address stays on the
	record whatever the Contact says, so that it is not added as new later. If the user may not change the
	stakeholder, only the Contact changes and the relationship owner is notified.

	Args:
			contact: a saved Contact.
	"""
	pair = linked_person(contact)
	before = contact.get_doc_before_save()
	if not pair or contact.flags.in_step in (True, pair):
		return
	person = frappe.get_doc(*pair)
	if before and linked_person(before) == pair:
		emails, phones, renamed = changes_of(contact)
	else:
		emails = change(usable_emails(person), [*usable_emails(person), *emails_of(contact)])
		phones = change(usable_phones(person), [*usable_phones(person), *phones_of(contact)])
		renamed = ""
	if not (emails or phones or renamed):
		return
	if not person.has_permission("write"):
		notify_owner(person)
		return
	_copy_to_stakeholder(person, emails, phones, renamed)


def changes_of(contact: Document) -> tuple[Change, Change, str]:
	"""Changes of a Contact's e-mail addresses and phone numbers, and its new name if it was renamed.

	Args:
			contact: a Contact that existed before it was saved.
	"""
	before = contact.get_doc_before_save()
	emails, phones = (change(read(before), read(contact)) for read in (emails_of, phones_of))
	return emails, phones, contact.full_name if contact.full_name != before.full_name else ""


def changed_message(person: Document, lost: list[str]) -> None:
	"""Record in the timeline what a Contact has overwritten.

	Args:
		person: a stakeholder.
			lost: the overwritten values. May be empty.
	"""
	if lost:
		person.add_comment(
			"Info",
			_("Changed by {0} in the Contact. Previous value: {1}").format(
				escape_html(get_fullname()), escape_html(", ".join(lost))
			),
		)


def _copy_to_stakeholder(person: Document, emails: Change, phones: Change, renamed: str) -> None:
	lost = [*_remove(person, emails, phones), *([person.full_name] if renamed else [])]
	_append(person, "Email", emails)
	_append(person, "Phone", phones)
	if renamed:
		person.full_name = renamed
	person.flags.in_step = True
	person.save()
	changed_message(person, lost)


def _remove(person: Document, emails: Change, phones: Change) -> list[str]:
	gone = [
		row
		for row in person.contact_points
		if row.safety != UNSAFE
		and (
			(row.channel == "Email" and row.value in emails.removed)
			or (is_phone(row.channel) and row.value in phones.removed)
		)
	]
	for row in gone:
		person.remove(row)
	# Rows appended later must come last.
	for index, row in enumerate(person.contact_points, start=1):
		row.idx = index
	return list(dict.fromkeys(row.value for row in gone))


def _append(person: Document, channel: str, values: Change) -> None:
	known = {
		row.value
		for row in person.contact_points
		if row.channel == channel or (is_phone(channel) and is_phone(row.channel))
	}
	for value in values.added:
		if value not in known:
			person.append("contact_points", {"channel": channel, "value": value, "safety": "Unknown"})


def notify_owner(person: Document) -> None:
	"""Ask the relationship owner to check a change of a Contact that its user could not sync.

	Args:
		person: the stakeholder.
	"""
	if person.relationship_owner:
		notify_user(
			person.relationship_owner,
			person,
			_("The Contact of one of your stakeholders has changed. Compare it with the record."),
		)
