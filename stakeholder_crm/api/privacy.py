"""What a person may ask of us: to see what we hold, and to be forgotten; and how long we keep it."""

import frappe
from frappe.model.document import Document

from stakeholder_crm.services.privacy import carry_out_erasure
from stakeholder_crm.services.privacy.open_requests import ERASURE_REQUEST


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
	carry_out_erasure.review(request, approve=True, note=note)
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
	carry_out_erasure.review(request, approve=False, note=note)
	return request.status


@frappe.whitelist(methods=["POST"])
def carry_out_request(name: str) -> None:
	"""Start to forget the person of an approved Erasure Request, in the background.

	Args:
		name: of the request.

	Raises:
		frappe.PermissionError: when the user is no safeguarding lead.
		frappe.ValidationError: when it is not approved.
	"""
	carry_out_erasure.start(_may_decide(name))


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
		"percent": carry_out_erasure.progress_of(name),
		"failed_because": request.failed_because,
	}


def _may_decide(name: str) -> Document:
	request = frappe.get_doc(ERASURE_REQUEST, name)
	request.check_permission("write")
	return request
