"""A meeting is at least as confidential as the people who come to it."""

import frappe
from frappe.model.document import Document

from stakeholder_crm.domain.clearance import Level, level_of, name_of

LOG_TABLES = ("Meeting Attendance", "Meeting Log Concern", "Meeting Log Commitment")


def raise_meetings(stakeholder: Document, method: str | None = None) -> None:
	"""Raise every meeting of a stakeholder to the stakeholder's own level; lower none.

	Args:
		stakeholder: a stakeholder that was just saved.
		method: the document event, as Frappe passes it.
	"""
	level = level_of(stakeholder.confidentiality)
	if level == Level.OPEN or not stakeholder.has_value_changed("confidentiality"):
		return
	names = _parents("Meeting Participant", stakeholder) | _named_in_logs(stakeholder)
	if not names:
		return
	meeting = frappe.qb.DocType("Stakeholder Meeting")
	(
		frappe.qb.update(meeting)
		.set(meeting.confidentiality, name_of(level))
		.where(meeting.name.isin(sorted(names)))
		.where(meeting.confidentiality.isin([name_of(lower) for lower in Level if lower < level]))
		.run()
	)


def _parents(child: str, stakeholder: Document) -> set[str]:
	"""The parents of those rows of a child table that name the stakeholder."""
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
		frappe.get_all("Meeting Log", filters={"name": ("in", sorted(logs))}, pluck="meeting", order_by="name")
	)
