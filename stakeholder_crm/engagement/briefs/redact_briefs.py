"""Take the content out of briefs that say more than their readers may know by now."""

from collections.abc import Collection
from typing import Any

import frappe

from stakeholder_crm.base.doctypes import BRIEF, MEETING
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.domain.brief_facts import FactScope
from stakeholder_crm.domain.clearance import Level, level_of


def on_stakeholder_change(doc: Any, method: str | None = None) -> None:
	"""Somebody grew more confidential, or needs another alias: no brief may go on naming them, at once."""
	before = doc.get_doc_before_save()
	level = level_of(doc.confidentiality)
	if before is None:
		return
	renamed = level is Level.CONFIDENTIAL and doc.display_name != before.display_name
	if renamed or level > level_of(before.confidentiality):
		pair = (doc.doctype, doc.name)
		_empty_about(pair, _reached_through(pair) | (doc.flags.reached_before or set()))


def redact_brief(briefs: Collection[str]) -> None:
	"""Empty these versions and make them Void, which every state may become.

	Args:
		briefs: names of Meeting Briefs.
	"""
	if not briefs:
		return
	names = sorted(briefs)
	line, brief = frappe.qb.DocType("Brief Line"), frappe.qb.DocType(BRIEF)
	frappe.qb.from_(line).delete().where((line.parenttype == BRIEF) & line.parent.isin(names)).run()
	void = frappe.qb.update(brief).set(brief.status, "Void").set(brief.what_changed, "")
	void.where(brief.name.isin(names)).run()
	# What was tracked of them quotes them.
	frappe.db.delete("Version", {"ref_doctype": BRIEF, "docname": ("in", names)})
	for name in names:
		frappe.clear_document_cache(BRIEF, name)


def _empty_about(pair: FactScope, reached: Collection[FactScope]) -> None:
	"""Empty every version for a meeting they take part in, and those from when they still did."""
	names = [name for _kind, name in (pair, *reached)]
	meetings = frappe.get_all(
		"Meeting Participant",
		filters={"parenttype": MEETING, "stakeholder_type": ("in", KINDS), "stakeholder": ("in", names)},
		pluck="parent",
		order_by="parent",
	)
	of_meetings = frappe.get_all(
		BRIEF, filters={"meeting": ("in", meetings or [""])}, pluck="name", order_by="name"
	)
	by_source = frappe.get_all(
		"Brief Line",
		filters={"parenttype": BRIEF, "source_doctype": ("in", KINDS), "source_name": ("in", names)},
		pluck="parent",
		order_by="parent",
	)
	redact_brief({*of_meetings, *by_source})


def _reached_through(pair: FactScope) -> set[FactScope]:
	"""Those who are reached only through this stakeholder: their briefs name the stakeholder too."""
	kind, name = pair
	return {
		(one, found)
		for one in KINDS
		for found in frappe.get_all(
			one, filters={"intermediary_type": kind, "intermediary": name}, pluck="name", order_by="name"
		)
	}
