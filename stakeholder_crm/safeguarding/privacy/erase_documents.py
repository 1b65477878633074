"""Clear the texts of a stakeholder's record and documents, and keep the counts."""

from collections import Counter

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, today

from stakeholder_crm.access.vault.sealed_document import put_in, reseal
from stakeholder_crm.access.vault.sealed_fields import OF_RECORDS, OF_ROWS
from stakeholder_crm.access.vault.sealed_rows import delete_texts, drop_row_texts
from stakeholder_crm.base.doctypes import AGENCY, AGREEMENT, BRIEF
from stakeholder_crm.base.pairs import Pair
from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.document import TEXT_LIMITS
from stakeholder_crm.engagement.briefs.redact_briefs import redact_brief
from stakeholder_crm.stakeholders.propagate_display_name import carriers

FREE_TEXT = frozenset({*TEXT_LIMITS, "Long Text", "Text Editor", "Autocomplete", "Attach", "Attach Image"})
# Keyed hashes and internal fields identify nobody, and unsubscribe links must keep working.
KEPT = frozenset(
	{
		*("stakeholder_name", "display_name", "address_hash", "opt_out_key", "occurrence_key"),
		*("claim_token", "reason_code", "report", "review_note"),
	}
)


def documents_about(pair: Pair) -> dict[str, list[str]]:
	"""The names of the documents about this stakeholder only, by DocType."""
	return {
		doctype: names
		for doctype in carriers()
		if not frappe.get_meta(doctype).istable
		and (
			names := frappe.get_all(
				doctype,
				filters={"stakeholder_type": pair[0], "stakeholder": pair[1]},
				pluck="name",
				order_by="name",
			)
		)
	}


def meetings_of(pair: Pair) -> list[str]:
	"""The meetings with the stakeholder as a participant."""
	return frappe.get_all(
		"Meeting Participant",
		filters={"stakeholder_type": pair[0], "stakeholder": pair[1]},
		pluck="parent",
		distinct=True,
		order_by="parent",
	)


def empty_record(person: Document) -> None:
	"""Replace a stakeholder's name with a number, and clear all identifying data.

	Args:
		person: the stakeholder; it is saved with all hooks, which cancel pending thank-yous.
	"""
	community, focal_people = person.get("community"), _behind_walls(person)
	for field in person.meta.fields:
		if field.fieldtype in FREE_TEXT and field.fieldname not in KEPT:
			person.set(field.fieldname, None)
		elif field.fieldtype in ("Table", "Table MultiSelect"):
			person.set(field.fieldname, [])
	person.update(
		{
			"full_name": _("Erased person {0}").format(person.name),
			"safe_alias": _("Name erased, {0}").format(person.name),
			"intermediary_type": None,
			"intermediary": None,
			"quiet_from": "",
			"quiet_to": "",
			"retain_until": None,
		}
	)
	if person.meta.has_field("community"):
		person.community = community if _is_common(person, community) else _("Erased")
	for number, user in enumerate(focal_people, start=1):
		person.append(
			"focal_people",
			{
				"person_name": _("Erased person {0}").format(number),
				"user": user,
				"channel": "Email",
				"safety": "Unknown",
			},
		)
	# A safeguarding lead approved it; the current user may lack write permission.
	person.flags.ignore_permissions = True
	person.move_to("Anonymised")


def empty_documents(pair: Pair) -> Counter[str]:
	"""Clear the texts about a stakeholder everywhere else; states, dates, categories and counts remain.

	Args:
		pair: the stakeholder.

	Returns:
		How many rows were cleared, by DocType.
	"""
	changed: Counter[str] = Counter()
	for doctype in carriers():
		rows = {"stakeholder_type": pair[0], "stakeholder": pair[1]}
		if doctype == "Stakeholder Tie":
			changed[doctype] = frappe.db.count(doctype, rows)
			frappe.db.delete(doctype, rows)
			continue
		if count := frappe.db.count(doctype, rows):
			_delete_sealed_texts(doctype, rows)
			frappe.db.set_value(doctype, rows, _emptied(doctype), update_modified=False)
			changed[doctype] = count
	if pair[0] == AGENCY:
		agreements = frappe.get_all(AGREEMENT, filters={"agency": pair[1]}, pluck="name", order_by="name")
		changed[AGREEMENT] = len(agreements)
		for name in agreements:
			agreement = frappe.get_doc(AGREEMENT, name, for_update=True)
			put_in(agreement)
			agreement.their_signatory = None
			reseal(agreement)
	changed[BRIEF] = _empty_briefs(pair)
	return +changed


def _delete_sealed_texts(doctype: str, rows: dict[str, str]) -> None:
	if doctype in OF_RECORDS:
		for name in frappe.get_all(doctype, filters=rows, pluck="name", order_by="name"):
			delete_texts((doctype, name))
	elif doctype in OF_ROWS:
		fields = ["name", "parenttype", "parent"]
		for row in frappe.get_all(doctype, filters=rows, fields=fields, order_by="name"):
			drop_row_texts((row.parenttype, row.parent), {row.name})


def _emptied(doctype: str) -> dict[str, object]:
	meta = frappe.get_meta(doctype)
	values: dict[str, object] = {
		field.fieldname: _("Erased at the person's request or at the end of retention.")
		if field.reqd
		else None
		for field in meta.fields
		if field.fieldtype in FREE_TEXT and field.fieldname not in KEPT
	}
	if meta.has_field("email_queue"):
		values["email_queue"] = None
	if not meta.istable:
		values |= dict.fromkeys(("_comments", "_user_tags", "_liked_by"))
	return values


def _empty_briefs(pair: Pair) -> int:
	"""Clear briefs that may mention the stakeholder, and refresh upcoming ones."""
	of_meetings = frappe.get_all(
		BRIEF, filters={"meeting": ("in", meetings_of(pair) or [""])}, pluck="name", order_by="name"
	)
	by_source = frappe.get_all(
		"Brief Line",
		filters={"source_doctype": pair[0], "source_name": pair[1]},
		pluck="parent",
		order_by="parent",
	)
	briefs = {*of_meetings, *by_source}
	redact_brief(briefs)
	return len(briefs)


def _behind_walls(person: Document) -> list[str]:
	"""Users marked as focal people of the agency, whose restrictions remain."""
	day = getdate(today())
	rows = [row for row in person.get("focal_people") or [] if not row.until or getdate(row.until) >= day]
	return sorted({row.user for row in rows if row.user})


def _is_common(person: Document, community: str | None) -> bool:
	"""Whether the community has enough other leaders, so that its name identifies nobody."""
	others = {"community": community, "name": ("!=", person.name), "status": ("!=", "Anonymised")}
	return bool(community) and frappe.db.count(person.doctype, others) >= get_settings().small_cell_size
