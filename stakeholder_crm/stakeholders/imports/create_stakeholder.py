"""Create a stakeholder from an imported contact. Nothing is sent until its addresses are confirmed."""

from collections.abc import Iterable, Sequence

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import today

from stakeholder_crm.domain.contact_files.contact import Contact, ContactPoint


def create_stakeholder(doc: Document, number: int, contacts: Sequence[Contact]) -> Document:
	"""Create a person or agency as the session's user.

	A file cannot confirm that an address is safe: it is Unknown, or Unsafe where the file says not to use it.
	Neither is used for sending.

	Args:
		doc: the Contact Import.
		number: of the first row.
			contacts: the contacts of the row. For an agency, one per row: later rows fill the gaps of the first, and
				each row's person becomes a focal person.

	Returns:
		The new record.

	Raises:
			frappe.ValidationError: when the record's own checks fail.
	"""
	made = frappe.new_doc(doc.kind)
	contact = contacts[0]
	made.update(
		{
			"full_name": contact.full_name,
			"safe_alias": contact.alias or _alias(doc, number),
			"status": "Do Not Contact" if any(one.do_not_contact for one in contacts) else "Draft",
			"confidentiality": doc.confidentiality,
			"relationship_owner": frappe.session.user,
			"language": _first(one.language for one in contacts),
			"time_zone": _first(one.time_zone for one in contacts),
			**{name: text for one in reversed(contacts) for name, text in one.fields.items() if text},
		}
	)
	for one in contacts:
		_add(made, one)
	avoided = sorted({channel for one in contacts for channel in one.avoided})
	if avoided:
		ways = ", ".join(_(channel) for channel in avoided)
		made.append(
			"care_notes",
			{
				"kind": "Don't",
				"text": _("Do not use: {0}. Source: imported file.").format(ways),
				"source": doc.name,
				"noted_on": today(),
			},
		)
	return made.insert()


def _add(made: Document, contact: Contact) -> None:
	"""Add a contact's addresses and focal person."""
	focal, points = _focal_point(contact)
	known = {(row.channel, row.value): row for row in made.contact_points}
	for point in points:
		row = known.get((point.channel, point.value))
		if not row:
			made.append(
				"contact_points", {"channel": point.channel, "value": point.value, "safety": _safety(point)}
			)
		elif point.unsafe:
			row.safety = _safety(point)
	if contact.focal_person:
		made.append(
			"focal_people", {"person_name": contact.focal_person, "role": contact.focal_role, **focal}
		)


def _first(texts: Iterable[str]) -> str | None:
	return next((text for text in texts if text), None)


def _alias(doc: Document, number: int) -> str | None:
	return f"{doc.name}-{number}" if doc.confidentiality == "Confidential" else None


def _safety(point: ContactPoint) -> str:
	return "Unsafe" if point.unsafe else "Unknown"


def _focal_point(contact: Contact) -> tuple[dict[str, str], tuple[ContactPoint, ...]]:
	"""One address belongs to the person named beside the organisation, e-mail first. The others are the agency's."""
	first = next(
		(point for channel in ("Email", "Phone") for point in contact.points if point.channel == channel),
		None,
	)
	if not contact.focal_person or not first:
		return {}, contact.points
	others = tuple(point for point in contact.points if point is not first)
	return {"channel": first.channel, "address": first.value, "safety": _safety(first)}, others
