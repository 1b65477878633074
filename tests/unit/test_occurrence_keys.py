"""One thank-you for a person and a meeting, and one for each of an agency's representatives."""

import pytest

from stakeholder_crm.domain.occurrence_keys import free_key, is_key_of, match_representatives

AGENCY = ("Partner Agency", "PA-1")


def test_each_representative_has_a_key_of_their_own_that_names_nobody():
	taken: set[str] = set()
	for _person in range(3):
		taken.add(free_key("MTG-1", AGENCY, taken))
	assert sorted(taken) == [
		"MTG-1:Partner Agency:PA-1",
		"MTG-1:Partner Agency:PA-1:2",
		"MTG-1:Partner Agency:PA-1:3",
	]
	assert all(is_key_of(key, "MTG-1", AGENCY) for key in taken)


@pytest.mark.parametrize(
	"key", ["", "MTG-1:Partner Agency:PA-10", "MTG-10:Partner Agency:PA-1", "MTG-1:Activist:PA-1", "random"]
)
def test_a_key_of_somebody_else_is_none_of_theirs(key):
	assert not is_key_of(key, "MTG-1", AGENCY)


@pytest.mark.parametrize(
	("came", "planned", "focal", "places"),
	[
		(["Ana A", "Ben B"], [], ["Ana A", "Ben B"], [None, None]),
		(["Ana A", "Ben B"], ["ben  b", "Ana A"], ["Ana A", "Ben B"], [1, 0]),
		(["Ana A", "Ben B"], ["Ana A"], ["Ana A", "Ben B"], [0, None]),
		# Somebody else came, as the log says now: they are thanked for themselves.
		(["Ben B"], ["Ana A"], ["Ana A", "Ben B"], [None]),
		# The earlier log named nobody, or this one does not.
		(["Ana A"], [""], ["Ana A"], [0]),
		([""], ["Ana A"], ["Ana A"], [0]),
		(["Ana A", "Ben B"], [""], ["Ana A", "Ben B"], [0, None]),
		# A corrected name is the same person.
		(["Ana Adams", "Ben B"], ["Ana A", "Ben B"], ["Ana Adams", "Ben B"], [0, 1]),
		([""], ["", ""], [], [0]),
	],
)
def test_an_amended_log_finds_whose_thank_you_is_whose(came, planned, focal, places):
	assert match_representatives(came, planned, focal) == places
