"""Endpoints for stakeholders of all types."""

from dataclasses import asdict

import frappe
from frappe import _
from frappe.utils import getdate

from stakeholder_crm.access.vault.sealed_document import put_in
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.base.request_json import list_in
from stakeholder_crm.domain.meetings import FocalPerson
from stakeholder_crm.domain.plain_text import disarmed
from stakeholder_crm.stakeholders.search import search_stakeholders


@frappe.whitelist(methods=["GET", "POST"])
def search(text: str = "", kinds: str | list | None = None, limit: int = 20) -> list[dict]:
	"""Search all three types of stakeholders at once.

	Args:
			text: part of a name, community, cause or jurisdiction. Empty: those contacted last.
			kinds: some of the three types, as a list or its JSON. Empty: all that the user may read.
			limit: the maximum number of results, 1 to 50.

	Returns:
			For each: pair, name, detail, status, confidentiality, last contact.

	Raises:
			frappe.PermissionError: when the user may read none of the types.
	"""
	readable = [kind for kind in KINDS if frappe.has_permission(kind, "read")]
	if not readable:
		frappe.throw(_("You do not have permission to read stakeholders."), frappe.PermissionError)
	types = [str(kind) for kind in list_in("kinds", kinds)] or readable
	return [disarmed(asdict(found)) for found in search_stakeholders(text, types, limit)]


@frappe.whitelist(methods=["GET", "POST"])
def focal_people(agency: str, txt: str = "") -> list[dict[str, str]]:
	"""The current focal people of an agency, for the field Represented By.

	Args:
		agency: name of a Partner Agency that the user may read.
			txt: part of the person's name. Empty: all.

	Returns:
			``value`` (the person's name) and ``description`` (their role), by name.

	Raises:
		frappe.PermissionError: when the user may not read the agency.
	"""
	doc = frappe.get_doc("Partner Agency", agency)
	doc.check_permission("read")
	put_in(doc)
	term, day = txt.strip().casefold(), getdate()
	return [
		disarmed({"value": person.person_name, "description": person.role or ""})
		for person in sorted(doc.focal_people, key=lambda row: row.person_name)
		if term in person.person_name.casefold()
		and FocalPerson(person.person_name, person.since, person.until).in_office(day)
	]
