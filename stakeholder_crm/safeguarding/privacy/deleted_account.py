"""Handle Frappe's own Personal Data Deletion Requests."""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.access.vault.read_opened import get_all_opened
from stakeholder_crm.access.vault.sealed_document import put_in, reseal
from stakeholder_crm.base.doctypes import AGENCY, FOCAL_PERSON
from stakeholder_crm.base.pairs import KINDS, Pair
from stakeholder_crm.domain.contact_points import BadAddress
from stakeholder_crm.domain.sealing import DOTS
from stakeholder_crm.safeguarding.privacy.open_requests import ERASURE_REQUEST, open_request_for
from stakeholder_crm.stakeholders.suppression import suppress


def on_deletion_request(request: Document, method: str | None = None) -> None:
	"""Personal Data Deletion Request's hook: suppress its address, and request a review of matching records.

	The holder of an address may not be the recorded person: it may be Unsafe because another person reads it.
	So nothing is disclosed or erased before a safeguarding lead decides.
	"""
	if request.status != "Deleted":
		return
	try:
		suppress("Email", request.email, "Opted Out")
	except BadAddress:
		return
	for agency in {name for _kind, name in _records_with(request.email, FOCAL_PERSON, "address")}:
		_forget_address(agency, request.email)
	for kind, name in sorted(_records_with(request.email, "Stakeholder Contact Point", "value")):
		_request_erasure(kind, name)


def _records_with(email: str, table: str, fieldname: str) -> set[Pair]:
	rows = get_all_opened(
		table,
		filters={"parenttype": ("in", KINDS), fieldname: ("in", (email, DOTS))},
		fields=[fieldname],
		order_by="parent",
	)
	return {(row.parenttype, row.parent) for row in rows if row[fieldname].casefold() == email.casefold()}


def _forget_address(agency: str, email: str) -> None:
	doc = frappe.get_doc(AGENCY, agency)
	put_in(doc)
	for row in doc.focal_people:
		if (row.address or "").casefold() == email.casefold():
			row.address = None
	reseal(doc)


def _request_erasure(kind: str, name: str) -> None:
	if open_request_for((kind, name)) or frappe.db.get_value(kind, name, "status") == "Anonymised":
		return
	erasure = frappe.new_doc(ERASURE_REQUEST)
	erasure.update(
		{
			"stakeholder_type": kind,
			"stakeholder": name,
			"reason": "Data Subject Request",
			"asked_by": _(
				"The data of a user account with one of the recorded addresses was deleted. Confirm that it was this person."
			),
		}
	)
	# The user who deletes an account may not see the stakeholder; the reviewer can.
	erasure.insert(ignore_permissions=True)
