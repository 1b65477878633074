"""Remove a stakeholder who is no longer Open from the address book."""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.rename_doc import get_link_fields
from frappe.utils import escape_html

from stakeholder_crm.base.doctypes import FOCAL_PERSON
from stakeholder_crm.base.host_traces import TRACES, delete_rows
from stakeholder_crm.base.pairs import Pair
from stakeholder_crm.stakeholders.address_book.kept_links import delete_links, kept_pairs, linked_records
from stakeholder_crm.stakeholders.address_book.links import ADDRESS, CONTACT

DOCTYPES = (CONTACT, ADDRESS)


@dataclass(frozen=True, slots=True)
class Removal:
	"""What happens to one record of the address book.

	Attributes:
		doctype: "Contact" or "Address".
		name: of the record.
			stays_for: other DocTypes that use the record. It is then kept, and only unlinked from the stakeholder.
	"""

	doctype: str
	name: str
	stays_for: tuple[str, ...]


def removals(pair: Pair) -> list[Removal]:
	"""What removing a stakeholder from the address book would do.

	Args:
		pair: the stakeholder.
	"""
	return [
		Removal(doctype, name, _used_by(doctype, name, pair))
		for doctype in DOCTYPES
		for name in linked_records(pair, doctype)
	]


def unlink_contacts(pair: Pair) -> list[Removal]:
	"""Permanently delete the records that only this stakeholder uses, and unlink the others.

	Args:
		pair: the stakeholder.

	Returns:
		What was done.
	"""
	found = removals(pair)
	for removal in found:
		if removal.stays_for:
			delete_links(removal.doctype, removal.name, pair)
		else:
			_delete(removal)
	return found


def unlink_unless_open(person: Document) -> None:
	"""After a save: remove a stakeholder who is no longer Open from the address book, and note it in the timeline.

	Args:
			person: a saved stakeholder.
	"""
	before = person.get_doc_before_save()
	if _may_have_contact(person) or not before or not _may_have_contact(before):
		return
	done = unlink_contacts((person.doctype, person.name))
	if done and person.status != "Anonymised":
		person.add_comment("Info", removals_message(done))


def removals_message(done: list[Removal]) -> str:
	"""A summary for the timeline."""
	deleted = sum(not one.stays_for for one in done)
	kept = sorted({_(doctype) for one in done for doctype in one.stays_for})
	sentences = []
	if deleted:
		sentences.append(_("Permanently removed from the address book: {0}.").format(deleted))
	if kept:
		sentences.append(
			_("Unlinked but kept, because other records use them: {0} ({1}).").format(
				len(done) - deleted, ", ".join(kept)
			)
		)
	return escape_html(" ".join(sentences))


def _may_have_contact(person: Document) -> bool:
	return person.confidentiality == "Open" and person.status != "Anonymised"


def _used_by(doctype: str, name: str, pair: Pair) -> tuple[str, ...]:
	"""The DocTypes that use a record besides the stakeholder: by its own links, or by linking to it."""
	links = {"parenttype": doctype, "parent": name}
	users = set(frappe.get_all("Dynamic Link", filters=links, pluck="link_doctype", order_by="idx"))
	users |= {kind for kind, other in kept_pairs(frappe.get_doc(doctype, name)) if (kind, other) != pair}
	if doctype == CONTACT and frappe.db.get_value(CONTACT, name, "user"):
		users.add("User")
	for field in get_link_fields(doctype):
		if field["issingle"]:
			used = frappe.db.get_single_value(field["parent"], field["fieldname"]) == name
		else:
			used = frappe.db.exists(field["parent"], {field["fieldname"]: name})
		# A Contact's own Address goes with it, and a focal person's Contact is linked to the agency as well.
		if used and field["parent"] not in (*DOCTYPES, FOCAL_PERSON):
			users.add(field["parent"])
	return tuple(sorted(users))


def _delete(removal: Removal) -> None:
	for trace, doctype_field, name_field in TRACES:
		delete_rows(trace, _about(removal, trace, doctype_field, name_field))
	# For the same reason it must not remain among the deleted documents.
	frappe.delete_doc(
		removal.doctype, removal.name, force=True, ignore_permissions=True, delete_permanently=True
	)


def _about(removal: Removal, trace: str, doctype_field: str, name_field: str) -> list[str]:
	return frappe.get_all(
		trace,
		filters={doctype_field: removal.doctype, name_field: removal.name},
		pluck="name",
		order_by="name",
	)
