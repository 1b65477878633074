"""The Contacts and Addresses of a stakeholder, for their form."""

import frappe
from frappe.contacts.doctype.address.address import get_address_display, get_condensed_address
from frappe.model.document import Document

from stakeholder_crm.access.visible_rows import visible_rows
from stakeholder_crm.stakeholders.address_book.kept_links import linked_records
from stakeholder_crm.stakeholders.address_book.links import ADDRESS, CONTACT


def load_address_book(person: Document) -> None:
	"""Load the Contacts and Addresses that the user may see, as Frappe does for its own links.

	Args:
		person: a stakeholder whose form is loaded.
	"""
	addresses, contacts = (_records(person, doctype) for doctype in (ADDRESS, CONTACT))
	for address in addresses:
		address["display"] = get_address_display(address)
	for contact in contacts:
		contact["email_ids"] = _rows("Contact Email", contact, ["email_id"], is_primary=0)
		contact["phone_nos"] = _rows(
			"Contact Phone", contact, ["phone"], is_primary_phone=0, is_primary_mobile_no=0
		)
		if contact.address and frappe.has_permission(ADDRESS, "read", contact.address):
			contact["address"] = get_condensed_address(frappe.get_doc(ADDRESS, contact.address))
	person.set_onload("addr_list", addresses)
	person.set_onload("contact_list", contacts)


def _records(person: Document, doctype: str) -> list[frappe._dict]:
	names = linked_records((person.doctype, person.name), doctype)
	return visible_rows(
		doctype, {"name": ("in", names or [""])}, fields=["*"], order_by="creation asc, name asc"
	)


def _rows(table: str, contact: frappe._dict, fields: list[str], **filters: int) -> list[frappe._dict]:
	return frappe.get_all(
		table,
		filters={"parenttype": CONTACT, "parent": contact.name, **filters},
		fields=fields,
		order_by="idx",
	)
