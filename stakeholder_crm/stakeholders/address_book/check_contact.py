"""Checks for Contacts and Addresses linked to stakeholders: only Open stakeholders may be in the address book."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html

from stakeholder_crm.access.permissions import visible_pairs
from stakeholder_crm.base.pairs import Pair, load_pairs
from stakeholder_crm.domain.contact_points import BadAddress, normalise
from stakeholder_crm.domain.contact_step import for_address_book
from stakeholder_crm.stakeholders.address_book.kept_links import linked_records
from stakeholder_crm.stakeholders.address_book.links import (
	CONTACT,
	PEOPLE,
	emails_of,
	linked_pairs,
	linked_person,
	phones_of,
	usable_emails,
	usable_phones,
)
from stakeholder_crm.stakeholders.contact_points import address_problem_message

# Without a picture Frappe asks a third party for one, with a hash of the e-mail address.
NO_PICTURE = "/assets/frappe/images/default-avatar.png"


def prepare_contact(doc: Document) -> None:
	"""Before a Contact is validated: fill in what the stakeholder's record has and the Contact lacks.

	Args:
			doc: the Contact being saved.
	"""
	pair = linked_person(doc)
	if not pair:
		return
	if not doc.image:
		doc.image = NO_PICTURE
	if pair in linked_pairs(doc.get_doc_before_save()):
		return
	if load_pairs([pair], ["confidentiality"]).get(pair, frappe._dict()).confidentiality != "Open":
		return
	person = frappe.get_doc(*pair)
	for value in usable_emails(person):
		if value not in emails_of(doc):
			doc.append("email_ids", {"email_id": value, "is_primary": int(not doc.email_ids)})
	for value in usable_phones(person):
		if value not in phones_of(doc):
			doc.append("phone_nos", {"phone": for_address_book(value)})


def check_contact(doc: Document) -> None:
	"""Reject a Contact or Address that would reveal a stakeholder to users without permission.

	Args:
			doc: the Contact or Address being saved.

	Raises:
			frappe.PermissionError: when the user may not see a linked stakeholder.
			frappe.ValidationError: when a linked stakeholder is not Open, a Contact is linked to two people, a person
				already has a Contact, or a number is invalid. Names the row and what to do.
	"""
	if doc.get("image") == NO_PICTURE:
		doc.image = ""
	pairs = linked_pairs(doc)
	if not pairs:
		return
	added = set(pairs) - set(linked_pairs(doc.get_doc_before_save()))
	_check_visible(doc, added)
	_check_open(doc, pairs)
	if doc.doctype == CONTACT and any(kind in PEOPLE for kind, _name in pairs):
		_check_one_person(doc, pairs)
		_check_values(doc)


def _check_visible(doc: Document, added: set[Pair]) -> None:
	if doc.flags.in_step:
		return
	for pair in sorted(added - visible_pairs(frappe.session.user, added)):
		frappe.throw(
			_(
				"{0}: {1} was not found, or you do not have permission to view it. Ask the safeguarding lead."
			).format(_row(doc, pair), escape_html(pair[1])),
			frappe.PermissionError,
		)


def _check_open(doc: Document, pairs: list[Pair]) -> None:
	levels = load_pairs(pairs, ["confidentiality", "status"])
	for pair in pairs:
		row = levels.get(pair)
		if row and (row.confidentiality != "Open" or row.status == "Anonymised"):
			frappe.throw(
				_(
					"{0}: {1} is not Open, so it cannot be in the address book. Remove the row and use Contact Points instead."
				).format(_row(doc, pair), escape_html(pair[1]))
			)


def _check_one_person(doc: Document, pairs: list[Pair]) -> None:
	people = [pair for pair in pairs if pair[0] in PEOPLE]
	if len(people) > 1:
		frappe.throw(
			_(
				"{0}: this Contact is already linked to {1}. Create a separate Contact for each person."
			).format(_row(doc, people[1]), escape_html(people[0][1]))
		)
	others = [name for name in linked_records(people[0], CONTACT) if name != doc.name]
	if others:
		frappe.throw(
			_("{0}: {1} already has a Contact: {2}. Edit that one instead.").format(
				_row(doc, people[0]), escape_html(people[0][1]), escape_html(others[0])
			)
		)


def _check_values(doc: Document) -> None:
	"""They become contact points, where phone numbers need a country code.

	Values that this Contact already had are not checked again.
	"""
	before = doc.get_doc_before_save()
	if linked_person(before) != linked_person(doc):
		before = None
	for table, field, channel in (("email_ids", "email_id", "Email"), ("phone_nos", "phone", "Phone")):
		known = {row.get(field) for row in before.get(table)} if before else set()
		for row in doc.get(table):
			try:
				normalise(channel, row.get(field))
			except BadAddress as error:
				if row.get(field) in known:
					continue
				where = _("{0}, row {1}").format(_(doc.meta.get_label(table)), row.idx)
				frappe.throw(address_problem_message(error.problem, where))


def _row(doc: Document, pair: Pair) -> str:
	label = _(doc.meta.get_label("links"))
	row = next((row for row in doc.links if (row.link_doctype, row.link_name) == pair), None)
	return _("{0}, row {1}").format(label, row.idx) if row else label
