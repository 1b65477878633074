"""Check that a chain of intermediaries does not lead back to the same stakeholder."""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.base.pairs import KINDS, Pair


def check_intermediary(stakeholder: Document) -> None:
	"""Reject an intermediary that is the stakeholder, or that is reached through them.

	Raises:
			frappe.ValidationError: names the field to change.
	"""
	if not stakeholder.intermediary:
		stakeholder.intermediary_type = None
		return
	if stakeholder.intermediary_type not in KINDS:
		frappe.throw(_("Intermediary Type: choose Community Leader, Activist or Partner Agency."))
	me: Pair = (stakeholder.doctype, stakeholder.name)
	first: Pair = (stakeholder.intermediary_type, stakeholder.intermediary)
	if first == me:
		frappe.throw(_("Intermediary: a stakeholder cannot be their own intermediary. Choose another one."))
	if stakeholder.has_value_changed("intermediary") and not stakeholder.is_new():
		_check_loop(me, first)


def _check_loop(me: Pair, first: Pair) -> None:
	through = _intermediaries()
	seen: set[Pair] = set()
	step: Pair | None = first
	while step and step not in seen:
		seen.add(step)
		step = through.get(step)
		if step == me:
			frappe.throw(
				_("Intermediary: this one is reached through the same stakeholder. Choose another one.")
			)


def _intermediaries() -> dict[Pair, Pair]:
	return {
		(kind, row.name): (row.intermediary_type, row.intermediary)
		for kind in KINDS
		for row in frappe.get_all(
			kind,
			filters={"intermediary": ("is", "set")},
			fields=["name", "intermediary_type", "intermediary"],
			order_by="name",
		)
	}
