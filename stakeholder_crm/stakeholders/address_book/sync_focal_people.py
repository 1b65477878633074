"""Sync an agency's focal people with their Contacts, in both directions."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html

from stakeholder_crm.base.doctypes import AGENCY, FOCAL_PERSON
from stakeholder_crm.domain.contact_points import BadAddress, normalise
from stakeholder_crm.domain.contact_step import Change, change, comparable, fits_address_book, is_phone
from stakeholder_crm.stakeholders.address_book.kept_links import linked_records
from stakeholder_crm.stakeholders.address_book.links import CONTACT, UNSAFE, emails_of, phones_of
from stakeholder_crm.stakeholders.address_book.sync_from_contact import (
	changed_message,
	changes_of,
	notify_owner,
)
from stakeholder_crm.stakeholders.address_book.sync_to_contact import write_contact


def check_focal_contacts(agency: Document) -> None:
	"""A focal person's Contact must be one of the agency's. An agency that is not Open has none.

	A Contact that was unlinked from the agency elsewhere is cleared from the row without an error.

	Args:
			agency: the Partner Agency being saved.

	Raises:
			frappe.ValidationError: names the row and what to do.
	"""
	if agency.confidentiality != "Open":
		for row in agency.focal_people:
			row.contact = None
	chosen = [row for row in agency.focal_people if row.contact]
	if not chosen:
		return
	own = set(linked_records((agency.doctype, agency.name), CONTACT))
	before = agency.get_doc_before_save()
	stored = {(row.name, row.contact) for row in before.focal_people} if before else set()
	for row in chosen:
		if row.contact in own:
			continue
		if (row.name, row.contact) in stored:
			row.contact = None
		else:
			frappe.throw(
				_(
					"Focal People, row {0}: {1} is not a Contact of this agency. Choose or create one on the Contact tab."
				).format(row.idx, escape_html(row.contact))
			)


def sync_focal_people(agency: Document) -> None:
	"""Write changes of a focal person's row to their Contact.

	Args:
			agency: a saved stakeholder. Only agencies have focal people.
	"""
	if agency.doctype != AGENCY or agency.flags.in_step:
		return
	before = agency.get_doc_before_save()
	rows_before = {row.name: row for row in before.focal_people} if before else {}
	for row in agency.focal_people:
		if not row.contact:
			continue
		was = rows_before.get(row.name)
		# A newly chosen Contact gets the row's values and loses none of its own.
		known = was if was and was.contact == row.contact else None
		emails, phones = (
			change(read(known) if known else (), read(row)) for read in (_usable_email, _usable_phone)
		)
		names = (known.person_name if known else row.person_name, row.person_name)
		if emails or phones or names[0] != names[1]:
			write_contact(agency, frappe.get_doc(CONTACT, row.contact), emails, phones, names)


def sync_from_focal_contact(contact: Document) -> None:
	"""Write changes of a Contact to the focal people it is linked to. The last write wins.

	Args:
			contact: a saved Contact.
	"""
	if contact.flags.in_step is True or not contact.get_doc_before_save():
		return
	emails, phones, renamed = changes_of(contact)
	if not (emails or phones or renamed):
		return
	for name in _agencies_of(contact.name):
		if contact.flags.in_step == (AGENCY, name):
			continue
		agency = frappe.get_doc(AGENCY, name)
		if agency.has_permission("write"):
			_copy_from_contact(agency, contact, emails, phones, renamed)
		else:
			notify_owner(agency)


def unlink_focal_contact(contact: str) -> None:
	"""Clear a deleted Contact from the focal people's rows.

	Args:
			contact: the Contact's name.
	"""
	frappe.db.set_value(FOCAL_PERSON, {"contact": contact}, "contact", None, update_modified=False)


def _agencies_of(contact: str) -> list[str]:
	rows = frappe.get_all(
		FOCAL_PERSON, filters={"contact": contact, "parenttype": AGENCY}, pluck="parent", order_by="parent"
	)
	return list(dict.fromkeys(rows))


def _copy_from_contact(
	agency: Document, contact: Document, emails: Change, phones: Change, renamed: str
) -> None:
	lost: list[str] = []
	for row in agency.focal_people:
		if row.contact != contact.name:
			continue
		if renamed:
			lost.append(row.person_name)
			row.person_name = renamed
		if row.channel == "Email":
			lost += _readdress(row, emails, emails_of(contact))
		elif is_phone(row.channel):
			lost += _readdress(row, phones, phones_of(contact))
	agency.flags.in_step = True
	agency.save()
	changed_message(agency, lost)


def _readdress(row: Document, changed: Change, there: list[str]) -> list[str]:
	"""Replace a row's address if it was removed, or fill it in if it was empty.

	Returns:
			The previous address.
	"""
	if row.safety == UNSAFE or (row.address and row.address not in changed.removed):
		return []
	usable = (value for value in (*changed.added, *there) if _is_address(row.channel, value))
	before, row.address = row.address, next(usable, "")
	row.safety = "Unknown"
	return [before] if before else []


def _is_address(channel: str, value: str) -> bool:
	"""Whether a value is valid here: address books also have numbers without a country code."""
	try:
		return bool(normalise(channel, value))
	except BadAddress:
		return False


def _usable_email(row: Document) -> list[str]:
	return _usable(row) if row.channel == "Email" else []


def _usable_phone(row: Document) -> list[str]:
	return _usable(row) if is_phone(row.channel) else []


def _usable(row: Document) -> list[str]:
	address = comparable(row.channel, row.address)
	return [address] if address and row.safety != UNSAFE and fits_address_book(address) else []
