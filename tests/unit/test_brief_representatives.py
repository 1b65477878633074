"""Two people of one agency in the brief: the agency once, with both."""

from dataclasses import replace

from stakeholder_crm.domain.brief import compose
from stakeholder_crm.domain.brief_facts import BriefRoute, Participant, attendees
from stakeholder_crm.domain.brief_line import Voice
from tests.unit.brief_examples import BASHIR, TODAY, everything

OKORO = Participant(BASHIR, "Harbour Legal", "Speaker", invited=True, represented_by="Ms Okoro")
BELL = Participant(BASHIR, "Harbour Legal", "Observer", invited=True, represented_by="Mr Bell")


def facts(*routes: BriefRoute):
	all_facts = everything()
	agency = replace(all_facts.stakeholders[1], routes=routes)
	amina, _agency, guest = all_facts.participants
	return replace(
		all_facts,
		participants=(amina, OKORO, guest, BELL),
		stakeholders=(all_facts.stakeholders[0], agency),
	)


def lines(section: str, *routes: BriefRoute) -> list[str]:
	brief = compose(facts(*routes), TODAY, Voice())
	return [
		line.text
		for line in (*brief.lines, *brief.gaps)
		if line.section == section and "Harbour Legal" in line.text
	]


def test_the_agency_is_introduced_once_with_everybody_it_sends():
	(line,) = lines("Participants")
	assert line.startswith("Harbour Legal (Speaker); represented by Ms Okoro, Mr Bell (Observer)")
	assert [one.name for one in attendees(facts())] == ["Amina", "Harbour Legal", "Visitor"]


def test_it_is_asked_once():
	assert len(lines("Talking Points")) == 1


def test_the_gaps_say_who_cannot_be_reached():
	for routes, said in (
		((), "no safe contact point"),
		((BriefRoute("Email", person="Ms Okoro"),), "no safe contact point for Mr Bell"),
		((BriefRoute("Email"),), "no safe contact point for Ms Okoro, Mr Bell"),
	):
		(line,) = lines("Gaps", *routes)
		assert f"{said};" in line
	(line,) = lines("Gaps", BriefRoute("Email", person="Ms Okoro"), BriefRoute("Email", person="Mr Bell"))
	assert "no safe route" not in line
