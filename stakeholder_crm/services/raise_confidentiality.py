"""A meeting is at least as confidential as the people who come to it."""

import frappe
from frappe.model.document import Document

from stakeholder_crm.domain.clearance import Level, level_of, name_of


def raise_meetings(stakeholder: Document, method: str | None = None) -> None:
	"""Raise every meeting of a stakeholder to the stakeholder's own level; lower none.

	Args:
		stakeholder: a stakeholder that was just saved.
		method: the document event, as Frappe passes it.
	"""
	level = level_of(stakeholder.confidentiality)
	if level == Level.OPEN or not stakeholder.has_value_changed("confidentiality"):
		return
	meeting = frappe.qb.DocType("Stakeholder Meeting")
	participant = frappe.qb.DocType("Meeting Participant")
	theirs = (
		frappe.qb.from_(participant)
		.select(participant.parent)
		.where(
			(participant.stakeholder_type == stakeholder.doctype)
			& (participant.stakeholder == stakeholder.name)
			& (participant.parenttype == "Stakeholder Meeting")
		)
	)
	(
		frappe.qb.update(meeting)
		.set(meeting.confidentiality, name_of(level))
		.where(meeting.name.isin(theirs))
		.where(meeting.confidentiality.isin([name_of(lower) for lower in Level if lower < level]))
		.run()
	)
