"""Endpoints for data subject rights and retention."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from stakeholder_crm.base.pairs import KINDS, Pair
from stakeholder_crm.base.request_json import list_in
from stakeholder_crm.safeguarding.privacy import decide_retention, requests
from stakeholder_crm.safeguarding.privacy.export_personal_data import export_personal_data as build_export
from stakeholder_crm.safeguarding.privacy.open_requests import ERASURE_REQUEST


@frappe.whitelist(methods=["POST"])
def export_personal_data(stakeholder_type: str, stakeholder: str, reason: str) -> None:
	"""Download a stakeholder's data as a ZIP with a readable page and JSON. Logged.

	Args:
		stakeholder_type: a stakeholder type.
		stakeholder: name of the record; the user must be allowed to read it.
		reason: who asked, when, and how their identity was verified.

	Raises:
		frappe.PermissionError: if the user is not a safeguarding lead, or may not read the record.
		frappe.MandatoryError: if the reason is missing.
	"""
	person = _stakeholder(stakeholder_type, stakeholder)
	person.check_permission("read")
	frappe.response["filecontent"] = build_export(person, reason)
	frappe.response["filename"] = f"{person.name}.zip"
	frappe.response["type"] = "download"


@frappe.whitelist(methods=["POST"])
def approve_erasure(name: str, note: str = "") -> str:
	"""Approve an Erasure Request.

	Args:
		name: of the request.
		note: what the reviewer checked; may be empty.

	Returns:
		The new status.

	Raises:
		frappe.PermissionError: if the user is not a safeguarding lead, or requested it.
		IllegalTransitionError: if it is already decided.
	"""
	request = _may_decide(name)
	requests.review_request(request, approve=True, note=note)
	return request.status


@frappe.whitelist(methods=["POST"])
def refuse_erasure(name: str, note: str) -> str:
	"""Refuse an Erasure Request.

	Args:
		name: of the request.
		note: why.

	Returns:
		The new status.

	Raises:
		frappe.PermissionError: if the user is not a safeguarding lead, or requested it.
		frappe.MandatoryError: if the note is missing.
		IllegalTransitionError: if it is already refused or erased.
	"""
	request = _may_decide(name)
	requests.review_request(request, approve=False, note=note)
	return request.status


@frappe.whitelist(methods=["POST"])
def erase(name: str, everywhere: bool = False) -> None:
	"""Start an approved erasure in the background.

	Args:
		name: of the request.
		everywhere: also erase from other records, such as a private board or the same file on another record.

	Raises:
		frappe.PermissionError: if the user is not a safeguarding lead.
		frappe.ValidationError: if it is not approved.
	"""
	requests.start_erasure(_may_decide(name), everywhere=bool(cint(everywhere)))


@frappe.whitelist(methods=["GET", "POST"])
def erasure_progress(name: str) -> dict[str, str | int | None]:
	"""The progress of an erasure.

	Args:
		name: of an Erasure Request that the user may read.

	Returns:
		``status`` of the request, ``percent`` (None if not running) and ``failed_because``.

	Raises:
		frappe.PermissionError: if the user may not read it.
	"""
	request = frappe.get_doc(ERASURE_REQUEST, name)
	request.check_permission("read")
	return {
		"status": request.status,
		"percent": requests.progress_of(name),
		"failed_because": request.failed_because,
	}


@frappe.whitelist(methods=["POST"])
def request_erasures(stakeholders: str | list) -> list[str]:
	"""Request erasure of several stakeholders past retention.

	Args:
		stakeholders: pairs of type and name, as a list or as JSON; the user must be allowed to read each.

	Returns:
		The names of the new Erasure Requests; stakeholders with an open request are skipped.

	Raises:
		frappe.PermissionError: if the user may not request erasures, or not read one of them.
	"""
	pairs = _pairs(stakeholders)
	if not frappe.has_permission(ERASURE_REQUEST, "create"):
		frappe.throw(
			_("You do not have permission to request an erasure."),
			frappe.PermissionError,
			title=_("No Permission"),
		)
	for pair in pairs:
		_stakeholder(*pair).check_permission("read")
	return decide_retention.request_erasures(pairs)


@frappe.whitelist(methods=["POST"])
def extend_retention(stakeholder_type: str, stakeholder: str, until: str, reason: str) -> None:
	"""Extend a stakeholder's retention, and log the reason.

	Args:
		stakeholder_type: a stakeholder type.
		stakeholder: name of the record; the user must be allowed to change it.
		until: a future date, "YYYY-MM-DD".
		reason: why it is still needed.

	Raises:
		frappe.PermissionError: if the user may not change the record.
		frappe.ValidationError: for a past date, or a missing reason.
	"""
	person = _stakeholder(stakeholder_type, stakeholder)
	person.check_permission("write")
	decide_retention.extend_retention(person, until, reason)


@frappe.whitelist(methods=["POST"])
def delete_draft(stakeholder_type: str, stakeholder: str) -> None:
	"""Delete an abandoned draft and every trace of it.

	Args:
		stakeholder_type: a stakeholder type.
		stakeholder: name of the record; the user must be allowed to delete it.

	Raises:
		frappe.PermissionError: if the user may not delete it.
		frappe.ValidationError: if it is not a draft, or has linked records.
	"""
	person = _stakeholder(stakeholder_type, stakeholder)
	person.check_permission("delete")
	decide_retention.delete_draft_record(person)


def _pairs(stakeholders: str | list) -> list[Pair]:
	rows = list_in("stakeholders", stakeholders)
	if not all(isinstance(row, list) and len(row) == 2 for row in rows):
		frappe.throw(_("Select at least one stakeholder."), title=_("Request Erasure"))
	return [(str(kind), str(name)) for kind, name in rows]


def _stakeholder(stakeholder_type: str, stakeholder: str) -> Document:
	if stakeholder_type not in KINDS:
		frappe.throw(
			_("Stakeholder Type: choose Community Leader, Activist or Partner Agency."),
			title=_("Stakeholder Type"),
		)
	return frappe.get_doc(stakeholder_type, stakeholder)


def _may_decide(name: str) -> Document:
	request = frappe.get_doc(ERASURE_REQUEST, name)
	request.check_permission("write")
	return request
