"""Handle Frappe's own Personal Data Deletion Requests."""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.domain.contact_points import BadAddress
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
	frappe.db.set_value("Agency Focal Person", {"address": request.email}, "address", None)
	rows = frappe.get_all(
		"Stakeholder Contact Point",
		filters={"parenttype": ("in", KINDS), "value": request.email},
		fields=["parenttype", "parent"],
		order_by="parent",
	)
	for kind, name in sorted({(row.parenttype, row.parent) for row in rows}):
		_request_erasure(kind, name)


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
