"""Open Erasure Requests."""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.base.pairs import Pair

ERASURE_REQUEST = "Erasure Request"
OPEN = ("Requested", "Approved")


def open_request_for(pair: Pair) -> str | None:
	"""The name of a stakeholder's open request, if there is one. Checks no permission.

	Args:
		pair: the stakeholder.
	"""
	return frappe.db.get_value(
		ERASURE_REQUEST,
		{"stakeholder_type": pair[0], "stakeholder": pair[1], "status": ("in", OPEN)},
		"name",
	)


def before_merge(stakeholder: Document, method: str | None = None) -> None:
	"""A stakeholder's hook, before a merge, a conversion or undoing a merge.

	Raises:
		frappe.ValidationError: if there is an open request.
	"""
	if request := open_request_for((stakeholder.doctype, stakeholder.name)):
		frappe.throw(
			_("{0} has an open erasure request: {1}. Decide on that first.").format(
				stakeholder.name, request
			),
			title=_("Erasure Request"),
		)
