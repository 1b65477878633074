"""Load the facts for a meeting's brief, in a fixed number of queries.

Permissions of the current user are not checked: a brief is for the whole team, and facts that its least cleared
member may not read are removed by ``domain/brief_facts.visible``.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import frappe
from frappe.utils import cint, getdate

from stakeholder_crm.access.permissions import visible_names, visible_pairs
from stakeholder_crm.access.vault.read_opened import open_rows
from stakeholder_crm.access.vault.sealed_document import opened
from stakeholder_crm.access.viewers import load_viewer
from stakeholder_crm.base.doctypes import BRIEF, MEETING
from stakeholder_crm.base.full_names import full_names
from stakeholder_crm.base.pairs import pair_of
from stakeholder_crm.domain.brief_facts import (
	AssessmentFact,
	BriefFacts,
	CareFact,
	ChannelFact,
	CommitmentFact,
	ConcernFact,
	FactScope,
	MeetingFact,
	Participant,
	Source,
	StakeholderFact,
	TieFact,
	redact,
)
from stakeholder_crm.domain.clearance import level_of
from stakeholder_crm.domain.ties import SYMMETRIC_TIES
from stakeholder_crm.engagement.briefs.load_history import load_brief_history
from stakeholder_crm.engagement.briefs.load_people import BriefPeople, load_brief_people
from stakeholder_crm.engagement.meetings.local_time import in_meeting_zone, meeting_zone

OPEN_COMMITMENTS = ("Open", "In Progress", "Renegotiated")


def load_facts(meeting: Any) -> BriefFacts:
	"""Load the facts for a meeting's brief.

	Args:
		meeting: the Stakeholder Meeting document.

	Returns:
			The facts, with the ``cleared`` scopes that every team member may read.
	"""
	people = load_brief_people(meeting)
	history = load_brief_history(meeting.name, people)
	references = [meeting.case_ref or "", *history.case_references]
	met = {fact.scope for fact in history.touches}
	stakeholders = [replace(fact, met=fact.met or fact.scope in met) for fact in people.facts.values()]
	with opened(meeting):
		about, participants = _meeting(meeting), tuple(_participant(row) for row in meeting.participants)
	facts = BriefFacts(
		meeting=about,
		participants=participants,
		stakeholders=tuple(stakeholders),
		assessments=tuple(_assessments(people)),
		touches=history.touches,
		commitments=tuple(_commitments(people)),
		concerns=tuple(_concerns(people)),
		adaptations=history.adaptations,
		care=tuple(_care(people)),
		channels=tuple(_channels(people)),
		ties=tuple(_ties(people)),
	)
	facts = _without(facts, references)
	return replace(facts, cleared=_cleared(meeting, facts))


def team_of(meeting: Any) -> list[str]:
	"""The users that a meeting's brief is for: its lead and team, each once."""
	return list(dict.fromkeys(user for user in (meeting.lead, *(row.user for row in meeting.team)) if user))


def _meeting(meeting: Any) -> MeetingFact:
	source = Source(
		MEETING,
		meeting.name,
		getdate(meeting.modified),
		first_hand=True,
		level=level_of(meeting.confidentiality),
		about=frozenset(),
	)
	return MeetingFact(
		source=source,
		kind=meeting.kind or "",
		starts_on=in_meeting_zone(meeting, meeting.starts_on).replace(tzinfo=None),
		ends_on=in_meeting_zone(meeting, meeting.ends_on).replace(tzinfo=None),
		time_zone=meeting_zone(meeting).key,
		location=meeting.location or "",
		postponed=meeting.status == "Postponed",
		purpose=meeting.purpose or "",
		desired_outcome=meeting.desired_outcome or "",
		agenda=meeting.agenda or "",
		engagement_level=meeting.engagement_level or "",
		ground_rules=meeting.ground_rules or "",
		disclosure_boundary=meeting.disclosure_boundary or "",
	)


def _participant(row: Any) -> Participant:
	return Participant(
		scope=pair_of(row) if row.stakeholder else None,
		name=row.stakeholder_name or row.guest_name or "",
		role=row.role or "",
		invited=bool(row.invited),
		represented_by=row.represented_by or "",
	)


def _rows(
	doctype: str, people: BriefPeople, fields: list[str], order_by: list[str], **only: Any
) -> list[Any]:
	"""Rows of a DocType linked to the meeting's stakeholders, in one query."""
	if not people.facts:
		return []
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(*(table[name] for name in fields)).where(people.among(table))
	for fieldname, values in only.items():
		query = query.where(table[fieldname].isin(values))
	for fieldname in order_by:
		query = query.orderby(table[fieldname])
	rows = query.run(as_dict=True)
	open_rows(doctype, rows)
	return rows


def _source(doctype: str, row: Any, fact: StakeholderFact, on: Any, first_hand: bool) -> Source:
	return Source(
		doctype,
		row.name,
		getdate(on) if on else None,
		first_hand=first_hand,
		level=fact.source.level,
		about=frozenset({fact.scope}),
	)


def _assessments(people: BriefPeople) -> Iterable[AssessmentFact]:
	fields = [
		"name",
		"stakeholder_type",
		"stakeholder",
		"assessed_on",
		"meeting_log",
		"current_position",
		"desired_position",
		"trust",
		"influence",
		"interest",
	]
	by_scope: dict[FactScope, list[Any]] = {}
	for row in _rows("Stakeholder Assessment", people, fields, ["assessed_on", "name"]):
		by_scope.setdefault(pair_of(row), []).append(row)
	for scope, rows in by_scope.items():
		fact, newest = people.facts[scope], rows[-1]
		yield AssessmentFact(
			source=_source(
				"Stakeholder Assessment", newest, fact, newest.assessed_on, bool(newest.meeting_log)
			),
			scope=scope,
			name=fact.name,
			current_position=newest.current_position or "",
			desired_position=newest.desired_position or "",
			trust=cint(newest.trust),
			trust_before=cint(rows[-2].trust) if len(rows) > 1 else None,
			influence=cint(newest.influence),
			interest=cint(newest.interest),
		)


def _commitments(people: BriefPeople) -> Iterable[CommitmentFact]:
	fields = [
		"name",
		"stakeholder_type",
		"stakeholder",
		"promise",
		"direction",
		"status",
		"made_on",
		"due_on",
		"responsible",
		"meeting_log",
	]
	rows = _rows("Stakeholder Commitment", people, fields, ["due_on", "name"], status=OPEN_COMMITMENTS)
	assignees = full_names(row.responsible for row in rows)
	for row in rows:
		fact = people.facts[pair_of(row)]
		ours = row.direction == "Ours"
		yield CommitmentFact(
			source=_source("Stakeholder Commitment", row, fact, row.made_on, ours or bool(row.meeting_log)),
			scope=fact.scope,
			name=fact.name,
			promise=row.promise or "",
			ours=ours,
			due_on=getdate(row.due_on),
			status=row.status,
			responsible=assignees.get(row.responsible, ""),
		)


def _concerns(people: BriefPeople) -> Iterable[ConcernFact]:
	fields = [
		"name",
		"stakeholder_type",
		"stakeholder",
		"said",
		"severity",
		"status",
		"raised_on",
		"did",
		"cannot_act_reason",
		"reported_back_on",
		"meeting_log",
	]
	states = ("Raised", "Acknowledged", "Acting", "Cannot Act", "Reported Back")
	for row in _rows("Stakeholder Concern", people, fields, ["raised_on", "name"], status=states):
		fact = people.facts[pair_of(row)]
		yield ConcernFact(
			source=_source("Stakeholder Concern", row, fact, row.raised_on, bool(row.meeting_log)),
			scope=fact.scope,
			name=fact.name,
			said=row.said or "",
			severity=row.severity or "",
			status=row.status,
			did=row.did or "",
			cannot_act_reason=row.cannot_act_reason or "",
			reported_back_on=getdate(row.reported_back_on) if row.reported_back_on else None,
		)


def _care(people: BriefPeople) -> Iterable[CareFact]:
	fields = ["parenttype", "parent", "kind", "text", "source", "noted_on"]
	for row in people.children("Stakeholder Care Note", fields):
		fact = people.facts[(row.parenttype, row.parent)]
		noted_on = getdate(row.noted_on) if row.noted_on else fact.source.on
		yield CareFact(
			source=replace(fact.source, on=noted_on, first_hand=not row.source),
			scope=fact.scope,
			name=fact.name,
			do=row.kind == "Do",
			text=row.text or "",
			told_by=row.source or "",
		)


def _channels(people: BriefPeople) -> Iterable[ChannelFact]:
	for scope, (through, name, level) in people.intermediaries.items():
		fact = people.facts[scope]
		source = replace(fact.source, level=max(fact.source.level, level), about=frozenset({scope, through}))
		yield ChannelFact(source=source, scope=scope, name=fact.name, through=name)


def _ties(people: BriefPeople) -> Iterable[TieFact]:
	fields = ["parenttype", "parent", "stakeholder_type", "stakeholder", "kind", "strength", "since"]
	seen: set[tuple[frozenset[FactScope], str]] = set()
	for row in people.children("Stakeholder Tie", fields):
		one = people.facts[(row.parenttype, row.parent)]
		other = people.facts.get(pair_of(row))
		key = (frozenset({one.scope, pair_of(row)}), row.kind)
		if other is None or (row.kind in SYMMETRIC_TIES and key in seen):
			continue
		seen.add(key)
		yield TieFact(
			source=replace(
				one.source,
				level=max(one.source.level, other.source.level),
				about=frozenset({one.scope, other.scope}),
			),
			one=one.name,
			other=other.name,
			kind=row.kind,
			strength=row.strength or "",
			since=getdate(row.since) if row.since else None,
		)


def _without(facts: BriefFacts, references: list[str]) -> BriefFacts:
	"""The facts, without case references in any text."""
	if not any(references):
		return facts

	def clean(fact: Any) -> Any:
		texts = {
			name: redact(value, references)
			for name in fact.__slots__
			if isinstance(value := getattr(fact, name), str) and name not in ("status", "severity", "kind")
		}
		return replace(fact, **texts)

	return replace(
		facts,
		meeting=clean(facts.meeting),
		touches=tuple(map(clean, facts.touches)),
		commitments=tuple(map(clean, facts.commitments)),
		concerns=tuple(map(clean, facts.concerns)),
		adaptations=tuple(map(clean, facts.adaptations)),
		care=tuple(map(clean, facts.care)),
	)


def _cleared(meeting: Any, facts: BriefFacts) -> frozenset[FactScope]:
	"""The scopes that every team member may read. Members whose role reads no briefs are ignored."""
	groups = (
		facts.stakeholders,
		facts.touches,
		facts.adaptations,
		facts.channels,
		facts.ties,
	)
	scopes = {scope for group in groups for fact in group for scope in fact.source.about}
	meetings = [name for doctype, name in scopes if doctype == MEETING]
	team = team_of(meeting)
	for user in [user for user in team if load_viewer(user).reads(BRIEF)] or team:
		cleared = visible_pairs(user, scopes)
		cleared |= {(MEETING, name) for name in visible_names(MEETING, meetings, user)}
		scopes &= cleared
	return frozenset(scopes)
