"""When a brief is no longer true: its fingerprint, what changed, who may still read it, its hours."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.brief import compose
from stakeholder_crm.domain.brief_changes import Written, changes, outgrown
from stakeholder_crm.domain.brief_facts import SOURCED, BriefFacts, facts_hash, redact, sources, visible_facts
from stakeholder_crm.domain.brief_line import Voice
from stakeholder_crm.domain.brief_schedule import LeadTimes, is_due, state_at
from stakeholder_crm.domain.clearance import Level
from tests.unit.brief_examples import AMINA, BASHIR, EARLIER, TODAY, everything

VOICE = Voice()
COLLECTIONS = ("participants", *SOURCED)


@given(st.randoms(use_true_random=False))
def test_the_order_of_facts_means_nothing(random):
	facts = everything()
	shuffled = {}
	for name in COLLECTIONS:
		items = list(getattr(facts, name))
		random.shuffle(items)
		shuffled[name] = tuple(items)
	assert facts_hash(replace(facts, **shuffled)) == facts_hash(facts)


def other(value: Any) -> Any:
	"""Another value of the same type."""
	if isinstance(value, bool):
		return not value
	if isinstance(value, Level):
		return Level.RESTRICTED
	if isinstance(value, int):
		return value + 1
	if isinstance(value, str):
		return value + "!"
	if isinstance(value, (datetime, date)):
		return value + timedelta(days=1)
	if isinstance(value, tuple):
		return (*value[1:], "another") if value else ("another",)
	return TODAY if value is None else None


def every_change(fact: Any):
	for field in fields(fact):
		value = getattr(fact, field.name)
		if is_dataclass(value):
			for changed in every_change(value):
				yield replace(fact, **{field.name: changed})
		elif field.name != "about":
			yield replace(fact, **{field.name: other(value)})


def test_any_change_in_a_source_changes_the_fingerprint():
	facts = everything()
	seen = {facts_hash(facts)}
	count = 1
	for name in COLLECTIONS:
		items = getattr(facts, name)
		for index, fact in enumerate(items):
			for changed in every_change(fact):
				count += 1
				seen.add(facts_hash(replace(facts, **{name: (*items[:index], changed, *items[index + 1 :])})))
			count += 1
			seen.add(facts_hash(replace(facts, **{name: (*items[:index], *items[index + 1 :])})))
	assert len(seen) == count


def test_a_save_of_the_meeting_that_changes_nothing_leaves_the_fingerprint():
	facts = everything()
	saved = replace(facts.meeting, source=replace(facts.meeting.source, on=TODAY + timedelta(days=1)))
	assert facts_hash(replace(facts, meeting=saved)) == facts_hash(facts)
	moved = replace(facts.meeting, starts_on=facts.meeting.starts_on + timedelta(hours=1))
	assert facts_hash(replace(facts, meeting=moved)) != facts_hash(facts)


@given(st.frozensets(st.sampled_from([AMINA, BASHIR, EARLIER])))
def test_nothing_above_the_clearance_of_the_team_gets_through(cleared):
	facts = replace(everything(), cleared=cleared)
	seen = visible_facts(facts)
	for name in SOURCED:
		for fact in getattr(facts, name):
			assert (fact in getattr(seen, name)) is (fact.source.about <= cleared)
	hidden = set(sources(facts)) - set(sources(seen))
	brief = compose(facts, TODAY, VOICE)
	assert not hidden & {(line.source.doctype, line.source.name) for line in (*brief.lines, *brief.gaps)}
	assert seen.left_out is (cleared < {AMINA, BASHIR, EARLIER})


def test_what_is_hidden_changes_nothing_that_the_team_reads():
	facts = replace(everything(), cleared=frozenset({BASHIR}))
	secret = replace(facts.concerns[0], said="Something else")
	assert facts_hash(replace(facts, concerns=(secret,))) == facts_hash(facts)


def test_clearance_that_changes_what_is_shown_changes_the_fingerprint():
	facts = everything()
	assert facts_hash(replace(facts, cleared=frozenset({BASHIR}))) != facts_hash(facts)


@given(st.dates(min_value=TODAY, max_value=date(2030, 1, 1)))
def test_what_must_not_be_read_leaves_no_trace_on_any_day(today):
	brief = compose(replace(everything(), cleared=frozenset()), today, VOICE)
	said = " ".join(line.text for line in (*brief.lines, *brief.gaps))
	for secret in ("Nobody listens", "rents", "landlord", "union", "rival"):
		assert secret not in said


@pytest.mark.parametrize(
	("text", "clean"),
	[
		("About CASE-7, again", "About […], again"),
		("about case-7", "about […]"),
		("CASE-77 is another", "CASE-77 is another"),
		(None, ""),
	],
)
def test_a_case_reference_is_taken_out_of_what_people_wrote(text, clean):
	assert redact(text, ["CASE-7", " ", ""]) == clean


def written(text: str, section: str = "Concerns", name: str = "CON-1", level: Level = Level.OPEN) -> Written:
	return Written(section, text, ("Stakeholder Concern", name), level)


def test_what_changed_says_new_changed_and_gone():
	before = [written("old"), written("same", name="CON-2"), written("gone", name="CON-3")]
	after = [written("new words"), written("same", name="CON-2"), written("more", name="CON-4")]
	assert changes(before, after, VOICE) == [
		"Concerns changed: new words",
		"Concerns added: more",
		"Concerns removed: gone",
	]


def test_gaps_of_the_meeting_are_told_one_by_one():
	meeting = ("Stakeholder Meeting", "MTG-1")
	before, after = (
		Written("Gaps", "no rules", meeting, Level.OPEN),
		Written("Gaps", "x", meeting, Level.OPEN),
	)
	assert changes([before], [after], VOICE) == ["Gaps added: x", "Gaps removed: no rules"]
	assert changes([written("never met", "Gaps")], [written("no safe route", "Gaps")], VOICE) == [
		"Gaps changed: no safe route"
	]


def test_talking_points_follow_from_the_rest():
	assert changes([], [written("what?", "Talking Points")], VOICE) == ["Details changed."]


def test_many_changes_are_counted():
	after = [written(str(n), name=f"CON-{n}") for n in range(15)]
	sentences = changes([], after, VOICE)
	assert len(sentences) == 13
	assert sentences[-1] == "More changes: 3."


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=8))
def test_nothing_is_told_of_what_stayed(pairs):
	lines = [written(text, name=name) for text, name in pairs]
	assert changes(lines, list(reversed(lines)), VOICE) == ["Details changed."]


@pytest.mark.parametrize(
	("now", "told"),
	[
		({}, False),
		({("Stakeholder Concern", "CON-1"): Level.OPEN}, False),
		({("Stakeholder Concern", "CON-1"): Level.RESTRICTED}, True),
		({("Stakeholder Concern", "CON-1"): None}, True),
		({("Stakeholder Concern", "CON-2"): None}, False),
	],
)
def test_a_version_is_outgrown_when_its_readers_may_not_read_it_any_more(now, told):
	assert outgrown([written("text")], now) is told


LEAD = LeadTimes(draft=timedelta(hours=48), final=timedelta(hours=24))
START = datetime(2026, 11, 24, 10)


def due(hours_before: float, made: float | None = None, made_as: str | None = None, status: str = "Planned"):
	made_on = None if made is None else START - timedelta(hours=made)
	now = START - timedelta(hours=hours_before)
	return is_due(status, START, now, LEAD, made_on=made_on, made_as=made_as)


@pytest.mark.parametrize(
	("hours_before", "made", "made_as", "expected"),
	[
		(49, None, None, False),
		(48, None, None, True),
		(30, None, None, True),
		(30, 60, "Draft", True),
		(30, 47, "Draft", False),
		(30, 47, "Stale", False),
		(24, 47, "Draft", True),
		(24, 47, "Stale", True),
		(23, 24, "Final", False),
		(5, 24, "Stale", False),
		(5, 20, "Draft", True),
		(1, None, None, True),
		(0, None, None, False),
		(-2, None, None, False),
	],
)
def test_the_hours_at_which_a_brief_is_due(hours_before, made, made_as, expected):
	assert due(hours_before, made, made_as) is expected


@pytest.mark.parametrize("status", ["Held", "Logged", "Closed", "Postponed", "Cancelled"])
def test_only_a_coming_meeting_gets_one(status):
	assert due(10, status=status) is False
	assert due(10, status="Confirmed") is True


@given(st.floats(min_value=0.1, max_value=100))
def test_asked_again_in_the_same_hour_nothing_is_due(hours):
	now = START - timedelta(hours=hours)
	assert not is_due("Planned", START, now, LEAD, made_on=now, made_as=state_at(START, now, LEAD))


def test_a_brief_made_close_to_the_meeting_is_final():
	assert state_at(START, START - timedelta(hours=24), LEAD) == "Final"
	assert state_at(START, START - timedelta(hours=25), LEAD) == "Draft"


def test_facts_without_anything_have_a_fingerprint():
	assert facts_hash(BriefFacts(meeting=everything().meeting)) != facts_hash(everything())
