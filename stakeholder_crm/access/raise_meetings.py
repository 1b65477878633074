"""A meeting is at least as confidential as its participants and the people named in its log."""

from collections.abc import Iterable

import frappe
from frappe.model.document import Document

from stakeholder_crm.access.levels import level_of_people
from stakeholder_crm.access.permissions import LOG_TABLES
from stakeholder_crm.access.vault.follow_level import follow_raised
from stakeholder_crm.base.doctypes import MEETING
from stakeholder_crm.base.pairs import Pair
from stakeholder_crm.domain.clearance import Level, level_of, name_of


def on_stakeholder_change(stakeholder: Document, method: str | None = None) -> None:
	"""Raise every meeting of a stakeholder whose level was changed.

	Args:
		stakeholder: a stakeholder that was just saved.
		method: the document event, as Frappe passes it.
	"""
	if stakeholder.get_doc_before_save() and stakeholder.has_value_changed("confidentiality"):
		raise_meetings_of((stakeholder.doctype, stakeholder.name), level_of(stakeholder.confidentiality))


def raise_meetings_of(pair: Pair, level: Level) -> None:
	"""Raise every meeting that a stakeholder attends, or whose log names them, to at least this level.

	Args:
		pair: the stakeholder.
		level: of the stakeholder.
	"""
	_raise(_parents("Meeting Participant", pair) | _named_in_logs(pair), level)


def raise_meeting(meeting: str, pairs: Iterable[Pair]) -> None:
	"""Raise a meeting to at least the level of these stakeholders.

	Args:
		meeting: name of a Stakeholder Meeting.
		pairs: stakeholders who attended or were mentioned.
	"""
	_raise({meeting}, level_of_people(pairs))


def _raise(meetings: set[str], level: Level) -> None:
	"""Meetings are never lowered. One that is raised may be open in a form elsewhere: that must not make it outdated."""
	lower = [name_of(one) for one in Level if one < level]
	if not meetings or not lower:
		return
	about = {"name": ("in", sorted(meetings)), "confidentiality": ("in", lower)}
	raised = frappe.get_all(MEETING, filters=about, pluck="name", order_by="name")
	for name in raised:
		frappe.db.set_value(MEETING, name, "confidentiality", name_of(level), update_modified=False)
	if level is Level.CONFIDENTIAL:
		follow_raised(raised)


def _parents(child: str, pair: Pair) -> set[str]:
	"""The parents of rows of a child table that name the stakeholder."""
	return set(
		frappe.get_all(
			child,
			filters={"stakeholder_type": pair[0], "stakeholder": pair[1]},
			pluck="parent",
			order_by="parent",
		)
	)


def _named_in_logs(pair: Pair) -> set[str]:
	logs = set().union(*(_parents(child, pair) for child in LOG_TABLES))
	if not logs:
		return set()
	return set(
		frappe.get_all(
			"Meeting Log", filters={"name": ("in", sorted(logs))}, pluck="meeting", order_by="name"
		)
	)
