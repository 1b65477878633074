"""Talking points, as open questions: what to ask each person, from what is between us."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from stakeholder_crm.domain.brief_facts import BriefFacts, CommitmentFact, ConcernFact, FactScope, attendees
from stakeholder_crm.domain.brief_line import ComposedLine, Voice, clip

# Nobody asks more than a handful in one meeting.
FEW = 3
QUOTE = 100


def talking_points(facts: BriefFacts, today: date, voice: Voice, room: int) -> Iterator[ComposedLine]:
	"""Open questions for the room, concerns first: two a person among few, one among many.

	Args:
		facts: what the whole team may read, in the order of the room.
		today: the day on which a promise of ours counts as overdue.
		voice: how to say things in the reader's language.
		room: how many questions there is room for.
	"""
	_ = voice.translate
	yield from _everybody(facts, voice)
	people = attendees(facts)
	each = 2 if len(people) <= FEW else 1
	asked = 0
	for person in people:
		if person.scope is None or asked >= room:
			continue
		between_us = islice(_between_us(person.scope, facts, today, voice), min(each, room - asked))
		for line in list(between_us) or list(_getting_to_know(person.scope, facts, voice)):
			asked += 1
			yield line


def _everybody(facts: BriefFacts, voice: Voice) -> Iterator[ComposedLine]:
	_ = voice.translate
	if outcome := facts.meeting.desired_outcome:
		text = _("Everybody: what would it take to reach “{0}”?").format(clip(outcome, QUOTE))
		yield ComposedLine("Talking Points", text, facts.meeting.source)


def _between_us(scope: FactScope, facts: BriefFacts, today: date, voice: Voice) -> Iterator[ComposedLine]:
	yield from (_about_concern(fact, voice) for fact in facts.concerns if fact.scope == scope)
	for fact in facts.commitments:
		if fact.scope == scope and (not fact.ours or fact.due_on < today):
			yield _about_commitment(fact, voice)


def _getting_to_know(scope: FactScope, facts: BriefFacts, voice: Voice) -> Iterator[ComposedLine]:
	"""What to ask somebody between whom and us nothing is open: one question."""
	_ = voice.translate
	for assessed in facts.assessments:
		if assessed.scope == scope and assessed.current_position != assessed.desired_position:
			text = _("{0}: what would make it easier to go along with this?").format(assessed.name)
			yield ComposedLine("Talking Points", text, assessed.source)
			return
	for fact in facts.stakeholders:
		if fact.scope == scope and not fact.met:
			text = _("{0}: what matters most to you in this?").format(fact.name)
			yield ComposedLine("Talking Points", text, fact.source)


def _about_concern(fact: ConcernFact, voice: Voice) -> ComposedLine:
	_ = voice.translate
	sentence = {
		"Acting": _("{0}: what have you noticed since we started on “{1}”?"),
		"Cannot Act": _("{0}: how do you see it, now that we cannot act on “{1}”?"),
		"Reported Back": _("{0}: what is left of “{1}”, after what we told you?"),
	}.get(fact.status, _("{0}: what would help with “{1}”?"))
	return ComposedLine("Talking Points", sentence.format(fact.name, clip(fact.said, QUOTE)), fact.source)


def _about_commitment(fact: CommitmentFact, voice: Voice) -> ComposedLine:
	_ = voice.translate
	if fact.ours:
		sentence = _("{0}: what did it mean for you that we are late with “{1}”?")
	else:
		sentence = _("{0}: how is “{1}” going, and what stands in the way?")
	return ComposedLine("Talking Points", sentence.format(fact.name, clip(fact.promise, QUOTE)), fact.source)
