"""Reaching somebody through somebody else, without going round in a circle."""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.base.pairs import KINDS, Pair


def check_intermediary(stakeholder: Document) -> None:
	"""Refuse an intermediary who is the person herself or who is reached through her.

	Raises:
		frappe.ValidationError: saying which field to change.
	"""
	if not stakeholder.intermediary:
		stakeholder.intermediary_type = None
		return
	if stakeholder.intermediary_type not in KINDS:
		frappe.throw(_("Intermediary Type: choose a Community Leader, an Activist or a Partner Agency."))
	me: Pair = (stakeholder.doctype, stakeholder.name)
	first: Pair = (stakeholder.intermediary_type, stakeholder.intermediary)
	if first == me:
		frappe.throw(_("Intermediary: a stakeholder cannot be their own intermediary. Choose somebody else."))
	if stakeholder.has_value_changed("intermediary") and not stakeholder.is_new():
		_check_circle(me, first)


def _check_circle(me: Pair, first: Pair) -> None:
	through = _intermediaries()
	seen: set[Pair] = set()
	step: Pair | None = first
	while step and step not in seen:
		seen.add(step)
		step = through.get(step)
		if step == me:
			frappe.throw(
				_(
					"Intermediary: this leads back to the same stakeholder, who would be reached through themselves. Choose somebody else."
				)
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
