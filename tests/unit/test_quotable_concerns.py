"""What a community may be handed: nothing that points at one of its few."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.quotable_concerns import OmittedReason, QuotedConcern, choose

WORDS = QuotedConcern(
	group="Quay", speaker="a", is_open=True, is_agency=False, text="The fence went up in a night."
)
SMALLEST = 3
NOBODY: frozenset[str] = frozenset()


def spoken(*speakers: str, **fields) -> list[QuotedConcern]:
	return [replace(WORDS, speaker=speaker, **fields) for speaker in speakers]


def test_enough_people_may_be_quoted():
	assert choose(spoken("a", "b", "c"), SMALLEST, NOBODY, own_page=False) == [None] * 3


@pytest.mark.parametrize("speakers", ["a", "ab", "aaaaaa", "abab"])
def test_few_people_may_not_however_much_they_say(speakers):
	found = choose(spoken(*speakers), SMALLEST, NOBODY, own_page=False)
	assert found == [OmittedReason.FEW] * len(speakers)


@pytest.mark.parametrize(
	("fields", "reason"),
	[
		({"is_open": False}, OmittedReason.CLOSED),
		({"group": ""}, OmittedReason.NO_COMMUNITY),
		({"text": "Amara told us."}, OmittedReason.NAMES_SPEAKER),
		({"text": "amara's stall", "is_open": False}, OmittedReason.CLOSED),
	],
)
def test_what_is_left_out_for_itself_is_no_voice_either(fields, reason):
	said = [*spoken("a", "b"), *spoken("c", **fields)]
	found = choose(said, SMALLEST, frozenset({"Amara Okonjo"}), own_page=False)
	assert found == [OmittedReason.FEW, OmittedReason.FEW, reason]


def test_an_agency_is_quoted_on_its_own_page_only():
	said = spoken("agency", is_agency=True)
	assert choose(said, SMALLEST, NOBODY, own_page=True) == [None]
	assert choose(said, SMALLEST, NOBODY, own_page=False) == [OmittedReason.FEW]


def test_an_agency_of_the_same_name_is_no_voice_of_the_community():
	said = [*spoken("a", "b"), *spoken("x", is_agency=True)]
	assert choose(said, SMALLEST, NOBODY, own_page=False) == [OmittedReason.FEW] * 3


@given(
	st.lists(
		st.builds(
			QuotedConcern,
			group=st.sampled_from(["", "Quay", "Hill"]),
			speaker=st.sampled_from("abcdefgh"),
			is_open=st.booleans(),
			is_agency=st.booleans(),
			text=st.sampled_from(["The fence", "Amara said so"]),
		)
	),
	st.integers(3, 6),
	st.booleans(),
)
def test_whoever_is_quoted_is_one_of_enough(said, smallest, own_page):
	reasons = choose(said, smallest, frozenset({"Amara Okonjo"}), own_page)
	quoted = [one for one, reason in zip(said, reasons, strict=True) if reason is None]
	for one in quoted:
		assert one.is_open
		assert one.group
		assert "Amara" not in one.text
		alike = {(other.group, other.is_agency, other.speaker) for other in quoted}
		voices = sum((group, agency) == (one.group, one.is_agency) for group, agency, _speaker in alike)
		assert voices >= smallest or (one.is_agency and own_page)
