"""Compose a meeting's brief from facts: lines in sections, each with its source, and gaps.

The same facts give the same lines in the same order. Only facts that the whole team may read are used.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from stakeholder_crm.domain.brief_facts import (
	AssessmentFact,
	Attendee,
	BriefFacts,
	CareFact,
	CommitmentFact,
	ConcernFact,
	ContactFact,
	StakeholderFact,
	attendees,
	visible_facts,
)
from stakeholder_crm.domain.brief_gaps import gaps
from stakeholder_crm.domain.brief_line import ComposedLine, Voice, clip
from stakeholder_crm.domain.brief_questions import talking_points
from stakeholder_crm.domain.clearance import Level

SECTIONS = (
	"Purpose",
	"Participants",
	"Last Contact",
	"Commitments",
	"Concerns",
	"Talking Points",
	"What Worked Last Time",
	"Ground Rules",
	"Dos and Don'ts",
	"Ties",
	"Gaps",
)
GRAVITY = {"Critical": 0, "High": 1, "Medium": 2, "Low": 3}

# Long briefs are not read. Lines beyond these limits are counted instead of shown.
LEAST_ROOM = 8
ROOM_PER_PERSON = 2
ADAPTATIONS = 3
SUMMARY = 180
CONTRIBUTION = 80


@dataclass(frozen=True, slots=True)
class Brief:
	"""A meeting's brief.

	Attributes:
			lines: in the order of ``SECTIONS``, without gaps.
			gaps: missing or outdated information.
			level: the level of the most confidential line.
	"""

	lines: tuple[ComposedLine, ...]
	gaps: tuple[ComposedLine, ...]
	level: Level


def compose(facts: BriefFacts, today: date, voice: Voice) -> Brief:
	"""Compose the brief.

	Args:
			facts: the loaded facts. Those that a team member may not read are removed here.
			today: the date of the brief, to find overdue commitments and outdated facts.
			voice: the reader's language.
	"""
	seen = visible_facts(facts)
	lines = tuple(
		replace(line, text=clip(line.text)) for line in _lines(_in_order(seen), today, voice) if line.text
	)
	found = tuple(gaps(seen, today, voice))
	level = max((line.source.level for line in (*lines, *found)), default=facts.meeting.source.level)
	return Brief(lines, found, max(level, facts.meeting.source.level))


def overdue(due_on: date | None, today: date) -> bool:
	"""Whether something is overdue. On the due date it is not."""
	return due_on is not None and due_on < today


def _in_order(facts: BriefFacts) -> BriefFacts:
	"""The facts, in the order in which the meeting lists its participants."""
	place = {person.scope: index for index, person in enumerate(attendees(facts))}
	end = len(place)
	return replace(
		facts,
		assessments=tuple(
			sorted(facts.assessments, key=lambda fact: (place.get(fact.scope, end), fact.name))
		),
		touches=tuple(sorted(facts.touches, key=lambda fact: (place.get(fact.scope, end), fact.name))),
		commitments=tuple(
			sorted(facts.commitments, key=lambda fact: (not fact.ours, fact.due_on, fact.source.name))
		),
		concerns=tuple(
			sorted(facts.concerns, key=lambda fact: (GRAVITY.get(fact.severity, 0), fact.source.name))
		),
		adaptations=tuple(
			sorted(
				facts.adaptations,
				key=lambda fact: (fact.source.on or date.min, fact.source.name),
				reverse=True,
			)
		),
		care=tuple(
			sorted(
				facts.care, key=lambda fact: (place.get(fact.scope, end), not fact.do, fact.name, fact.text)
			)
		),
		channels=tuple(sorted(facts.channels, key=lambda fact: (place.get(fact.scope, end), fact.name))),
		ties=tuple(sorted(facts.ties, key=lambda fact: (fact.one, fact.other, fact.kind))),
	)


def _lines(facts: BriefFacts, today: date, voice: Voice) -> Iterator[ComposedLine]:
	room = max(LEAST_ROOM, ROOM_PER_PERSON * len(attendees(facts)))
	yield from _purpose(facts, voice)
	yield from _who(facts, voice)
	yield from _contacts(facts, voice)
	yield from _fitting((_commitment_line(fact, voice) for fact in facts.commitments), room, facts, voice)
	yield from _fitting((_concern(fact, voice) for fact in facts.concerns), room, facts, voice)
	yield from talking_points(facts, today, voice, room)
	yield from _worked(facts, voice)
	yield from _ground_rules(facts, voice)
	yield from _fitting(_care(facts, voice), room, facts, voice)
	yield from _fitting(_ties(facts, voice), room, facts, voice)


def _fitting(
	lines: Iterable[ComposedLine], room: int, facts: BriefFacts, voice: Voice
) -> Iterator[ComposedLine]:
	every = list(lines)
	yield from every[:room]
	if len(every) > room:
		_ = voice.translate
		rest = _("{0} more in the records.").format(len(every) - room)
		yield ComposedLine(every[0].section, rest, facts.meeting.source)


def _purpose(facts: BriefFacts, voice: Voice) -> Iterator[ComposedLine]:
	_ = voice.translate
	meeting = facts.meeting
	# Briefs are read and printed in several time zones.
	zone = f" ({meeting.time_zone})" if meeting.time_zone else ""
	when = f"{voice.hours(meeting.starts_on, meeting.ends_on)}{zone}"
	where = f", {meeting.location}" if meeting.location else ""
	yield ComposedLine("Purpose", f"{voice.translate(meeting.kind)}, {when}{where}", meeting.source)
	parts = (
		(_("Purpose: {0}"), meeting.purpose),
		(_("Desired outcome: {0}"), meeting.desired_outcome),
		(_("Engagement level (IAP2): {0}"), _engagement_level(meeting.engagement_level, voice)),
		(_("Agenda: {0}"), meeting.agenda),
	)
	for sentence, value in parts:
		if value:
			yield ComposedLine("Purpose", sentence.format(value), meeting.source)


def _engagement_level(level: str, voice: Voice) -> str:
	"""What a level of the IAP2 Spectrum commits us to."""
	_ = voice.translate
	return {
		"Inform": _("Inform (we keep them informed)"),
		"Consult": _("Consult (we listen and report back)"),
		"Involve": _("Involve (we act on their concerns)"),
		"Collaborate": _("Collaborate (we decide together where we can)"),
		"Empower": _("Empower (we carry out what they decide)"),
	}.get(level, "")


def _who(facts: BriefFacts, voice: Voice) -> Iterator[ComposedLine]:
	stakeholders = {fact.scope: fact for fact in facts.stakeholders}
	assessments = {fact.scope: fact for fact in facts.assessments}
	for person in attendees(facts):
		known = stakeholders.get(person.scope) if person.scope else None
		yield _introduction(person, known, facts, voice)
		if person.scope and (assessment := assessments.get(person.scope)):
			yield _standing(assessment, voice)


def _introduction(
	person: Attendee, known: StakeholderFact | None, facts: BriefFacts, voice: Voice
) -> ComposedLine:
	_ = voice.translate
	has_part = person.role not in ("", "Participant")
	parts = [f"{person.name} ({voice.translate(person.role)})" if has_part else person.name]
	if person.representatives:
		sent = (
			name if role in ("", "Participant", person.role) else f"{name} ({voice.translate(role)})"
			for name, role in person.representatives
		)
		parts.append(_("represented by {0}").format(", ".join(sent)))
	if not person.scope:
		parts.append(_("guest"))
	if known:
		parts += known.why
		if known.language:
			parts.append(_("speaks {0}").format(known.language))
		if known.health:
			parts.append(_("relationship {0}").format(voice.translate(known.health).lower()))
	return ComposedLine("Participants", "; ".join(parts), known.source if known else facts.meeting.source)


def _standing(fact: AssessmentFact, voice: Voice) -> ComposedLine:
	_ = voice.translate
	current, desired = voice.translate(fact.current_position), voice.translate(fact.desired_position)
	if current == desired:
		position = _("{0}: {1}, as desired").format(fact.name, current.lower())
	else:
		position = _("{0}: {1} now, {2} desired").format(fact.name, current.lower(), desired.lower())
	trust = _("trust {0} of 5").format(fact.trust)
	if fact.trust_before is not None and fact.trust > fact.trust_before:
		trust = _("trust {0} of 5, up from {1}").format(fact.trust, fact.trust_before)
	elif fact.trust_before is not None and fact.trust < fact.trust_before:
		trust = _("trust {0} of 5, down from {1}").format(fact.trust, fact.trust_before)
	elif fact.trust_before is not None:
		trust = _("trust {0} of 5, unchanged").format(fact.trust)
	weight = _("influence {0}, interest {1} of 5").format(fact.influence, fact.interest)
	return ComposedLine("Participants", f"{position}; {trust}; {weight}", fact.source)


def _contacts(facts: BriefFacts, voice: Voice) -> Iterator[ComposedLine]:
	"""The last contact with each participant. Those who were last met together share a line."""
	together: dict[str, list[ContactFact]] = {}
	for fact in facts.touches:
		together.setdefault(fact.source.name, []).append(fact)
	for group in together.values():
		yield _contact(group, voice)


def _contact(group: list[ContactFact], voice: Voice) -> ComposedLine:
	_ = voice.translate
	first = max(group, key=lambda fact: fact.source.level)
	names = ", ".join(fact.name for fact in group)
	if first.source.on:
		names = _("{0}, on {1}").format(names, voice.day(first.source.on))
	words = [f"{names}: {clip(first.summary, SUMMARY)}"]
	words += [
		_("Contribution of {0}: {1}.").format(fact.name, clip(fact.contribution, CONTRIBUTION).rstrip("."))
		for fact in group
		if fact.contribution
	]
	for change, sentence in (("Grew", _("Trust grew: {0}.")), ("Shrank", _("Trust fell: {0}."))):
		if affected := ", ".join(fact.name for fact in group if fact.trust_change == change):
			words.append(sentence.format(affected))
	return ComposedLine("Last Contact", " ".join(words), first.source)


def _commitment_line(fact: CommitmentFact, voice: Voice) -> ComposedLine:
	_ = voice.translate
	commitment = clip(fact.promise, 140)
	if fact.ours and fact.responsible:
		text = _("Our commitment to {0}: {1} ({2})").format(fact.name, commitment, fact.responsible)
	elif fact.ours:
		text = _("Our commitment to {0}: {1}").format(fact.name, commitment)
	else:
		text = _("Commitment from {0}: {1}").format(fact.name, commitment)
	if fact.status != "Open":
		text += f", {voice.translate(fact.status).lower()}"
	return ComposedLine("Commitments", text, fact.source, due_on=fact.due_on)


def _concern(fact: ConcernFact, voice: Voice) -> ComposedLine:
	_ = voice.translate
	said = clip(fact.said, 140)
	if fact.status == "Cannot Act":
		answer = _("We cannot act: {0}").format(clip(fact.cannot_act_reason or _("no reason given"), 120))
	elif fact.did:
		answer = _("Our response: {0}").format(clip(fact.did, 120))
	else:
		answer = _("No response yet")
	if fact.reported_back_on:
		report = _("reported back on {0}").format(voice.day(fact.reported_back_on))
	else:
		report = _("not reported back")
	severity = voice.translate(fact.severity).lower()
	return ComposedLine("Concerns", f"{fact.name} ({severity}): “{said}”. {answer}; {report}.", fact.source)


def _worked(facts: BriefFacts, voice: Voice) -> Iterator[ComposedLine]:
	_ = voice.translate
	for fact in facts.adaptations[:ADAPTATIONS]:
		text = clip(fact.text, 200)
		if fact.outcome:
			text = _("{0}. Outcome: {1}.").format(text.rstrip("."), voice.translate(fact.outcome).lower())
		yield ComposedLine("What Worked Last Time", text, fact.source)


def _ground_rules(facts: BriefFacts, voice: Voice) -> Iterator[ComposedLine]:
	_ = voice.translate
	meeting = facts.meeting
	yield ComposedLine("Ground Rules", clip(meeting.ground_rules, 400), meeting.source)
	if meeting.disclosure_boundary:
		text = _("Do not mention: {0}").format(clip(meeting.disclosure_boundary, 300))
		yield ComposedLine("Ground Rules", text, meeting.source)


def _care(facts: BriefFacts, voice: Voice) -> Iterator[ComposedLine]:
	_ = voice.translate
	for channel in facts.channels:
		text = _("{0}: contact only through {1}").format(channel.name, channel.through)
		yield ComposedLine("Dos and Don'ts", text, channel.source)
	for fact in facts.care:
		yield _care_note(fact, voice)


def _care_note(fact: CareFact, voice: Voice) -> ComposedLine:
	_ = voice.translate
	advice = clip(fact.text, 160)
	text = (_("Do ({0}): {1}") if fact.do else _("Don't ({0}): {1}")).format(fact.name, advice)
	if fact.told_by:
		text += " " + _("(source: {0})").format(fact.told_by)
	return ComposedLine("Dos and Don'ts", text, fact.source)


def _ties(facts: BriefFacts, voice: Voice) -> Iterator[ComposedLine]:
	_ = voice.translate
	for tie in facts.ties:
		kind, strength = voice.translate(tie.kind).lower(), voice.translate(tie.strength).lower()
		text = _("{0} and {1}: {2}, {3}").format(tie.one, tie.other, kind, strength)
		if tie.kind in ("Mentor", "Member", "Reports To"):
			text = _("{0} to {1}: {2}, {3}").format(tie.one, tie.other, kind, strength)
		if tie.since:
			text += ", " + _("since {0}").format(tie.since.year)
		yield ComposedLine("Ties", text, tie.source)
