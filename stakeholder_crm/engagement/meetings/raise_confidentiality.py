"""A meeting is at least as confidential as its participants and the people named in its log."""

from collections.abc import Iterable

import frappe
from frappe.model.document import Document

from stakeholder_crm.access.permissions import LOG_TABLES
from stakeholder_crm.base.doctypes import MEETING
from stakeholder_crm.base.pairs import Pair, load_pairs
from stakeholder_crm.domain.clearance import Level, level_of, most, name_of


def raise_meetings(stakeholder: Document, method: str | None = None) -> None:
	"""Raise every meeting of a stakeholder to the stakeholder's level. Meetings are never lowered.

	Args:
		stakeholder: a stakeholder that was just saved.
		method: the document event, as Frappe passes it.
	"""
	level = level_of(stakeholder.confidentiality)
	if stakeholder.get_doc_before_save() is None:
		return
	if level == Level.OPEN or not stakeholder.has_value_changed("confidentiality"):
		return
	names = _parents("Meeting Participant", stakeholder) | _named_in_logs(stakeholder)
	if not names:
		return
	meeting = frappe.qb.DocType(MEETING)
	(
		frappe.qb.update(meeting)
		.set(meeting.confidentiality, name_of(level))
		.where(meeting.name.isin(sorted(names)))
		.where(meeting.confidentiality.isin([name_of(lower) for lower in Level if lower < level]))
		.run()
	)


def raise_meeting(meeting: str, pairs: Iterable[Pair]) -> None:
	"""Raise a meeting to at least the level of these stakeholders. It is never lowered.

	Args:
		meeting: name of a Stakeholder Meeting.
			pairs: stakeholders who attended or were mentioned.
	"""
	needed = most(row.confidentiality for row in load_pairs(pairs, ["confidentiality"]).values())
	if needed > level_of(frappe.db.get_value(MEETING, meeting, "confidentiality")):
		# The meeting's form may be open elsewhere: raising the level must not make it outdated.
		frappe.db.set_value(MEETING, meeting, "confidentiality", name_of(needed), update_modified=False)


def _parents(child: str, stakeholder: Document) -> set[str]:
	"""The parents of rows of a child table that name the stakeholder."""
	return set(
		frappe.get_all(
			child,
			filters={"stakeholder_type": stakeholder.doctype, "stakeholder": stakeholder.name},
			pluck="parent",
			order_by="parent",
		)
	)


def _named_in_logs(stakeholder: Document) -> set[str]:
	logs = set().union(*(_parents(child, stakeholder) for child in LOG_TABLES))
	if not logs:
		return set()
	return set(
		frappe.get_all(
			"Meeting Log", filters={"name": ("in", sorted(logs))}, pluck="meeting", order_by="name"
		)
	)
