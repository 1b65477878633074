"""Composing a brief from facts: sections, order, words, room."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from stakeholder_crm.domain.brief import SECTIONS, Brief, compose, overdue
from stakeholder_crm.domain.brief_facts import (
	AdaptationFact,
	AssessmentFact,
	BriefFacts,
	CareFact,
	ChannelFact,
	CommitmentFact,
	ConcernFact,
	ContactFact,
	Participant,
	StakeholderFact,
	TieFact,
)
from stakeholder_crm.domain.brief_line import Voice, clip
from stakeholder_crm.domain.clearance import Level
from tests.unit.brief_examples import AMINA, BASHIR, TODAY, everything, meeting, source


def composed(facts: BriefFacts, today: date = TODAY) -> Brief:
	return compose(facts, today, Voice())


def texts(facts: BriefFacts, section: str) -> list[str]:
	brief = composed(facts)
	return [line.text for line in (*brief.lines, *brief.gaps) if line.section == section]


def test_every_section_is_there_in_its_order():
	brief = composed(everything())
	found = list(dict.fromkeys(line.section for line in (*brief.lines, *brief.gaps)))
	assert found == list(SECTIONS)


def test_every_line_has_its_source():
	brief = composed(everything())
	assert all(line.source.doctype and line.source.name for line in (*brief.lines, *brief.gaps))


def test_purpose():
	assert texts(everything(), "Purpose") == [
		"One-to-one, 2026-11-24 10:00–11:00, Harbour Hall",
		"Purpose: Hear what changed",
		"Desired outcome: A date for the hearing",
		"Engagement level (IAP2): Involve (we act on their concerns)",
		"Agenda: Tea, then the map",
	]


def test_the_hours_say_by_which_clock():
	facts = replace(everything(), meeting=meeting(time_zone="Asia/Kolkata"))
	assert texts(facts, "Purpose")[0] == "One-to-one, 2026-11-24 10:00–11:00 (Asia/Kolkata), Harbour Hall"


@pytest.mark.parametrize("level", ["Inform", "Consult", "Involve", "Collaborate", "Empower"])
def test_each_level_of_engagement_is_said_as_a_commitment(level):
	facts = replace(everything(), meeting=meeting(engagement_level=level))
	assert any(f"(IAP2): {level} (we " in text for text in texts(facts, "Purpose"))


def test_what_is_not_known_of_the_meeting_takes_no_line():
	bare = meeting(
		location="", purpose="", desired_outcome="", agenda="", engagement_level="", ground_rules=""
	)
	facts = BriefFacts(meeting=replace(bare, disclosure_boundary=""))
	assert texts(facts, "Purpose") == ["One-to-one, 2026-11-24 10:00–11:00"]
	assert texts(facts, "Ground Rules") == []
	assert texts(facts, "Talking Points") == []


def test_who_is_coming_in_the_order_of_the_room():
	assert texts(everything(), "Participants") == [
		"Amina (Party); Elder; Harbour Quarter; speaks French; relationship steady",
		"Amina: neutral now, supportive desired; trust 3 of 5, up from 2; influence 4, interest 5 of 5",
		"Harbour Legal (Supporter); represented by Ms Okoro; Legal Services",
		"Visitor (Observer); guest",
	]


@pytest.mark.parametrize(
	("before", "words"),
	[
		(None, "trust 3 of 5;"),
		(2, "trust 3 of 5, up from 2;"),
		(3, "trust 3 of 5, unchanged;"),
		(5, "trust 3 of 5, down from 5;"),
	],
)
def test_the_trend_of_trust(before, words):
	facts = everything()
	facts = replace(facts, assessments=(replace(facts.assessments[0], trust_before=before),))
	assert words in texts(facts, "Participants")[1]


def test_a_position_that_is_where_we_hope_for():
	facts = everything()
	facts = replace(facts, assessments=(replace(facts.assessments[0], desired_position="Neutral"),))
	assert texts(facts, "Participants")[1].startswith("Amina: neutral, as desired;")
	assert not any("go along" in text for text in texts(facts, "Talking Points"))


def test_somebody_without_a_role_is_still_named():
	facts = BriefFacts(meeting=meeting(), participants=(Participant(None, "Visitor", "", invited=True),))
	assert texts(facts, "Participants") == ["Visitor; guest"]


@pytest.mark.parametrize(
	("change", "ending"),
	[
		("Grew", "Trust grew: Amina."),
		("Shrank", "Trust fell: Amina."),
		("Same", "Contribution of Amina: the map."),
	],
)
def test_last_touch(change, ending):
	facts = everything()
	facts = replace(facts, touches=(replace(facts.touches[0], trust_change=change),))
	[text] = texts(facts, "Last Contact")
	assert text.startswith("Amina, on 2026-11-23: She spoke of the rents. Contribution of Amina: the map.")
	assert text.endswith(ending)


def test_last_touch_without_a_contribution():
	facts = everything()
	facts = replace(facts, touches=(replace(facts.touches[0], contribution="", trust_change=""),))
	assert texts(facts, "Last Contact") == ["Amina, on 2026-11-23: She spoke of the rents."]


def test_those_who_were_last_met_together_share_a_line():
	facts = everything()
	[amina] = facts.touches
	bashir = replace(
		amina,
		source=replace(amina.source, level=Level.RESTRICTED, on=None),
		scope=BASHIR,
		name="Bashir",
		contribution="",
	)
	brief = composed(replace(facts, touches=(bashir, amina)))
	[line] = [line for line in brief.lines if line.section == "Last Contact"]
	assert line.text.startswith("Amina, Bashir: She spoke of the rents. Contribution of Amina: the map.")
	assert line.text.endswith("Trust grew: Amina, Bashir.")
	assert line.source.level == Level.RESTRICTED


def test_commitments_ours_first_and_the_oldest_due_first():
	facts = everything()
	late = facts.commitments[0]
	later = replace(late, source=source("Stakeholder Commitment", "COM-9"), due_on=TODAY, responsible="")
	facts = replace(facts, commitments=(facts.commitments[1], later, late))
	brief = composed(facts)
	lines = [line for line in brief.lines if line.section == "Commitments"]
	assert [line.text for line in lines] == [
		"Our commitment to Amina: Send the map (Noor)",
		"Our commitment to Amina: Send the map",
		"Commitment from Amina: Bring the union, in progress",
	]
	assert lines[0].due_on == TODAY - timedelta(days=3)


@pytest.mark.parametrize(
	("values", "words"),
	[
		({"status": "Raised"}, "“Nobody listens”. No response yet; not reported back."),
		(
			{"status": "Acting", "did": "We moved the date"},
			"“Nobody listens”. Our response: We moved the date; not",
		),
		({"status": "Cannot Act", "cannot_act_reason": "Not ours"}, "We cannot act: Not ours; not reported"),
		({"status": "Cannot Act"}, "We cannot act: no reason given; not reported back."),
		({"status": "Reported Back", "reported_back_on": TODAY}, "reported back on 2026-11-23."),
	],
)
def test_concerns_say_what_came_of_them(values, words):
	facts = everything()
	facts = replace(facts, concerns=(replace(facts.concerns[0], **values),))
	[text] = texts(facts, "Concerns")
	assert text.startswith("Amina (high): “Nobody listens”. ")
	assert words in text


def test_the_gravest_concern_comes_first_and_an_unknown_gravity_counts_as_grave():
	facts = everything()
	grave = [
		replace(facts.concerns[0], severity=severity, source=source("Stakeholder Concern", severity))
		for severity in ("Low", "Critical", "Medium")
	]
	brief = composed(replace(facts, concerns=tuple(grave)))
	names = [line.source.name for line in brief.lines if line.section == "Concerns"]
	assert names == ["Critical", "Medium", "Low"]


def test_talking_points_are_open_questions():
	points = texts(everything(), "Talking Points")
	assert points == [
		"Everyone: what would it take to reach “A date for the hearing”?",
		"Amina: what would help with “Nobody listens”?",
		"Amina: how has our delay with “Send the map” affected you?",
		"Harbour Legal: what matters most to you in this?",
	]
	assert all(point.endswith("?") for point in points)


@pytest.mark.parametrize(
	("status", "words"),
	[
		("Acting", "what have you noticed since we started on"),
		("Cannot Act", "how do you feel about our not being able to act on"),
		("Reported Back", "still a concern after our response"),
		("Acknowledged", "what would help with"),
	],
)
def test_what_is_asked_follows_from_the_state_of_a_concern(status, words):
	facts = everything()
	facts = replace(facts, concerns=(replace(facts.concerns[0], status=status),))
	assert words in texts(facts, "Talking Points")[1]


def test_what_is_theirs_is_asked_about():
	facts = replace(everything(), concerns=())
	facts = replace(facts, commitments=facts.commitments[1:])
	assert texts(facts, "Talking Points")[1] == (
		"Amina: how is “Bring the union” going, and what would help?"
	)


def test_where_nothing_is_open_one_question_opens_the_talk():
	facts = replace(everything(), concerns=(), commitments=())
	assert texts(facts, "Talking Points")[1:] == [
		"Amina: what would make it easier for you to support this?",
		"Harbour Legal: what matters most to you in this?",
	]
	content = replace(facts.assessments[0], desired_position="Neutral")
	assert len(texts(replace(facts, assessments=(content,)), "Talking Points")) == 2


def test_a_promise_of_ours_in_time_is_not_asked_about():
	facts = replace(everything(), concerns=())
	ours = replace(facts.commitments[0], due_on=TODAY)
	assert not any("late" in text for text in texts(replace(facts, commitments=(ours,)), "Talking Points"))


def test_what_worked_is_the_newest_three():
	facts = everything()
	many = tuple(
		AdaptationFact(source("Meeting Log", f"LOG-{n}", on=TODAY - timedelta(days=n)), f"Change {n}")
		for n in (4, 1, 3, 2)
	)
	assert texts(replace(facts, adaptations=many), "What Worked Last Time") == [
		"Change 1",
		"Change 2",
		"Change 3",
	]
	assert texts(facts, "What Worked Last Time") == ["We sat outside. Outcome: progress."]


def test_ground_rules_and_what_must_not_be_said():
	assert texts(everything(), "Ground Rules") == [
		"One speaks at a time",
		"Do not mention: The address of the shelter",
	]


def test_do_and_dont():
	assert texts(everything(), "Dos and Don'ts") == [
		"Amina: contact only through Harbour Legal",
		"Do (Amina): ask about the garden",
		"Don't (Amina): mention the landlord (source: her nephew)",
	]


def test_ties():
	facts = everything()
	mentor = replace(facts.ties[0], kind="Mentor", since=None)
	assert texts(replace(facts, ties=(*facts.ties, mentor)), "Ties") == [
		"Amina to Harbour Legal: mentor, strong",
		"Amina and Harbour Legal: rival, strong, since 2019",
	]


def test_what_there_is_no_room_for_is_counted():
	facts = everything()
	many = tuple(
		replace(facts.concerns[0], source=source("Stakeholder Concern", f"CON-{n:02}")) for n in range(20)
	)
	concerns = texts(replace(facts, concerns=many), "Concerns")
	assert len(concerns) == 9
	assert concerns[-1] == "12 more in the records."


def test_questions_stop_where_there_is_no_room():
	people = [("Activist", f"ACT-{n}") for n in range(5)]
	facts = BriefFacts(
		meeting=meeting(desired_outcome=""),
		participants=tuple(Participant(pair, pair[1], "Party", invited=True) for pair in people),
		concerns=tuple(
			ConcernFact(
				source("Stakeholder Concern", f"{pair[1]}-{n}", pair), pair, pair[1], "x", "Low", "Raised"
			)
			for pair in people
			for n in range(3)
		),
		cleared=frozenset(people),
	)
	assert len(texts(facts, "Talking Points")) == 5
	few = replace(facts, participants=facts.participants[:2])
	assert len(texts(few, "Talking Points")) == 4


def test_a_brief_is_as_confidential_as_its_most_confidential_line():
	facts = everything()
	assert composed(facts).level == Level.OPEN
	touch = replace(facts.touches[0], source=source("Meeting Log", "LOG-1", AMINA, level=Level.RESTRICTED))
	assert composed(replace(facts, touches=(touch,))).level == Level.RESTRICTED


def test_what_was_left_out_is_said_without_saying_what():
	facts = replace(everything(), cleared=frozenset({BASHIR}))
	brief = composed(facts)
	said = " ".join(line.text for line in (*brief.lines, *brief.gaps))
	assert (
		brief.gaps[0].text == "Some information is hidden because a team member does not have access to it."
	)
	for secret in ("rents", "the map", "Nobody listens", "garden", "French"):
		assert secret not in said.replace("Tea, then the map", "")
	assert "Amina (Party)" in said


@pytest.mark.parametrize(
	("due_on", "late"), [(None, False), (TODAY, False), (TODAY - timedelta(days=1), True)]
)
def test_overdue(due_on, late):
	assert overdue(due_on, TODAY) is late


def test_long_texts_are_cut_at_a_word():
	assert clip("a  b\tc") == "a b c"
	assert clip("Welcome\n\n The map:\nonce more.\nThe text") == "Welcome; The map: once more. The text"
	assert clip("one two, three", 10) == "one two…"
	assert clip("x" * 20, 10) == "x" * 9 + "…"
	assert clip("<b>bold</b>") == "‹b›bold‹/b›"
	long = replace(everything(), meeting=meeting(agenda="word " * 4000))
	assert all(len(line.text) <= 600 for line in composed(long).lines)


def test_every_kind_of_fact_has_an_example():
	"""So that a new kind is not forgotten in the tests of hashing and clearance."""
	facts = everything()
	kinds = {
		type(fact)
		for name in BriefFacts.__slots__
		if isinstance(getattr(facts, name), tuple)
		for fact in getattr(facts, name)
	}
	assert kinds == {
		AdaptationFact,
		AssessmentFact,
		CareFact,
		ChannelFact,
		CommitmentFact,
		ConcernFact,
		Participant,
		StakeholderFact,
		TieFact,
		ContactFact,
	}
