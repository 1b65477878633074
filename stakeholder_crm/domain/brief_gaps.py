"""What a team does not know, or has not put in order, before a meeting."""

from collections.abc import Iterator
from datetime import date, timedelta

from stakeholder_crm.domain.brief_facts import Attendee, BriefFacts, StakeholderFact, attendees
from stakeholder_crm.domain.brief_line import ComposedLine, Voice


def gaps(facts: BriefFacts, today: date, voice: Voice) -> Iterator[ComposedLine]:
	"""The gaps, the gravest first.

	Args:
		facts: what the whole team may read.
		today: the day on which routes must be open and facts fresh.
		voice: how to say things in the reader's language.
	"""
	_ = voice.translate
	meeting = facts.meeting.source
	if facts.left_out:
		text = _("Something is left out here: not everybody on the team may read its source.")
		yield ComposedLine("Gaps", text, meeting)
	yield from _about_the_meeting(facts, voice)
	assessed = {fact.scope for fact in facts.assessments}
	known = {fact.scope: fact for fact in facts.stakeholders}
	for person in attendees(facts):
		if person.scope is None:
			text = _("{0} is a guest: not registered, and nothing is known.").format(person.name)
			yield ComposedLine("Gaps", text, meeting)
		elif fact := known.get(person.scope):
			yield from _about_the_person(fact, person, fact.scope in assessed, today, voice)


def _about_the_meeting(facts: BriefFacts, voice: Voice) -> Iterator[ComposedLine]:
	_ = voice.translate
	meeting = facts.meeting
	missing = (
		(meeting.postponed, _("The meeting is postponed and has no new date.")),
		(not facts.participants, _("Nobody is on the list of participants.")),
		(not meeting.purpose, _("No purpose is written down.")),
		(not meeting.desired_outcome, _("No desired outcome is written down.")),
		(not meeting.ground_rules, _("No ground rules are agreed.")),
	)
	for is_missing, text in missing:
		if is_missing:
			yield ComposedLine("Gaps", text, meeting.source)


def _about_the_person(
	fact: StakeholderFact, person: Attendee, assessed: bool, today: date, voice: Voice
) -> Iterator[ComposedLine]:
	"""All that is missing of one person, in one line."""
	_ = voice.translate
	missing: list[str] = []
	if fact.status != "Active":
		missing.append(_("marked {0}").format(voice.translate(fact.status)))
	if not fact.met:
		missing.append(_("never met"))
	reached = {route.person for route in fact.routes if route.open_on(today)}
	if not reached:
		missing.append(_("no safe route to reach them"))
	elif unreached := [name for name in person.several if name not in reached]:
		missing.append(_("no safe route to reach {0}").format(", ".join(unreached)))
	if not assessed:
		missing.append(_("nobody has assessed where they stand"))
	if fact.verified_on is None:
		missing.append(_("facts never verified"))
	elif _stale(fact, today):
		missing.append(_("facts last verified on {0}").format(voice.day(fact.verified_on)))
	if missing:
		yield ComposedLine("Gaps", f"{fact.name}: {'; '.join(missing)}", fact.source)


def _stale(fact: StakeholderFact, today: date) -> bool:
	return (
		fact.verified_on is not None
		and fact.verify_every_days > 0
		and fact.verified_on + timedelta(days=fact.verify_every_days) < today
	)
