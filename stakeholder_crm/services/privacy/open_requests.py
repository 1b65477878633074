"""Erasure Requests that wait for a decision or to be carried out."""

import frappe

from stakeholder_crm.services.pairs import Pair

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
