"""When a stakeholder becomes more confidential, remove their name from records that more people may read."""

from collections.abc import Collection, Iterable

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.base.doctypes import TIE
from stakeholder_crm.base.notify import notify_user
from stakeholder_crm.base.pairs import KINDS, Pair, display_names, load_pairs, pair_of
from stakeholder_crm.domain.clearance import Level, level_of
from stakeholder_crm.domain.ties import SYMMETRIC_TIES


def redact_names(stakeholder: Document) -> set[Pair]:
	"""Move ties from less confidential records to theirs, and clear them there as intermediary.

	Call it while the stakeholder is being saved: the ties become rows of that document. A tie that reads differently
	from the other end becomes Colleague. Versions of those records are deleted where they quote the name.

	Args:
			stakeholder: a stakeholder whose level was just raised.

	Returns:
			The stakeholders that were reached through them: documents about these may also contain the name.
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
		_delete_versions(kind, name, stakeholder.name)
		frappe.clear_document_cache(kind, name)
	for kind, name in reached:
		_clear_intermediary(kind, name)
	return reached


def _lower(pairs: Iterable[Pair], level: Level) -> set[Pair]:
	rows = load_pairs(pairs, ["confidentiality"])
	return {pair for pair, row in rows.items() if level_of(row.confidentiality) < level}


def _append(stakeholder: Document, ties: Collection[frappe._dict]) -> None:
	there = {pair_of(tie) for tie in stakeholder.ties}
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
	"""Remove the intermediary. Messages are blocked until the owner decides."""
	doc = frappe.get_doc(kind, name)
	doc.db_set({"intermediary_type": None, "intermediary": None}, update_modified=False)
	notify_user(
		doc.relationship_owner,
		doc,
		_("The intermediary was removed from {0}. Choose another way to contact them.").format(name),
	)


def _delete_versions(kind: str, name: str, quoted: str) -> None:
	about = {"ref_doctype": kind, "docname": name, "data": ("like", f'%"{quoted}"%')}
	frappe.db.delete("Version", about)
