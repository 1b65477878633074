"""Whose a Contact or an Address is, where the record itself must not say it.

A row of its links names the kind of stakeholder to everybody who reads Contacts: whatever the rows' own permission
says, the host lists them with their parent, filters by them and hands them out with the record. So an activist's link
is kept in a DocType of ours that nobody reads.
"""

import frappe
from frappe.model.document import Document

from stakeholder_crm.base.doctypes import ADDRESS_BOOK_LINK as LINK
from stakeholder_crm.base.pairs import Pair

KEPT_WITH_US = ("Activist",)


def kept_records(pair: Pair, doctype: str) -> list[str]:
	"""Names of the Contacts or Addresses of a stakeholder whose links we keep.

	Args:
		pair: the stakeholder.
		doctype: "Contact" or "Address".
	"""
	return frappe.get_all(
		LINK,
		filters={"record_doctype": doctype, "link_doctype": pair[0], "link_name": pair[1]},
		pluck="record_name",
		order_by="record_name",
	)


def kept_pairs(doc: Document) -> list[Pair]:
	"""The stakeholders whose link to a Contact or an Address we keep, or are about to.

	Args:
		doc: the record, new or stored.
	"""
	rows = frappe.get_all(
		LINK,
		filters={"record_doctype": doc.doctype, "record_name": doc.name or ""},
		fields=["link_doctype", "link_name"],
		order_by="creation, name",
	)
	return [*(doc.flags.links_to_keep or ()), *((row.link_doctype, row.link_name) for row in rows)]


def take_links(doc: Document) -> None:
	"""Take what we keep out of a record's own links, before it is named after them or stored.

	Args:
		doc: a Contact or an Address that is saved; ``store_links`` stores what was taken.
	"""
	taken = [row for row in doc.get("links") or [] if row.link_doctype in KEPT_WITH_US and row.link_name]
	if taken:
		doc.set("links", [row for row in doc.links if row not in taken])
		pairs = [(row.link_doctype, row.link_name) for row in taken]
		doc.flags.links_to_keep = [*(doc.flags.links_to_keep or ()), *pairs]


def store_links(doc: Document) -> None:
	"""Store what was taken out of a record's links, when all that listens to it has heard what is new.

	Args:
		doc: a Contact or an Address that was saved.
	"""
	for pair in doc.flags.pop("links_to_keep", None) or ():
		row = _row(doc.doctype, doc.name, pair)
		if not frappe.db.exists(LINK, row):
			# Nobody has a right on these rows: who may link the record was asked when it was checked.
			frappe.get_doc({"doctype": LINK, **row}).insert(ignore_permissions=True)


def forget_links(doctype: str, name: str, pair: Pair | None = None) -> None:
	"""A Contact or an Address is nobody's any more, or not this stakeholder's.

	Args:
		doctype: "Contact" or "Address".
		name: of the record.
		pair: the stakeholder; all of them where empty.
	"""
	row = {"record_doctype": doctype, "record_name": name}
	frappe.db.delete(LINK, _row(doctype, name, pair) if pair else row)


def rename_links(doctype: str, old: str, new: str) -> None:
	"""Follow a Contact or an Address that was renamed: Frappe 15 remembers for hours where nothing led to one.

	Args:
		doctype: "Contact" or "Address".
		old: its name before.
		new: its name now.
	"""
	renamed = {"record_doctype": doctype, "record_name": old}
	frappe.db.set_value(LINK, renamed, "record_name", new, update_modified=False)


def _row(doctype: str, name: str, pair: Pair) -> dict[str, str]:
	return {"record_doctype": doctype, "record_name": name, "link_doctype": pair[0], "link_name": pair[1]}
