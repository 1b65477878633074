"""What a person may ask of us: to see what we hold, and to be forgotten; and how long we keep it."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from stakeholder_crm.base.pairs import KINDS, Pair
from stakeholder_crm.safeguarding.privacy import decide_retention, requests
from stakeholder_crm.safeguarding.privacy.export_personal_data import export_personal_data as build_export
from stakeholder_crm.safeguarding.privacy.open_requests import ERASURE_REQUEST


@frappe.whitelist(methods=["POST"])
def export_personal_data(stakeholder_type: str, stakeholder: str, reason: str) -> None:
	"""Download what is held on a stakeholder, as a ZIP with a page to read and JSON. Logged.

	Args:
		stakeholder_type: one of the three kinds.
		stakeholder: its name there; the user must be allowed to read it.
		reason: who asked, when and how it is known to be them.

	Raises:
		frappe.PermissionError: when the user is no safeguarding lead, or may not read the record.
		frappe.MandatoryError: without a reason.
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
		note: what the reviewer made sure of; may be empty.

	Returns:
		The status it has now.

	Raises:
		frappe.PermissionError: when the user is no safeguarding lead, or asked for it.
		IllegalTransitionError: when it was decided already.
	"""
	request = _may_decide(name)
	requests.review_request(request, approve=True, note=note)
	return request.status


@frappe.whitelist(methods=["POST"])
def refuse_erasure(name: str, note: str) -> str:
	"""Refuse an Erasure Request for good.

	Args:
		name: of the request.
		note: why.

	Returns:
		The status it has now.

	Raises:
		frappe.PermissionError: when the user is no safeguarding lead, or asked for it.
		frappe.MandatoryError: without a note.
		IllegalTransitionError: when it was refused or carried out already.
	"""
	request = _may_decide(name)
	requests.review_request(request, approve=False, note=note)
	return request.status


@frappe.whitelist(methods=["POST"])
def erase(name: str, everywhere: bool = False) -> None:
	"""Start to forget the person of an approved Erasure Request, in the background.

	Args:
		name: of the request.
		everywhere: erase what others keep as well, such as a private board or the same file at another record.

	Raises:
		frappe.PermissionError: when the user is no safeguarding lead.
		frappe.ValidationError: when it is not approved.
	"""
	requests.start_erasure(_may_decide(name), everywhere=bool(cint(everywhere)))


@frappe.whitelist(methods=["GET", "POST"])
def erasure_progress(name: str) -> dict[str, str | int | None]:
	"""How far an erasure is.

	Args:
		name: of an Erasure Request that the user may read.

	Returns:
		``status`` of the request, ``percent`` (None where nothing runs) and ``failed_because``.

	Raises:
		frappe.PermissionError: when the user may not read it.
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
	"""Ask for the erasure of several stakeholders whose time is over.

	Args:
		stakeholders: pairs of kind and name, as a list or as JSON; the user must be allowed to read each.

	Returns:
		The names of the new Erasure Requests; where one waits already, none is added.

	Raises:
		frappe.PermissionError: when the user may not request erasures, or may not read one of them.
	"""
	pairs = _pairs(stakeholders)
	if not frappe.has_permission(ERASURE_REQUEST, "create"):
		frappe.throw(_("You do not have permission to request an erasure."), frappe.PermissionError)
	for pair in pairs:
		_stakeholder(*pair).check_permission("read")
	return decide_retention.request_erasures(pairs)


@frappe.whitelist(methods=["POST"])
def extend_retention(stakeholder_type: str, stakeholder: str, until: str, reason: str) -> None:
	"""Keep a stakeholder's record longer, and log why.

	Args:
		stakeholder_type: one of the three kinds.
		stakeholder: its name there; the user must be allowed to change it.
		until: a day to come, "YYYY-MM-DD".
		reason: why it is still needed.

	Raises:
		frappe.PermissionError: when the user may not change the record.
		frappe.ValidationError: for a day that is over, or without a reason.
	"""
	person = _stakeholder(stakeholder_type, stakeholder)
	person.check_permission("write")
	decide_retention.extend_retention(person, until, reason)


@frappe.whitelist(methods=["POST"])
def delete_draft(stakeholder_type: str, stakeholder: str) -> None:
	"""Delete a draft that nobody completed, and every trace of it.

	Args:
		stakeholder_type: one of the three kinds.
		stakeholder: its name there; the user must be allowed to delete it.

	Raises:
		frappe.PermissionError: when the user may not delete it.
		frappe.ValidationError: when it is no draft, or something hangs on it.
	"""
	person = _stakeholder(stakeholder_type, stakeholder)
	person.check_permission("delete")
	decide_retention.delete_draft_record(person)


def _pairs(stakeholders: str | list) -> list[Pair]:
	rows = frappe.parse_json(stakeholders)
	if not isinstance(rows, list) or not all(isinstance(row, list) and len(row) == 2 for row in rows):
		frappe.throw(_("Select at least one stakeholder."))
	return [(str(kind), str(name)) for kind, name in rows]


def _stakeholder(stakeholder_type: str, stakeholder: str) -> Document:
	if stakeholder_type not in KINDS:
		frappe.throw(_("Stakeholder Type: choose Community Leader, Activist or Partner Agency."))
	return frappe.get_doc(stakeholder_type, stakeholder)


def _may_decide(name: str) -> Document:
	request = frappe.get_doc(ERASURE_REQUEST, name)
	request.check_permission("write")
	return request
