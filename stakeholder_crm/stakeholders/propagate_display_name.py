"""Copy a stakeholder's display name to the documents that show it."""

import frappe

from stakeholder_crm.base.doctypes import our_doctypes
from stakeholder_crm.base.pairs import Pair


def propagate_display_name(pair: Pair, display_name: str) -> None:
	"""Update the display name wherever it is stored.

	Args:
		pair: the stakeholder.
			display_name: the new name.
	"""
	kind, name = pair
	for doctype in carriers():
		table = frappe.qb.DocType(doctype)
		(
			frappe.qb.update(table)
			.set(table.stakeholder_name, display_name)
			.where((table.stakeholder_type == kind) & (table.stakeholder == name))
			.run()
		)
	if kind == "Partner Agency":
		agreement = frappe.qb.DocType("Partnership Agreement")
		(
			frappe.qb.update(agreement)
			.set(agreement.agency_name, display_name)
			.where(agreement.agency == name)
			.run()
		)


def carriers() -> list[str]:
	"""The DocTypes of this app that store a stakeholder's display name."""
	return [
		row.parent
		for row in frappe.get_all(
			"DocField",
			filters={
				"fieldname": "stakeholder_name",
				"parent": ("in", our_doctypes()),
			},
			fields=["parent"],
			order_by="parent",
		)
	]
