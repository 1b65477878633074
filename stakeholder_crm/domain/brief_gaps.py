"""Missing or outdated information before a meeting."""

from collections.abc import Iterator
from datetime import date, timedelta

from stakeholder_crm.domain.brief_facts import Attendee, BriefFacts, StakeholderFact, attendees
from stakeholder_crm.domain.brief_line import ComposedLine, Voice


def gaps(facts: BriefFacts, today: date, voice: Voice) -> Iterator[ComposedLine]:
	"""The gaps, the most serious first.

	Args:
			facts: the facts that the whole team may read.
			today: the day for which routes must be valid and facts current.
			voice: the reader's language.
	"""
	_ = voice.translate
	meeting = facts.meeting.source
	if facts.left_out:
		text = _("Some information is hidden because a team member does not have access to it.")
		yield ComposedLine("Gaps", text, meeting)
	yield from _about_the_meeting(facts, voice)
	assessed = {fact.scope for fact in facts.assessments}
	known = {fact.scope: fact for fact in facts.stakeholders}
	for person in attendees(facts):
		if person.scope is None:
			text = _("{0} is a guest without a record.").format(person.name)
			yield ComposedLine("Gaps", text, meeting)
		elif fact := known.get(person.scope):
			yield from _about_the_person(fact, person, fact.scope in assessed, today, voice)


def _about_the_meeting(facts: BriefFacts, voice: Voice) -> Iterator[ComposedLine]:
	_ = voice.translate
	meeting = facts.meeting
	missing = (
		(meeting.postponed, _("The meeting is postponed and has no new date.")),
		(not facts.participants, _("No participants listed.")),
		(not meeting.purpose, _("No purpose entered.")),
		(not meeting.desired_outcome, _("No desired outcome entered.")),
		(not meeting.ground_rules, _("No ground rules entered.")),
	)
	for is_missing, text in missing:
		if is_missing:
			yield ComposedLine("Gaps", text, meeting.source)


def _about_the_person(
	fact: StakeholderFact, person: Attendee, assessed: bool, today: date, voice: Voice
) -> Iterator[ComposedLine]:
	"""All gaps of one person, in one line."""
	_ = voice.translate
	missing: list[str] = []
	if fact.status != "Active":
		missing.append(_("status {0}").format(voice.translate(fact.status)))
	if not fact.met:
		missing.append(_("never met"))
	reached = {route.person for route in fact.routes if route.open_on(today)}
	if not reached:
		missing.append(_("no safe contact point"))
	elif unreached := [name for name in person.several if name not in reached]:
		missing.append(_("no safe contact point for {0}").format(", ".join(unreached)))
	if not assessed:
		missing.append(_("no assessment"))
	if fact.verified_on is None:
		missing.append(_("record never verified"))
	elif _stale(fact, today):
		missing.append(_("record last verified on {0}").format(voice.day(fact.verified_on)))
	if missing:
		yield ComposedLine("Gaps", f"{fact.name}: {'; '.join(missing)}", fact.source)


def _stale(fact: StakeholderFact, today: date) -> bool:
	return (
		fact.verified_on is not None
		and fact.verify_every_days > 0
		and fact.verified_on + timedelta(days=fact.verify_every_days) < today
	)
