"""Take a stakeholder out of the address book: who is no longer Open has no Contact and no Address there."""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.rename_doc import get_link_fields
from frappe.utils import escape_html

from stakeholder_crm.base.doctypes import FOCAL_PERSON
from stakeholder_crm.base.host_traces import TRACES, delete_rows
from stakeholder_crm.base.pairs import Pair
from stakeholder_crm.stakeholders.address_book.kept_links import KEPT_WITH_US, forget_links, kept_pairs
from stakeholder_crm.stakeholders.address_book.links import ADDRESS, CONTACT, linked_records

DOCTYPES = (CONTACT, ADDRESS)


@dataclass(frozen=True, slots=True)
class Removal:
	"""What becomes of one record of the address book.

	Attributes:
		doctype: "Contact" or "Address".
		name: of the record.
		stays_for: DocTypes that use it, too: then it stays, and only the way to the stakeholder goes.
	"""

	doctype: str
	name: str
	stays_for: tuple[str, ...]


def removals(pair: Pair) -> list[Removal]:
	"""What taking a stakeholder out of the address book would do.

	Args:
		pair: the stakeholder.
	"""
	return [
		Removal(doctype, name, _used_by(doctype, name, pair))
		for doctype in DOCTYPES
		for name in linked_records(pair, doctype)
	]


def unlink_contacts(pair: Pair) -> list[Removal]:
	"""Delete the records that are hers alone, for good, and unlink those that others use as well.

	Args:
		pair: the stakeholder.

	Returns:
		What was done.
	"""
	found = removals(pair)
	for removal in found:
		if removal.stays_for:
			_unlink(removal, pair)
		else:
			_delete(removal)
	return found


def unlink_unless_open(person: Document) -> None:
	"""After a save: who is not Open any more is taken out of the address book, and the timeline says so.

	Args:
		person: a stakeholder that was saved.
	"""
	before = person.get_doc_before_save()
	if _may_have_contact(person) or not before or not _may_have_contact(before):
		return
	done = unlink_contacts((person.doctype, person.name))
	if done and person.status != "Anonymised":
		person.add_comment("Info", removals_message(done))


def removals_message(done: list[Removal]) -> str:
	"""What was done, in a sentence for the timeline."""
	deleted = sum(not one.stays_for for one in done)
	kept = sorted({_(doctype) for one in done for doctype in one.stays_for})
	sentences = []
	if deleted:
		sentences.append(_("Taken out of the address book for good: {0}.").format(deleted))
	if kept:
		sentences.append(
			_("Unlinked, and left there because others use it: {0} ({1}).").format(
				len(done) - deleted, ", ".join(kept)
			)
		)
	return escape_html(" ".join(sentences))


def _may_have_contact(person: Document) -> bool:
	return person.confidentiality == "Open" and person.status != "Anonymised"


def _used_by(doctype: str, name: str, pair: Pair) -> tuple[str, ...]:
	"""The DocTypes that use a record beside the stakeholder: by its own links, or by a link to it."""
	links = frappe.get_all(
		"Dynamic Link",
		filters={"parenttype": doctype, "parent": name},
		fields=["link_doctype", "link_name"],
		order_by="idx",
	)
	users = {row.link_doctype for row in links if (row.link_doctype, row.link_name) != pair}
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


def _unlink(removal: Removal, pair: Pair) -> None:
	if pair[0] in KEPT_WITH_US:
		forget_links(removal.doctype, removal.name, pair)
		return
	doc = frappe.get_doc(removal.doctype, removal.name)
	doc.set("links", [row for row in doc.links if (row.link_doctype, row.link_name) != pair])
	doc.flags.in_step = True
	# Whoever makes a person harder to see takes the way to her out of the address book, too.
	doc.save(ignore_permissions=True)
	# Who saw the change would see whom it led to.
	delete_rows("Version", _about(removal, "Version", "ref_doctype", "docname"))


def _delete(removal: Removal) -> None:
	for trace, doctype_field, name_field in TRACES:
		delete_rows(trace, _about(removal, trace, doctype_field, name_field))
	# For the same reason; nothing of it is to stand among the deleted documents.
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
