"""Erasure Requests that wait for a decision or to be carried out."""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.base.pairs import Pair

ERASURE_REQUEST = "Erasure Request"
OPEN = ("Requested", "Approved")


def open_request_for(pair: Pair) -> str | None:
	"""The name of the request that waits for a stakeholder, if there is one. Checks no permission.

	Args:
		pair: the stakeholder.
	"""
	return frappe.db.get_value(
		ERASURE_REQUEST,
		{"stakeholder_type": pair[0], "stakeholder": pair[1], "status": ("in", OPEN)},
		"name",
	)


def before_merge(stakeholder: Document, method: str | None = None) -> None:
	"""A stakeholder's hook, before a record is merged, converted or split again.

	Raises:
		frappe.ValidationError: when an erasure waits.
	"""
	if request := open_request_for((stakeholder.doctype, stakeholder.name)):
		frappe.throw(
			_("{0} has an open erasure request: {1}. Decide on that first.").format(stakeholder.name, request)
		)
