"""Endpoints about stakeholders of any kind."""

from dataclasses import asdict

import frappe
from frappe import _

from stakeholder_crm.services.pairs import KINDS
from stakeholder_crm.services.search_stakeholders import search_stakeholders


@frappe.whitelist(methods=["GET", "POST"])
def search(text: str = "", kinds: str | list | None = None, limit: int = 20) -> list[dict]:
	"""Search all three kinds of stakeholders at once.

	Args:
		text: part of a name, community, cause or jurisdiction; empty: those met last.
		kinds: some of the three kinds, as a list or its JSON; none: all that the user may read.
		limit: the most stakeholders to return, 1 to 50.

	Returns:
		What a picker shows of each: its pair, name, detail, status, confidentiality, last touch.

	Raises:
		frappe.PermissionError: when the user may read none of the kinds.
	"""
	readable = [kind for kind in KINDS if frappe.has_permission(kind, "read")]
	if not readable:
		frappe.throw(_("You may not read any kind of stakeholder."), frappe.PermissionError)
	wanted = frappe.parse_json(kinds) if kinds else readable
	return [asdict(found) for found in search_stakeholders(text, wanted, limit)]
