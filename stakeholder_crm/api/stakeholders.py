"""Endpoints about stakeholders of any kind."""

from dataclasses import asdict

import frappe
from frappe import _
from frappe.utils import getdate

from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.domain.meetings import FocalPerson
from stakeholder_crm.domain.plain_text import disarmed
from stakeholder_crm.stakeholders.search import search_stakeholders


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
	return [disarmed(asdict(found)) for found in search_stakeholders(text, wanted, limit)]


@frappe.whitelist(methods=["GET", "POST"])
def focal_people(agency: str, txt: str = "") -> list[dict[str, str]]:
	"""Who speaks for an agency today, for the field that asks who represents it.

	Args:
		agency: name of a Partner Agency that the user may read.
		txt: part of the person's name; empty: everybody.

	Returns:
		``value`` (the person's name) and ``description`` (what they are there), by name.

	Raises:
		frappe.PermissionError: when the user may not read the agency.
	"""
	doc = frappe.get_doc("Partner Agency", agency)
	doc.check_permission("read")
	wanted, day = txt.strip().casefold(), getdate()
	return [
		disarmed({"value": person.person_name, "description": person.role or ""})
		for person in sorted(doc.focal_people, key=lambda row: row.person_name)
		if wanted in person.person_name.casefold()
		and FocalPerson(person.person_name, person.since, person.until).in_office(day)
	]
