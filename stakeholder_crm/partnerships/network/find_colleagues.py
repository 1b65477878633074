"""Find the colleagues who know a stakeholder: owners, and those who met them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime

import frappe
from pypika.queries import QueryBuilder
from pypika.terms import Criterion

from stakeholder_crm.access.visible_table import visible_records
from stakeholder_crm.base.doctypes import MEETING, MEETING_LOG
from stakeholder_crm.base.full_names import full_names
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.domain.network import Node


def find_colleagues(people: Mapping[Node, frappe._dict], since: datetime) -> dict[Node, list[str]]:
	"""The full names of current colleagues who know each stakeholder.

	Args:
		people: a few hundred at most, with ``relationship_owner`` and ``backup_owner``.
		since: earlier meetings do not count, nor do meetings that the session's user may not list.

	Returns:
		By stakeholder, sorted names.
	"""
	known: dict[Node, set[str]] = {
		node: {user for user in (row.relationship_owner, row.backup_owner) if user}
		for node, row in people.items()
	}
	for node, user in _met_by(list(people), since):
		known[node].add(user)
	names = full_names((user for users in known.values() for user in users), enabled=1)
	return {node: sorted(names[user] for user in users if user in names) for node, users in known.items()}


def _met_by(nodes: list[Node], since: datetime) -> Iterator[tuple[Node, str]]:
	"""The leads and team members of meetings that a stakeholder attended."""
	if not nodes:
		return
	meeting, member = frappe.qb.DocType(MEETING), frappe.qb.DocType("Meeting Team Member")
	teams = _attended(nodes, since).inner_join(member)
	teams = teams.on((member.parent == meeting.name) & (member.parenttype == MEETING)).select(member.user)
	for query in (_attended(nodes, since).select(meeting.lead), teams):
		for kind, name, user in query.run():
			if user:
				yield (kind, name), user


def _attended(nodes: list[Node], since: datetime) -> QueryBuilder:
	"""Attendance from submitted logs. Its rows and the meeting's team are visible with the log."""
	row = frappe.qb.DocType("Meeting Attendance")
	log, meeting = frappe.qb.DocType(MEETING_LOG), frappe.qb.DocType(MEETING)
	names: defaultdict[str, list[str]] = defaultdict(list)
	for kind, name in nodes:
		names[kind].append(name)
	wanted = [
		(row.stakeholder_type == kind) & row.stakeholder.isin(names[kind]) for kind in KINDS if names[kind]
	]
	return (
		frappe.qb.from_(row)
		.inner_join(log)
		.on((log.name == row.parent) & (row.parenttype == MEETING_LOG))
		.inner_join(meeting)
		.on(meeting.name == log.meeting)
		.select(row.stakeholder_type, row.stakeholder)
		.distinct()
		.where((row.attended == 1) & (log.docstatus == 1) & (log.held_from >= since))
		.where(Criterion.any(wanted))
		.where(visible_records(MEETING_LOG))
		.where(visible_records(MEETING))
		.orderby(row.stakeholder_type, row.stakeholder)
	)
