"""Make a stakeholder of a contact: a draft that nothing is sent to."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import today

from stakeholder_crm.domain.contact_files.contact import Contact, Point


def make_stakeholder(doc: Document, number: int, contact: Contact) -> Document:
	"""Write a contact down, as the session's user.

	What a file says of an address is no proof that it is safe: it counts as unknown until somebody has asked, and
	as unsafe where the file says not to use it. Either way, nothing is sent there.

	Args:
		doc: the Contact Import.
		number: of the row.
		contact: what the row comes to.

	Returns:
		The new record.

	Raises:
		frappe.ValidationError: when the record's own checks refuse it.
	"""
	made = frappe.new_doc(doc.kind)
	focal, points = _focal_point(contact)
	made.update(
		{
			"full_name": contact.full_name,
			"safe_alias": contact.alias or _alias(doc, number),
			"status": "Draft",
			"confidentiality": doc.confidentiality,
			"relationship_owner": frappe.session.user,
			"language": contact.language or None,
			"time_zone": contact.time_zone or None,
			**contact.fields,
		}
	)
	for point in points:
		made.append(
			"contact_points", {"channel": point.channel, "value": point.value, "safety": _safety(point)}
		)
	if contact.focal_person:
		made.append(
			"focal_people", {"person_name": contact.focal_person, "role": contact.focal_role, **focal}
		)
	if contact.avoided:
		ways = ", ".join(_(channel) for channel in contact.avoided)
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


def _alias(doc: Document, number: int) -> str | None:
	return f"{doc.name}-{number}" if doc.confidentiality == "Confidential" else None


def _safety(point: Point) -> str:
	return "Unsafe" if point.unsafe else "Unknown"


def _focal_point(contact: Contact) -> tuple[dict[str, str], tuple[Point, ...]]:
	"""The first address is whose name stands beside the organisation's; the others are the organisation's."""
	first = next((point for point in contact.points if point.channel in ("Email", "Phone")), None)
	if not contact.focal_person or not first:
		return {}, contact.points
	others = tuple(point for point in contact.points if point is not first)
	return {"channel": first.channel, "address": first.value, "safety": _safety(first)}, others
