"""Facts for a small meeting: one of every kind."""

from datetime import date, datetime, timedelta
from typing import Any

from stakeholder_crm.domain.brief_facts import (
	AdaptationFact,
	AssessmentFact,
	BriefFacts,
	BriefRoute,
	CareFact,
	ChannelFact,
	CommitmentFact,
	ConcernFact,
	ContactFact,
	FactScope,
	MeetingFact,
	Participant,
	Source,
	StakeholderFact,
	TieFact,
)
from stakeholder_crm.domain.clearance import Level

TODAY = date(2026, 11, 23)
AMINA: FactScope = ("Community Leader", "CL-00001")
BASHIR: FactScope = ("Partner Agency", "PA-00001")
EARLIER: FactScope = ("Stakeholder Meeting", "MTG-2026-00001")


def source(doctype: str, name: str, *about: FactScope, on: date = TODAY, level: Level = Level.OPEN) -> Source:
	return Source(doctype, name, on, first_hand=True, level=level, about=frozenset(about))


def meeting(**values: Any) -> MeetingFact:
	return MeetingFact(
		**{
			"source": source("Stakeholder Meeting", "MTG-2026-00002"),
			"kind": "One-to-one",
			"starts_on": datetime(2026, 11, 24, 10),
			"ends_on": datetime(2026, 11, 24, 11),
			"location": "Harbour Hall",
			"purpose": "Hear what changed",
			"desired_outcome": "A date for the hearing",
			"agenda": "Tea, then the map",
			"engagement_level": "Involve",
			"ground_rules": "One speaks at a time",
			"disclosure_boundary": "The address of the shelter",
			**values,
		}
	)


def everything() -> BriefFacts:
	"""A leader of whom much is known, an agency of which little is, and a guest."""
	log = source("Meeting Log", "LOG-1", AMINA, EARLIER)
	return BriefFacts(
		meeting=meeting(),
		participants=(
			Participant(AMINA, "Amina", "Party", invited=True),
			Participant(BASHIR, "Harbour Legal", "Supporter", invited=True, represented_by="Ms Okoro"),
			Participant(None, "Visitor", "Observer", invited=False),
		),
		stakeholders=(
			StakeholderFact(
				source(*AMINA, AMINA),
				AMINA,
				"Amina",
				"Active",
				("Elder", "Harbour Quarter"),
				language="French",
				health="Steady",
				met=True,
				verified_on=TODAY,
				verify_every_days=180,
				routes=(BriefRoute("Email"),),
			),
			StakeholderFact(source(*BASHIR, BASHIR), BASHIR, "Harbour Legal", "Dormant", ("Legal Services",)),
		),
		assessments=(
			AssessmentFact(
				source("Stakeholder Assessment", "ASM-1", AMINA),
				AMINA,
				"Amina",
				"Neutral",
				"Supportive",
				trust=3,
				trust_before=2,
				influence=4,
				interest=5,
			),
		),
		touches=(ContactFact(log, AMINA, "Amina", "She spoke of the rents.", "the map", "Grew"),),
		commitments=(
			CommitmentFact(
				source("Stakeholder Commitment", "COM-1", AMINA),
				AMINA,
				"Amina",
				"Send the map",
				ours=True,
				due_on=TODAY - timedelta(days=3),
				status="Open",
				responsible="Noor",
			),
			CommitmentFact(
				source("Stakeholder Commitment", "COM-2", AMINA),
				AMINA,
				"Amina",
				"Bring the union",
				ours=False,
				due_on=TODAY + timedelta(days=3),
				status="In Progress",
			),
		),
		concerns=(
			ConcernFact(
				source("Stakeholder Concern", "CON-1", AMINA),
				AMINA,
				"Amina",
				"Nobody listens",
				"High",
				"Raised",
			),
		),
		adaptations=(AdaptationFact(source("Meeting Log", "LOG-1", EARLIER), "We sat outside.", "Progress"),),
		care=(
			CareFact(source(*AMINA, AMINA), AMINA, "Amina", do=True, text="ask about the garden"),
			CareFact(
				source(*AMINA, AMINA),
				AMINA,
				"Amina",
				do=False,
				text="mention the landlord",
				told_by="her nephew",
			),
		),
		channels=(ChannelFact(source(*AMINA, AMINA, BASHIR), AMINA, "Amina", "Harbour Legal"),),
		ties=(
			TieFact(
				source(*AMINA, AMINA, BASHIR),
				"Amina",
				"Harbour Legal",
				"Rival",
				"Strong",
				date(2019, 5, 1),
			),
		),
		cleared=frozenset({AMINA, BASHIR, EARLIER}),
	)
