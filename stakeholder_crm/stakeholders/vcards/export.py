"""Hand out stakeholders as vCards, with what is safe to leave the house, and write down that they left."""

from collections.abc import Sequence
from datetime import timezone

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from stakeholder_crm.access.log.record_access import record_access
from stakeholder_crm.base.clock import to_moment
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.domain.contact_files.write_card import CardChannel, CardToWrite, write_cards

MOST = 1_000
PROPERTIES = {"Email": "EMAIL", "Phone": "TEL", "SMS": "TEL", "WhatsApp": "TEL", "Letter": "ADR"}
TYPES = {"SMS": ("cell", "text"), "WhatsApp": ("cell",), "Phone": ("voice",)}


def export_cards(kind: str, names: Sequence[str]) -> bytes:
	"""Make cards of stakeholders. Notes, quiet hours and ties are never on them.

	A card goes where nobody can take it back from. So it holds addresses only that were found to be safe, and of
	Confidential people the alias alone.

	Args:
		kind: one of the three kinds.
		names: records that the user may read and export.

	Returns:
		The file.

	Raises:
		frappe.PermissionError: when one of them may not be read or exported; then none is.
		frappe.ValidationError: when there are none, or too many.
	"""
	if kind not in KINDS or not names:
		frappe.throw(_("Choose stakeholders in the list first."))
	if len(names) > MOST:
		frappe.throw(
			_("{0} were chosen; at most {1} go into one file. Choose fewer.").format(len(names), MOST)
		)
	if not frappe.has_permission(kind, "export"):
		frappe.throw(
			_("You may not export {0}. Ask a manager for the file.").format(frappe.bold(_(kind))),
			frappe.PermissionError,
		)
	people = [frappe.get_doc(kind, name) for name in dict.fromkeys(names)]
	for person in people:
		person.check_permission("read")
		person.check_permission("export")
		record_access("Export", kind, person.name, reason="Exported", detail="vCard 4.0")
	return write_cards(card_of(person) for person in people if person.status != "Anonymised")


def card_of(person: Document) -> CardToWrite:
	"""The card of a stakeholder, as others may have it.

	Args:
		person: a stakeholder.
	"""
	is_agency = person.doctype == "Partner Agency"
	if person.confidentiality == "Confidential":
		return CardToWrite(person.name, person.display_name, is_agency)
	return CardToWrite(
		uid=person.name,
		name=person.full_name,
		is_organisation=is_agency,
		organisation=person.get("affiliations") or "",
		role=person.get("leadership_role") or "",
		language=(person.language or "").replace("_", "-"),
		time_zone=person.time_zone or "",
		ways=tuple(_channels(person)),
		revision=f"{to_moment(person.modified).astimezone(timezone.utc):%Y%m%dT%H%M%SZ}",
	)


def _channels(person: Document) -> list[CardChannel]:
	if person.status == "Do Not Contact":
		return []
	return [
		CardChannel(PROPERTIES[row.channel], row.value, TYPES.get(row.channel, ()), bool(row.preferred))
		for row in person.contact_points
		if row.channel in PROPERTIES and row.value and _is_safe(row)
	]


def _is_safe(row: Document) -> bool:
	in_date = not row.valid_until or getdate(row.valid_until) >= getdate(nowdate())
	return row.safety == "Safe" and in_date and not row.bounced
