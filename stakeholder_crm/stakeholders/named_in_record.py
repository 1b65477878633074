"""A record must be at least as confidential as the stakeholders it names in ties or as intermediary."""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.base.pairs import load_pairs, pair_of
from stakeholder_crm.domain.clearance import level_of


def check_named(stakeholder: Document) -> None:
	"""Reject a named stakeholder who is more confidential than the record.

	Raises:
			frappe.ValidationError: names the row or field, and where to keep it instead.
	"""
	before = stakeholder.get_doc_before_save()
	own = level_of(stakeholder.confidentiality)
	known = set(_named(before).values()) if before and level_of(before.confidentiality) == own else set()
	named = {place: pair for place, pair in _named(stakeholder).items() if pair not in known}
	levels = load_pairs(named.values(), ["confidentiality"])
	for place, pair in named.items():
		if pair in levels and level_of(levels[pair].confidentiality) > own:
			frappe.throw(
				_(
					"{0}: this stakeholder is {1}, which is above this record. Add it on their record, or raise Confidentiality."
				).format(frappe.bold(place), _(levels[pair].confidentiality))
			)


def _named(stakeholder: Document) -> dict[str, tuple[str, str]]:
	"""The named stakeholders, by the label of the field or row."""
	label = _(stakeholder.meta.get_label("ties"))
	named = {_("{0}, row {1}").format(label, tie.idx): pair_of(tie) for tie in stakeholder.ties}
	if stakeholder.intermediary:
		place = _(stakeholder.meta.get_label("intermediary"))
		named[place] = (stakeholder.intermediary_type, stakeholder.intermediary)
	return named
