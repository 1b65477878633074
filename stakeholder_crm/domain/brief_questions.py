"""Talking points: open questions for each person, from concerns and commitments."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from stakeholder_crm.domain.brief_facts import BriefFacts, CommitmentFact, ConcernFact, FactScope, attendees
from stakeholder_crm.domain.brief_line import ComposedLine, Voice, clip

# Up to this many people, each gets two questions.
FEW = 3
QUOTE = 100


def talking_points(facts: BriefFacts, today: date, voice: Voice, room: int) -> Iterator[ComposedLine]:
	"""Open questions for the meeting, concerns first: two per person in a small group, one in a large one.

	Args:
			facts: the facts that the whole team may read, in the order of the meeting.
			today: the date, to find overdue commitments of ours.
			voice: the reader's language.
			room: the maximum number of questions.
	"""
	_ = voice.translate
	yield from _for_all(facts, voice)
	people = attendees(facts)
	each = 2 if len(people) <= FEW else 1
	count = 0
	for person in people:
		if person.scope is None or count >= room:
			continue
		open_points = islice(_open_points(person.scope, facts, today, voice), min(each, room - count))
		for line in list(open_points) or list(_getting_to_know(person.scope, facts, voice)):
			count += 1
			yield line


def _for_all(facts: BriefFacts, voice: Voice) -> Iterator[ComposedLine]:
	_ = voice.translate
	if outcome := facts.meeting.desired_outcome:
		text = _("Everyone: what would it take to reach “{0}”?").format(clip(outcome, QUOTE))
		yield ComposedLine("Talking Points", text, facts.meeting.source)


def _open_points(scope: FactScope, facts: BriefFacts, today: date, voice: Voice) -> Iterator[ComposedLine]:
	yield from (_about_concern(fact, voice) for fact in facts.concerns if fact.scope == scope)
	for fact in facts.commitments:
		if fact.scope == scope and (not fact.ours or fact.due_on < today):
			yield _about_commitment(fact, voice)


def _getting_to_know(scope: FactScope, facts: BriefFacts, voice: Voice) -> Iterator[ComposedLine]:
	"""One question for a person without open concerns or commitments."""
	_ = voice.translate
	for assessed in facts.assessments:
		if assessed.scope == scope and assessed.current_position != assessed.desired_position:
			text = _("{0}: what would make it easier for you to support this?").format(assessed.name)
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
		"Cannot Act": _("{0}: how do you feel about our not being able to act on “{1}”?"),
		"Reported Back": _("{0}: is “{1}” still a concern after our response?"),
	}.get(fact.status, _("{0}: what would help with “{1}”?"))
	return ComposedLine("Talking Points", sentence.format(fact.name, clip(fact.said, QUOTE)), fact.source)


def _about_commitment(fact: CommitmentFact, voice: Voice) -> ComposedLine:
	_ = voice.translate
	if fact.ours:
		sentence = _("{0}: how has our delay with “{1}” affected you?")
	else:
		sentence = _("{0}: how is “{1}” going, and what would help?")
	return ComposedLine("Talking Points", sentence.format(fact.name, clip(fact.promise, QUOTE)), fact.source)
