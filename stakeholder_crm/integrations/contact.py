"""Event handlers of Contact and Address."""

import frappe
from frappe.model.document import Document

from stakeholder_crm.stakeholders.address_book import check_contact
from stakeholder_crm.stakeholders.address_book.kept_links import (
	delete_links,
	extract_links,
	rename_links,
	store_links,
)
from stakeholder_crm.stakeholders.address_book.links import CONTACT, linked_pairs
from stakeholder_crm.stakeholders.address_book.sync_focal_people import (
	sync_focal_people,
	sync_from_focal_contact,
	unlink_focal_contact,
)
from stakeholder_crm.stakeholders.address_book.sync_from_contact import sync_from_contact
from stakeholder_crm.stakeholders.address_book.sync_to_contact import sync_to_contact
from stakeholder_crm.stakeholders.address_book.unlink import unlink_contacts, unlink_unless_open


def before_insert(doc: Document, method: str | None = None) -> None:
	"""A Contact or an Address is new: the host will name it after its links."""
	extract_links(doc)


def before_validate(doc: Document, method: str | None = None) -> None:
	"""A Contact is saved."""
	extract_links(doc)
	check_contact.prepare_contact(doc)


def validate(doc: Document, method: str | None = None) -> None:
	"""A Contact or an Address is saved."""
	extract_links(doc)
	check_contact.check_contact(doc)


def on_update(doc: Document, method: str | None = None) -> None:
	"""A Contact was saved."""
	sync_from_contact(doc)
	sync_from_focal_contact(doc)
	store_links(doc)


def on_address_update(doc: Document, method: str | None = None) -> None:
	"""An Address was saved."""
	store_links(doc)


def on_address_trash(doc: Document, method: str | None = None) -> None:
	"""An Address is deleted."""
	delete_links(doc.doctype, doc.name)


def on_trash(doc: Document, method: str | None = None) -> None:
	"""A Contact is deleted; no stakeholder blocks that."""
	unlink_focal_contact(doc.name)
	delete_links(doc.doctype, doc.name)


def before_rename(doc: Document, method: str | None, old: str, new: str, merge: bool = False) -> None:
	"""A Contact is merged into another one, which takes its stakeholders."""
	if not merge:
		return
	other = frappe.get_doc(CONTACT, new)
	missing = [pair for pair in linked_pairs(doc) if pair not in linked_pairs(other)]
	if not missing:
		return
	doc.set("links", [row for row in doc.links if (row.link_doctype, row.link_name) not in missing])
	delete_links(doc.doctype, doc.name)
	doc.flags.in_step = other.flags.in_step = True
	# A user who may merge two Contacts may see both, and their links.
	doc.save(ignore_permissions=True)
	for kind, name in missing:
		other.append("links", {"link_doctype": kind, "link_name": name})
	other.save(ignore_permissions=True)


def after_rename(doc: Document, method: str | None, old: str, new: str, merge: bool = False) -> None:
	"""A Contact or an Address has another name."""
	rename_links(doc.doctype, old, new)


def on_stakeholder_update(doc: Document, method: str | None = None) -> None:
	"""A stakeholder was saved."""
	sync_to_contact(doc)
	sync_focal_people(doc)
	unlink_unless_open(doc)


def on_stakeholder_trash(doc: Document, method: str | None = None) -> None:
	"""A stakeholder is deleted; remove them from the address book."""
	unlink_contacts((doc.doctype, doc.name))
