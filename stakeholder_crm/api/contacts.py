"""Endpoints for stakeholders in the address book."""

from dataclasses import asdict
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint

from stakeholder_crm.access.visible_rows import visible_rows
from stakeholder_crm.base.doctypes import AGENCY
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.base.request_json import mapping_in
from stakeholder_crm.stakeholders.address_book.kept_links import linked_records
from stakeholder_crm.stakeholders.address_book.links import CONTACT
from stakeholder_crm.stakeholders.address_book.unlink import removals


@frappe.whitelist(methods=["GET", "POST"])
def preview_removals(kind: str, name: str) -> list[dict[str, Any]]:
	"""What happens to a stakeholder's Contacts and Addresses when the confidentiality is raised.

	Args:
		kind: Community Leader, Activist or Partner Agency.
		name: of a record that the user may change.

	Returns:
			``doctype``, ``name`` and ``stays_for`` (other DocTypes that use it; empty if it is deleted) of each.

	Raises:
			frappe.ValidationError: when the type is none of these.
		frappe.PermissionError: when the user may not change the record.
	"""
	if kind not in KINDS:
		frappe.throw(_("Type: choose Community Leader, Activist or Partner Agency."))
	frappe.get_doc(kind, name).check_permission("write")
	return [asdict(removal) for removal in removals((kind, name))]


@frappe.whitelist(methods=["GET", "POST"])
def contacts_of_agency(
	doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: str | dict
) -> list[tuple[str, str, str]]:
	"""The Contacts of an agency's staff, for a link field; the arguments are those of Frappe's search.

	Args:
		doctype: Contact.
		txt: part of the name. Empty: all.
		searchfield: not used.
		start: how many to skip.
		page_len: how many at most.
		filters: ``agency``, a Partner Agency that the user may read.

	Returns:
		Name, full name and company of each that the user may see.

	Raises:
		frappe.PermissionError: when the user may not read the agency.
	"""
	agency = str(mapping_in("filters", filters).get("agency") or "")
	frappe.get_doc(AGENCY, agency).check_permission("read")
	found = visible_rows(
		CONTACT,
		{
			"name": ("in", linked_records((AGENCY, agency), CONTACT) or [""]),
			"full_name": ("like", f"%{txt}%"),
		},
		fields=["name", "full_name", "company_name"],
		order_by="full_name asc, name asc",
	)
	return [
		(row.name, row.full_name, row.company_name or "")
		for row in found[cint(start) : cint(start) + cint(page_len)]
	]
