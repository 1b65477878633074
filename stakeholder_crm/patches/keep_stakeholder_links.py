"""Move links to stakeholders out of Contacts and Addresses, where every user who reads these would see them."""

import frappe

from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.stakeholders.address_book.kept_links import store_links
from stakeholder_crm.stakeholders.address_book.links import ADDRESS, CONTACT


def execute() -> None:
	"""Move the links, and remove the stakeholder's number from a Contact's name. A second run finds none."""
	rows = frappe.get_all(
		"Dynamic Link",
		filters={"link_doctype": ("in", KINDS), "parenttype": ("in", (CONTACT, ADDRESS))},
		fields=["name", "parenttype", "parent", "link_doctype", "link_name"],
		order_by="parenttype, parent, idx",
	)
	for row in rows:
		frappe.db.delete("Dynamic Link", {"name": row.name})
		name = row.parent
		unnamed = name.replace(f"-{row.link_name}", "").strip()
		if unnamed not in ("", name) and not frappe.db.exists(row.parenttype, unnamed):
			name = frappe.rename_doc(row.parenttype, name, unnamed, force=True, show_alert=False)
		record = frappe.get_doc(row.parenttype, name)
		record.flags.links_to_keep = [(row.link_doctype, row.link_name)]
		store_links(record)
		# Its versions would show the link.
		versions = {"ref_doctype": row.parenttype, "docname": name, "data": ("like", f'%"{row.link_name}"%')}
		frappe.db.delete("Version", versions)
