"""What a team does not know, or has not put in order, before a meeting."""

from collections.abc import Iterator
from datetime import date, timedelta

from stakeholder_crm.domain.brief_facts import Facts, StakeholderFact
from stakeholder_crm.domain.brief_line import Line, Voice


def gaps(facts: Facts, today: date, voice: Voice) -> Iterator[Line]:
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
		yield Line("Gaps", text, meeting)
	yield from _about_the_meeting(facts, voice)
	assessed = {fact.scope for fact in facts.assessments}
	known = {fact.scope: fact for fact in facts.stakeholders}
	for person in facts.participants:
		if person.scope is None:
			text = _("{0} is a guest: not registered, and nothing is known.").format(person.name)
			yield Line("Gaps", text, meeting)
		elif fact := known.get(person.scope):
			yield from _about_the_person(fact, fact.scope in assessed, today, voice)


def _about_the_meeting(facts: Facts, voice: Voice) -> Iterator[Line]:
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
			yield Line("Gaps", text, meeting.source)


def _about_the_person(fact: StakeholderFact, assessed: bool, today: date, voice: Voice) -> Iterator[Line]:
	_ = voice.translate
	if fact.status != "Active":
		text = _("{0} is marked {1}.").format(fact.name, voice.translate(fact.status))
		yield Line("Gaps", text, fact.source)
	if not fact.met:
		yield Line("Gaps", _("{0}: never met.").format(fact.name), fact.source)
	if not any(route.open_on(today) for route in fact.routes):
		yield Line("Gaps", _("{0}: no safe route to reach them.").format(fact.name), fact.source)
	if not assessed:
		yield Line("Gaps", _("{0}: nobody has assessed where they stand.").format(fact.name), fact.source)
	if fact.verified_on is None:
		yield Line("Gaps", _("{0}: the facts were never verified.").format(fact.name), fact.source)
	elif _stale(fact, today):
		text = _("{0}: the facts were last verified on {1}.").format(fact.name, voice.day(fact.verified_on))
		yield Line("Gaps", text, fact.source)


def _stale(fact: StakeholderFact, today: date) -> bool:
	return (
		fact.verified_on is not None
		and fact.verify_every_days > 0
		and fact.verified_on + timedelta(days=fact.verify_every_days) < today
	)
