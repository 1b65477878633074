"""Endpoints for stakeholders in the address book."""

from dataclasses import asdict
from typing import Any

import frappe
from frappe import _

from stakeholder_crm.base.pairs import KINDS
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
