"""The links of Contacts and Addresses to stakeholders, which the records themselves must not show.

A row of a record's links shows the stakeholder's type to every user who may read Contacts. Permissions on the row do
not help: Frappe lists, filters and returns it with its parent. So the link is stored in Address Book Link, which no
role may read.
"""

import frappe
from frappe.model.document import Document

from stakeholder_crm.base.doctypes import ADDRESS_BOOK_LINK as LINK
from stakeholder_crm.base.pairs import KINDS, Pair


def linked_records(pair: Pair, doctype: str) -> list[str]:
	"""Names of the Contacts or Addresses that are linked to a stakeholder.

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
	"""The stakeholders with a kept link to a Contact or an Address, stored or about to be.

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


def extract_links(doc: Document) -> None:
	"""Remove from a record's links those that are kept, before it is stored or named after them.

	Args:
		doc: a Contact or an Address that is saved; ``store_links`` stores what was removed.
	"""
	taken = [row for row in doc.get("links") or [] if row.link_doctype in KINDS and row.link_name]
	if taken:
		doc.set("links", [row for row in doc.links if row not in taken])
		pairs = [(row.link_doctype, row.link_name) for row in taken]
		doc.flags.links_to_keep = [*(doc.flags.links_to_keep or ()), *pairs]


def store_links(doc: Document) -> None:
	"""Store the links that were removed from a record, after its other event handlers have run.

	Args:
		doc: a Contact or an Address that was saved.
	"""
	for pair in doc.flags.pop("links_to_keep", None) or ():
		row = _row(doc.doctype, doc.name, pair)
		if not frappe.db.exists(LINK, row):
			# No role may create these rows. Permission to link was checked when the record was validated.
			frappe.get_doc({"doctype": LINK, **row}).insert(ignore_permissions=True)


def delete_links(doctype: str, name: str, pair: Pair | None = None) -> None:
	"""Delete the kept links of a Contact or an Address: to one stakeholder or to all.

	Args:
		doctype: "Contact" or "Address".
		name: of the record.
		pair: the stakeholder. None means all.
	"""
	row = {"record_doctype": doctype, "record_name": name}
	frappe.db.delete(LINK, _row(doctype, name, pair) if pair else row)


def rename_links(doctype: str, old: str, new: str) -> None:
	"""Update the kept links of a Contact or an Address that was renamed, as Frappe may not: Frappe 15 caches for hours
	which DocTypes link to one.

	Args:
		doctype: "Contact" or "Address".
		old: its name before.
		new: its name now.
	"""
	renamed = {"record_doctype": doctype, "record_name": old}
	frappe.db.set_value(LINK, renamed, "record_name", new, update_modified=False)


def _row(doctype: str, name: str, pair: Pair) -> dict[str, str]:
	return {"record_doctype": doctype, "record_name": name, "link_doctype": pair[0], "link_name": pair[1]}
