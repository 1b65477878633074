"""What a brief says is missing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from stakeholder_crm.domain.brief import compose
from stakeholder_crm.domain.brief_facts import BriefFacts, BriefRoute
from stakeholder_crm.domain.brief_line import Voice
from tests.unit.brief_examples import TODAY, everything, meeting


def said(facts: BriefFacts) -> list[str]:
	return [line.text for line in compose(facts, TODAY, Voice()).gaps]


def test_gaps():
	assert said(everything()) == [
		"Harbour Legal: status Dormant; never met; no safe contact point; "
		"no assessment; record never verified",
		"Visitor is a guest without a record.",
	]


def test_gaps_of_a_meeting():
	bare = meeting(purpose="", desired_outcome="", ground_rules="", postponed=True)
	assert said(BriefFacts(meeting=bare)) == [
		"The meeting is postponed and has no new date.",
		"No participants listed.",
		"No purpose entered.",
		"No desired outcome entered.",
		"No ground rules entered.",
	]


@pytest.mark.parametrize(
	("age", "every", "stale"), [(180, 180, False), (181, 180, True), (9999, 0, False), (0, 180, False)]
)
def test_facts_go_stale_after_their_time(age, every, stale):
	facts = everything()
	amina = replace(facts.stakeholders[0], verified_on=TODAY - timedelta(days=age), verify_every_days=every)
	gaps = said(replace(facts, stakeholders=(amina,)))
	assert any("last verified on" in text for text in gaps) is stale


@pytest.mark.parametrize(
	("route", "usable"),
	[
		(BriefRoute("Email"), True),
		(BriefRoute("Email", until=TODAY), True),
		(BriefRoute("Email", until=TODAY - timedelta(days=1)), False),
		(BriefRoute("Email", since=TODAY), True),
		(BriefRoute("Email", since=TODAY + timedelta(days=1)), False),
	],
)
def test_a_route_is_open_between_its_days(route, usable):
	assert route.open_on(TODAY) is usable
