"""Load the history of the participants: last contacts, and what worked in earlier meetings."""

from dataclasses import dataclass
from typing import Any

import frappe
from frappe.query_builder.functions import Max
from frappe.utils import getdate

from stakeholder_crm.access.vault.read_opened import open_rows
from stakeholder_crm.base.doctypes import MEETING, MEETING_LOG
from stakeholder_crm.base.pairs import pair_of
from stakeholder_crm.domain.brief_facts import AdaptationFact, ContactFact, FactScope, Source
from stakeholder_crm.domain.clearance import level_of
from stakeholder_crm.engagement.briefs.load_people import BriefPeople

# More than a brief shows, since some may be removed.
ADAPTATIONS = 20
# The most serious first.
TRUST = ("Shrank", "Grew", "Same", "")


@dataclass(frozen=True, slots=True)
class BriefHistory:
	"""Facts from submitted logs, and the case references of their meetings, to remove them from texts."""

	touches: tuple[ContactFact, ...] = ()
	adaptations: tuple[AdaptationFact, ...] = ()
	case_references: tuple[str, ...] = ()


def load_brief_history(meeting: str, people: BriefPeople) -> BriefHistory:
	"""Read the logs of other meetings that these people attended, in two queries.

	Args:
			meeting: name of the brief's meeting. Its own log is left out.
			people: the stakeholders who attend.
	"""
	if not people.facts:
		return BriefHistory()
	touches = _last_contacts(meeting, people)
	adaptations = _adapted(meeting, people)
	return BriefHistory(
		tuple(_contact(row, people) for row in touches),
		tuple(_adaptation(row) for row in adaptations),
		tuple(row.case_ref for row in (*touches, *adaptations) if row.case_ref),
	)


def _last_contacts(meeting: str, people: BriefPeople) -> list[Any]:
	"""One row per stakeholder: the latest log of a meeting they attended."""
	log, row, held = _tables()
	attended = (
		frappe.qb.from_(row)
		.join(log)
		.on((log.name == row.parent) & (row.parenttype == "Meeting Log"))
		.where((log.docstatus == 1) & (row.attended == 1) & (log.meeting != meeting))
		.where(people.among(row))
	)
	newest = (
		attended.select(row.stakeholder_type, row.stakeholder, Max(log.held_from).as_("held_from"))
		.groupby(row.stakeholder_type, row.stakeholder)
		.as_("newest")
	)
	# Compared in the database, since a value read and passed back may differ.
	found = (
		attended.join(held)
		.on(held.name == log.meeting)
		.join(newest)
		.on(
			(newest.stakeholder_type == row.stakeholder_type)
			& (newest.stakeholder == row.stakeholder)
			& (newest.held_from == log.held_from)
		)
		.select(
			row.stakeholder_type,
			row.stakeholder,
			row.name.as_("attendance"),
			row.contribution,
			row.trust_change,
			log.name,
			log.held_from,
			log.summary,
			log.meeting,
			held.confidentiality,
			held.case_ref,
		)
		.orderby(log.name)
		.orderby(row.idx)
		.run(as_dict=True)
	)
	_open_texts(found)
	# If two logs have the same time, use the one with the later name.
	newest_log = {pair_of(touch): touch.name for touch in found}
	touches: dict[FactScope, Any] = {}
	for touch in found:
		scope = pair_of(touch)
		if touch.name == newest_log[scope]:
			touches[scope] = _together(touches.get(scope), touch)
	return list(touches.values())


def _open_texts(touches: list[Any]) -> None:
	open_rows(MEETING_LOG, touches)
	rows = [
		frappe._dict(
			name=touch.attendance, parenttype=MEETING_LOG, parent=touch.name, contribution=touch.contribution
		)
		for touch in touches
	]
	open_rows("Meeting Attendance", rows)
	for touch, row in zip(touches, rows, strict=True):
		touch.contribution = row.contribution


def _together(first: Any | None, touch: Any) -> Any:
	"""Combine two people of one agency at one meeting. The more serious trust change wins."""
	if first is None:
		return touch
	contributions = (text for text in (first.contribution, touch.contribution) if text)
	first.contribution = "; ".join(dict.fromkeys(contributions))
	first.trust_change = min(first.trust_change or "", touch.trust_change or "", key=TRUST.index)
	return first


def _adapted(meeting: str, people: BriefPeople) -> list[Any]:
	"""The latest logs with What Worked filled in, where any of these people attended."""
	log, row, held = _tables()
	there = (
		frappe.qb.from_(row)
		.select(row.parent)
		.where((row.parenttype == "Meeting Log") & (row.attended == 1))
		.where(people.among(row))
	)
	rows = (
		frappe.qb.from_(log)
		.join(held)
		.on(held.name == log.meeting)
		.select(
			log.name,
			log.held_from,
			log.adaptations,
			log.outcome,
			log.meeting,
			held.confidentiality,
			held.case_ref,
		)
		.where((log.docstatus == 1) & (log.meeting != meeting) & log.name.isin(there))
		.where(log.adaptations.isnotnull() & (log.adaptations != ""))
		.orderby(log.held_from, order=frappe.qb.desc)
		.orderby(log.name, order=frappe.qb.desc)
		.limit(ADAPTATIONS)
		.run(as_dict=True)
	)
	open_rows(MEETING_LOG, rows)
	return rows


def _tables() -> tuple[Any, Any, Any]:
	return (
		frappe.qb.DocType("Meeting Log"),
		frappe.qb.DocType("Meeting Attendance"),
		frappe.qb.DocType(MEETING),
	)


def _contact(row: Any, people: BriefPeople) -> ContactFact:
	fact = people.facts[pair_of(row)]
	return ContactFact(
		source=_source(row, fact.source.level, frozenset({fact.scope})),
		scope=fact.scope,
		name=fact.name,
		summary=row.summary or "",
		contribution=row.contribution or "",
		trust_change=row.trust_change or "",
	)


def _adaptation(row: Any) -> AdaptationFact:
	return AdaptationFact(
		source=_source(row, level_of("Open"), frozenset()),
		text=row.adaptations,
		outcome=row.outcome or "",
	)


def _source(row: Any, at_least: Any, about: frozenset[FactScope]) -> Source:
	"""A log is as confidential as its meeting, and a fact about a person at least as confidential as the person."""
	return Source(
		"Meeting Log",
		row.name,
		getdate(row.held_from),
		first_hand=True,
		level=max(level_of(row.confidentiality), at_least),
		about=about | {(MEETING, row.meeting)},
	)
