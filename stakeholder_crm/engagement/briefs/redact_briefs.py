"""Remove the content of briefs that contain more than their readers may know now."""

from collections.abc import Collection
from typing import Any

import frappe

from stakeholder_crm.access.vault.sealed_rows import delete_texts
from stakeholder_crm.base.doctypes import BRIEF, MEETING
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.domain.brief_facts import FactScope
from stakeholder_crm.domain.clearance import Level, level_of


def on_stakeholder_change(doc: Any, method: str | None = None) -> None:
	"""When a stakeholder becomes more confidential or changes their alias, redact all briefs that name them."""
	before = doc.get_doc_before_save()
	level = level_of(doc.confidentiality)
	if before is None:
		return
	renamed = level is Level.CONFIDENTIAL and doc.display_name != before.display_name
	if renamed or level > level_of(before.confidentiality):
		pair = (doc.doctype, doc.name)
		_redact_about(pair, _reached_through(pair) | (doc.flags.reached_before or set()))


def redact_brief(briefs: Collection[str]) -> None:
	"""Remove the content of these versions and make them Void. Any status allows this.

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
	# The version log quotes the content.
	frappe.db.delete("Version", {"ref_doctype": BRIEF, "docname": ("in", names)})
	for name in names:
		delete_texts((BRIEF, name))
		frappe.clear_document_cache(BRIEF, name)


def _redact_about(pair: FactScope, reached: Collection[FactScope]) -> None:
	"""Redact every version for meetings they take part in, or took part in earlier."""
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
	"""The stakeholders that are reached only through this one: their briefs name it too."""
	kind, name = pair
	return {
		(one, found)
		for one in KINDS
		for found in frappe.get_all(
			one, filters={"intermediary_type": kind, "intermediary": name}, pluck="name", order_by="name"
		)
	}
