"""Find other meetings of a meeting's people at the same time."""

from dataclasses import dataclass
from datetime import datetime

import frappe
from frappe.model.document import Document
from frappe.utils import get_datetime, get_fullname

from stakeholder_crm.access.permissions import visible_names
from stakeholder_crm.base.doctypes import MEETING
from stakeholder_crm.base.pairs import pair_of
from stakeholder_crm.domain.meetings import CALLED_OFF


@dataclass(frozen=True, slots=True)
class Overlap:
	"""Another meeting at that time. ``meeting`` is None if the user may not see it."""

	who: str
	meeting: str | None
	starts_on: datetime
	ends_on: datetime


def find_overlaps(doc: Document) -> list[Overlap]:
	"""Other meetings, at the same time, of the people in this one.

	Conflicts of team members are always shown. A stakeholder's other meeting is shown only if the user may see it:
	that two people meet can itself be confidential.

	Args:
			doc: a Stakeholder Meeting, saved or not, with start and end.
	"""
	others = _at_that_time(doc)
	if not others:
		return []
	visible = visible_names(MEETING, list(others))
	found = [
		Overlap(get_fullname(user), name if name in visible else None, *others[name][1:])
		for name, user in _team_members(doc, others)
	]
	found += [
		Overlap(who, name, *others[name][1:]) for name, who in _stakeholders(doc, others) if name in visible
	]
	return sorted(found, key=lambda overlap: (overlap.starts_on, overlap.who))


def _at_that_time(doc: Document) -> dict[str, tuple[str, datetime, datetime]]:
	"""(lead, start, end) of each other meeting that is not cancelled or postponed, by name."""
	rows = frappe.get_all(
		MEETING,
		filters={
			"name": ("!=", doc.name or ""),
			"status": ("not in", sorted(CALLED_OFF)),
			"starts_on": ("<", get_datetime(doc.ends_on)),
			"ends_on": (">", get_datetime(doc.starts_on)),
		},
		fields=["name", "lead", "starts_on", "ends_on"],
		order_by="starts_on, name",
	)
	return {row.name: (row.lead, row.starts_on, row.ends_on) for row in rows}


def _team_members(doc: Document, others: dict[str, tuple]) -> set[tuple[str, str]]:
	ours = {doc.lead, *(row.user for row in doc.team)}
	members = frappe.get_all(
		"Meeting Team Member",
		filters={
			"parenttype": MEETING,
			"parent": ("in", list(others)),
			"user": ("in", sorted(filter(None, ours))),
		},
		fields=["parent", "user"],
		order_by="parent, idx",
	)
	leads = {(name, values[0]) for name, values in others.items() if values[0] in ours}
	return leads | {(row.parent, row.user) for row in members}


def _stakeholders(doc: Document, others: dict[str, tuple]) -> set[tuple[str, str]]:
	shown = {pair: row.stakeholder_name for row in doc.participants if all(pair := pair_of(row))}
	if not shown:
		return set()
	rows = frappe.get_all(
		"Meeting Participant",
		filters={
			"parenttype": MEETING,
			"parent": ("in", list(others)),
			"stakeholder": ("in", sorted({name for _kind, name in shown})),
		},
		fields=["parent", "stakeholder_type", "stakeholder"],
		order_by="parent, idx",
	)
	return {(row.parent, shown[pair]) for row in rows if (pair := pair_of(row)) in shown}
