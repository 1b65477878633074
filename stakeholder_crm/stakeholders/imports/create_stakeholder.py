"""Make a stakeholder of a contact: nothing is sent to them before somebody has looked."""

from collections.abc import Iterable, Sequence

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import today

from stakeholder_crm.domain.contact_files.contact import Contact, ContactPoint


def create_stakeholder(doc: Document, number: int, contacts: Sequence[Contact]) -> Document:
	"""Write a person or an agency down, as the session's user.

	What a file says of an address is no proof that it is safe: it counts as unknown until somebody has asked, and
	as unsafe where the file says not to use it. Either way, nothing is sent there.

	Args:
		doc: the Contact Import.
		number: of the first row.
		contacts: what the row comes to; of an agency, what each of its rows does: what the first leaves open, the
			others fill, and who speaks for it in any of them becomes a focal person.

	Returns:
		The new record.

	Raises:
		frappe.ValidationError: when the record's own checks refuse it.
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
				"text": _("Do not use: {0}. The file that this was taken over from says so.").format(ways),
				"source": doc.name,
				"noted_on": today(),
			},
		)
	return made.insert()


def _add(made: Document, contact: Contact) -> None:
	"""The addresses of a contact, and who speaks for it."""
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
	"""One address is whose name stands beside the organisation's, an e-mail one first; the others are its own."""
	first = next(
		(point for channel in ("Email", "Phone") for point in contact.points if point.channel == channel),
		None,
	)
	if not contact.focal_person or not first:
		return {}, contact.points
	others = tuple(point for point in contact.points if point is not first)
	return {"channel": first.channel, "address": first.value, "safety": _safety(first)}, others
