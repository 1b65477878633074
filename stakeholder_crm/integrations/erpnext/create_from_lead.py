"""Create a stakeholder from an ERPNext Lead or Prospect, with its e-mails and comments."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import starmap

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html, format_date

from stakeholder_crm.base.host_traces import delete_rows
from stakeholder_crm.base.pairs import KINDS, Pair
from stakeholder_crm.domain.contact_points import normal_or_empty
from stakeholder_crm.integrations.erpnext.connectable import ORIGINS
from stakeholder_crm.integrations.erpnext.connections import connected_with, find, store
from stakeholder_crm.stakeholders.address_book.kept_links import linked_records
from stakeholder_crm.stakeholders.address_book.links import CONTACT, PEOPLE, linked_person
from stakeholder_crm.stakeholders.address_book.unlink import unlink_contacts

# Contact fields of both, and their channels.
ADDRESSES = (("email_id", "Email"), ("mobile_no", "Phone"), ("phone", "Phone"), ("whatsapp_no", "WhatsApp"))
# Communications and comments move along; these are their reference fields.
WRITTEN = ("Communication", "Email Queue", "Comment")


@dataclass(frozen=True, slots=True)
class Preview:
	"""A preview of the conversion.

	Attributes:
		full_name: the stakeholder's name, by type.
		mails: how many e-mails, calls and comments move.
		may_delete: whether the user may delete the original record.
		made: display name of a stakeholder already created from it; empty if none or not visible.
	"""

	full_name: dict[str, str]
	mails: int
	may_delete: bool
	made: str


def preview_lead(origin: Pair) -> Preview:
	"""Preview what creating a stakeholder would move.

	Args:
		origin: "Lead" or "Prospect", and the name of one that the user may change.

	Raises:
		frappe.ValidationError: if it is neither.
		frappe.PermissionError: if it does not exist or the user may not change it.
	"""
	doc = _find(origin)
	made = [one.title for one in connected_with(origin) if one.doctype in KINDS]
	return Preview(
		full_name={kind: _full_name(doc, kind) for kind in KINDS},
		mails=sum(len(_written(origin, doctype)) for doctype in ("Communication", "Comment")),
		may_delete=bool(doc.has_permission("delete")),
		made=", ".join(made),
	)


def create_from_lead(origin: Pair, kind: str, values: Mapping[str, str], *, delete: bool = False) -> Document:
	"""Create a stakeholder from a Lead or a Prospect, in the caller's transaction.

	E-mails and comments move, so that only users who may see the stakeholder can read them. The addresses have the
	safety Unknown. Unusable ones are added to the timeline. For an Open stakeholder, the Contact is linked too, if the
	user may change it.

	Args:
		origin: "Lead" or "Prospect", and the name of one that the user may change.
		kind: a stakeholder type.
		values: further field values, such as ``full_name`` and ``confidentiality``.
		delete: whether to delete the original record permanently, if the user may.

	Returns:
		The stakeholder.

	Raises:
		frappe.ValidationError: if it is neither Lead nor Prospect, the type is not valid, the stakeholder is not valid,
			or the record to delete is still linked.
		frappe.PermissionError: if the user lacks a permission.
	"""
	doc = _find(origin)
	if kind not in KINDS:
		frappe.throw(_("Type: choose Community Leader, Activist or Partner Agency."), title=_("Type"))
	if delete:
		doc.check_permission("delete")
	made, lost = _make(doc, kind, values)
	_move(origin, made)
	_notes_message(doc, made, lost)
	_adopt_contact(origin, made)
	if delete:
		# Keep its name out of Deleted Documents, where the host would put its Contact.
		unlink_contacts(origin)
		frappe.delete_doc(*origin, delete_permanently=True)
	else:
		store((kind, made.name), origin)
	return made


def _find(origin: Pair) -> Document:
	if origin[0] not in ORIGINS:
		frappe.throw(_("Choose a Lead or a Prospect."), title=_("Create Stakeholder"))
	return find(origin, "write")


def _full_name(doc: Document, kind: str) -> str:
	person, company = doc.get("lead_name") or "", doc.get("company_name") or ""
	return (person or company) if kind in PEOPLE else (company or person)


def _make(doc: Document, kind: str, values: Mapping[str, str]) -> tuple[Document, list[str]]:
	made = frappe.new_doc(kind)
	own = {field.fieldname for field in made.meta.fields if not field.read_only}
	made.update(
		{"full_name": _full_name(doc, kind), "relationship_owner": frappe.session.user, "status": "Draft"}
	)
	made.update({fieldname: value for fieldname, value in values.items() if fieldname in own})
	lost, known = [], set()
	for fieldname, channel in ADDRESSES:
		if not (value := doc.get(fieldname)):
			continue
		if not (point := normal_or_empty(channel, value)):
			lost.append(value)
		elif (channel, point) not in known:
			known.add((channel, point))
			made.append("contact_points", {"channel": channel, "value": point, "safety": "Unknown"})
	if kind not in PEOPLE and doc.get("lead_name") and doc.get("company_name"):
		made.append("focal_people", {"person_name": doc.lead_name, "role": doc.get("job_title")})
	return made.insert(), lost


def _written(origin: Pair, doctype: str) -> list[str]:
	filters = {"reference_doctype": origin[0], "reference_name": origin[1]}
	if doctype == "Comment":
		# The host's own entries stay with the record.
		filters["comment_type"] = "Comment"
	return frappe.get_all(doctype, filters=filters, pluck="name", order_by="name")


def _move(origin: Pair, made: Document) -> None:
	for doctype in WRITTEN:
		if names := _written(origin, doctype):
			frappe.db.set_value(
				doctype,
				{"name": ("in", names)},
				{"reference_doctype": made.doctype, "reference_name": made.name},
				update_modified=False,
			)
			if doctype == "Communication":
				_remove_timeline_links(origin, names)


def _remove_timeline_links(origin: Pair, mails: list[str]) -> None:
	"""Remove e-mails from further timelines of the original record."""
	rows = {"parent": ("in", mails), "link_doctype": origin[0], "link_name": origin[1]}
	delete_rows(
		"Communication Link",
		frappe.get_all("Communication Link", filters=rows, pluck="name", order_by="name"),
	)


def _notes_message(doc: Document, made: Document, lost: list[str]) -> None:
	for note in doc.get("notes") or []:
		written = _("Note by {0}, {1}").format(escape_html(note.added_by or ""), format_date(note.added_on))
		made.add_comment("Info", f"{written}<br>{note.note or ''}")
	if lost:
		made.add_comment(
			"Info",
			_("Not copied, because a number needs a country code and an e-mail address an @: {0}").format(
				escape_html(", ".join(lost))
			),
		)


def _adopt_contact(origin: Pair, made: Document) -> None:
	"""Link the existing Contact to the stakeholder, unless it has an unusable number."""
	contacts = linked_records(origin, CONTACT)
	if made.doctype not in PEOPLE or made.confidentiality != "Open" or len(contacts) != 1:
		return
	contact = frappe.get_doc(CONTACT, contacts[0])
	values = [("Email", row.email_id) for row in contact.email_ids]
	values += [("Phone", row.phone) for row in contact.phone_nos]
	if (
		not contact.has_permission("write")
		or linked_person(contact)
		or not all(starmap(normal_or_empty, values))
	):
		return
	contact.append("links", {"link_doctype": made.doctype, "link_name": made.name})
	contact.save()
