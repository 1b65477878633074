"""Somebody grew more confidential: records that more people may read name her no longer."""

from collections.abc import Collection, Iterable

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.base.doctypes import TIE
from stakeholder_crm.base.notify import notify_user
from stakeholder_crm.base.pairs import KINDS, Pair, display_names, load_pairs
from stakeholder_crm.domain.clearance import Level, level_of
from stakeholder_crm.domain.ties import SYMMETRIC_TIES


def redact_names(stakeholder: Document) -> set[Pair]:
	"""Move ties from less confidential records into hers, and clear her there as an intermediary.

	Call it while she is being saved: the ties become rows of the document at hand. A kind of tie that
	reads differently from the other end is kept as Colleague. What was tracked of those records while they
	named her goes too, since it quotes her name.

	Args:
		stakeholder: a stakeholder whose level was just raised.

	Returns:
		Those who were reached through her until now: what was written for others of them names her, too.
	"""
	level = level_of(stakeholder.confidentiality)
	pair = {"stakeholder_type": stakeholder.doctype, "stakeholder": stakeholder.name}
	fields = ["name", "parenttype", "parent", "kind", "strength", "since"]
	ties = frappe.get_all(TIE, filters=pair, fields=fields, order_by="parent, idx")
	lower = _lower([(tie.parenttype, tie.parent) for tie in ties], level)
	moved = [tie for tie in ties if (tie.parenttype, tie.parent) in lower]
	_append(stakeholder, moved)
	if moved:
		frappe.db.delete(TIE, {"name": ("in", [tie.name for tie in moved])})
	reached = _reached_through(stakeholder, level)
	for kind, name in {*((tie.parenttype, tie.parent) for tie in moved), *reached}:
		_forget_versions(kind, name, stakeholder.name)
		frappe.clear_document_cache(kind, name)
	for kind, name in reached:
		_clear_intermediary(kind, name)
	return reached


def _lower(pairs: Iterable[Pair], level: Level) -> set[Pair]:
	rows = load_pairs(pairs, ["confidentiality"])
	return {pair for pair, row in rows.items() if level_of(row.confidentiality) < level}


def _append(stakeholder: Document, ties: Collection[frappe._dict]) -> None:
	there = {(tie.stakeholder_type, tie.stakeholder) for tie in stakeholder.ties}
	names = display_names((tie.parenttype, tie.parent) for tie in ties)
	for tie in ties:
		if (tie.parenttype, tie.parent) in there:
			continue
		there.add((tie.parenttype, tie.parent))
		stakeholder.append(
			"ties",
			{
				"stakeholder_type": tie.parenttype,
				"stakeholder": tie.parent,
				"stakeholder_name": names[tie.parenttype, tie.parent],
				"kind": tie.kind if tie.kind in SYMMETRIC_TIES else "Colleague",
				"strength": tie.strength,
				"since": tie.since,
			},
		)


def _reached_through(stakeholder: Document, level: Level) -> set[Pair]:
	through = {"intermediary_type": stakeholder.doctype, "intermediary": stakeholder.name}
	reached = [
		(kind, name)
		for kind in KINDS
		for name in frappe.get_all(kind, filters=through, pluck="name", order_by="name")
	]
	return _lower(reached, level)


def _clear_intermediary(kind: str, name: str) -> None:
	"""Nobody is reached through her from there any more: the gate holds messages, the owner decides anew."""
	doc = frappe.get_doc(kind, name)
	doc.db_set({"intermediary_type": None, "intermediary": None}, update_modified=False)
	notify_user(
		doc.relationship_owner,
		doc,
		_("The intermediary can no longer be kept in this record: {0}").format(name),
	)


def _forget_versions(kind: str, name: str, quoted: str) -> None:
	about = {"ref_doctype": kind, "docname": name, "data": ("like", f'%"{quoted}"%')}
	frappe.db.delete("Version", about)
