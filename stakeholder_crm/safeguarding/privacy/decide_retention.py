"""Retention decisions: request erasure, extend retention, or delete a draft."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import formatdate, getdate, today

from stakeholder_crm.access.log.record_access import record_access
from stakeholder_crm.base.pairs import Pair
from stakeholder_crm.domain.erased_values import Kind
from stakeholder_crm.safeguarding.privacy.erase_documents import documents_about
from stakeholder_crm.safeguarding.privacy.erase_files import erase_copies
from stakeholder_crm.safeguarding.privacy.erase_person import suppress_addresses
from stakeholder_crm.safeguarding.privacy.erase_texts import erase_texts
from stakeholder_crm.safeguarding.privacy.erase_traces import erase_traces
from stakeholder_crm.safeguarding.privacy.open_requests import ERASURE_REQUEST, open_request_for
from stakeholder_crm.safeguarding.privacy.person_values import values_of


def request_erasures(pairs: Iterable[Pair]) -> list[str]:
	"""Request erasure of several stakeholders past retention; those with an open request are skipped.

	Args:
		pairs: stakeholders that the user may see.

	Returns:
		The names of the new Erasure Requests.

	Raises:
		frappe.PermissionError: if the user may not see one of them.
	"""
	made = []
	for kind, name in pairs:
		if open_request_for((kind, name)):
			continue
		request = frappe.new_doc(ERASURE_REQUEST)
		request.update({"stakeholder_type": kind, "stakeholder": name, "reason": "Retention Period Ended"})
		request.insert()
		made.append(request.name)
	return made


def extend_retention(person: Document, until: str, reason: str) -> None:
	"""Extend a stakeholder's retention, and log the reason.

	Args:
		person: the stakeholder.
		until: a future date, "YYYY-MM-DD".
		reason: plain text.

	Raises:
		frappe.PermissionError: if the user may not change the record.
		frappe.ValidationError: if the date is not in the future, or the reason is missing.
	"""
	person.check_permission("write")
	if not reason.strip():
		frappe.throw(
			_("Reason is required. Explain why the record is still needed."),
			frappe.MandatoryError,
			title=_("Reason"),
		)
	if not until or getdate(until) <= getdate(today()):
		frappe.throw(_("Keep Until must be in the future."), title=_("Keep Until"))
	person.retain_until = getdate(until)
	person.save()
	record_access(
		"Retention",
		person.doctype,
		person.name,
		reason=reason.strip(),
		detail=formatdate(until, "yyyy-mm-dd"),
	)


def delete_draft_record(person: Document) -> None:
	"""Delete an abandoned draft and everything about it.

	Args:
		person: a stakeholder in Draft.

	Raises:
		frappe.PermissionError: if the user may not delete it.
		frappe.ValidationError: if it is not a draft, or has linked records.
	"""
	person.check_permission("delete")
	if person.status != "Draft":
		frappe.throw(
			_("{0} is no longer a draft. Request an erasure instead.").format(frappe.bold(person.name)),
			title=_("Delete Draft"),
		)
	pair = (person.doctype, person.name)
	if documents := documents_about(pair):
		frappe.throw(
			_("{0} has linked records: {1}. Request an erasure instead.").format(
				frappe.bold(person.name), ", ".join(_(doctype) for doctype in documents)
			),
			title=_("Delete Draft"),
		)
	values = values_of(person)
	suppress_addresses(person, asked=False)
	frappe.delete_doc(*pair)
	# Frappe keeps deleted documents and their traces.
	addresses = {one.text for one in values.wanted if one.kind is Kind.EMAIL}
	removed = erase_traces(pair, {}, addresses, keep_todos=False)
	erase_copies(removed.files, attached_too=False)
	erase_texts(values.wanted)
	record_access("Retention", *pair, reason="Draft Never Completed")
