"""Two rows about one way to reach somebody: the less safe opinion counts."""

from datetime import date

import pytest

from stakeholder_crm.domain.merged_rows import (
	earlier,
	folded,
	one_contact_point,
	one_focal_person,
	opinion,
	same_focal_person,
	way,
)

LONG_AGO, LATELY = date(2025, 1, 1), date(2026, 11, 1)
POINT = {
	"channel": "Email",
	"value": "mira@example.org",
	"safety": "Safe",
	"bounced": 0,
	"voicemail_ok": 1,
	"name_organisation_ok": 1,
	"valid_until": None,
}
PERSON = {
	"person_name": "Mira Osei",
	"role": None,
	"channel": "Email",
	"address": "mira@example.org",
	"safety": "Safe",
	"bounced": 0,
	"name_organisation_ok": 1,
	"user": None,
	"contact": None,
	"since": None,
	"until": None,
}


@pytest.mark.parametrize(
	("one", "other", "safety"),
	[
		("Safe", "Unsafe", "Unsafe"),
		("Unsafe", "Safe", "Unsafe"),
		("Unknown", "Safe", "Unknown"),
		("Unknown", "Unsafe", "Unsafe"),
		("Safe", None, "Unknown"),
		("Safe", "Safe", "Safe"),
	],
)
def test_the_less_safe_of_two_opinions_counts(one, other, safety):
	assert opinion([{**POINT, "safety": one}, {**POINT, "safety": other}])["safety"] == safety
	assert one_focal_person({**PERSON, "safety": one}, {**PERSON, "safety": other})["safety"] == safety


@pytest.mark.parametrize("rows", [("one", "other"), ("other", "one")])
def test_a_bounce_counts_from_either_and_a_permission_only_from_both(rows):
	said = {
		"one": {},
		"other": {"bounced": 1, "voicemail_ok": 0, "name_organisation_ok": 0, "valid_until": LATELY},
	}
	point = one_contact_point(*({**POINT, **said[row]} for row in rows))
	assert point == {
		"safety": "Safe",
		"bounced": 1,
		"voicemail_ok": 0,
		"name_organisation_ok": 0,
		"valid_until": LATELY,
	}


@pytest.mark.parametrize("swapped", [False, True])
def test_who_left_in_either_record_has_left(swapped):
	rows = [{**PERSON, "since": LATELY}, {**PERSON, "since": LONG_AGO, "until": LATELY}]
	person = one_focal_person(*(rows[::-1] if swapped else rows))
	assert (person["since"], person["until"]) == (LONG_AGO, LATELY)
	assert earlier(LONG_AGO, LATELY) == LONG_AGO
	assert earlier(None, None) is None


@pytest.mark.parametrize("swapped", [False, True])
def test_an_address_that_only_one_record_had_comes_with_what_was_said_of_it(swapped):
	blank = {**PERSON, "address": "", "safety": "Unknown", "channel": "Phone"}
	known = {**PERSON, "role": "Director", "user": "mira@here.example", "contact": "Mira"}
	person = one_focal_person(*((known, blank) if swapped else (blank, known)))
	assert (person["channel"], person["address"], person["safety"]) == ("Email", "mira@example.org", "Safe")
	assert (person["role"], person["user"], person["contact"]) == ("Director", "mira@here.example", "Mira")


@pytest.mark.parametrize("swapped", [False, True])
def test_a_warning_counts_without_an_address(swapped):
	rows = [{**PERSON, "address": None, "safety": "Unsafe"}, PERSON]
	assert one_focal_person(*(rows[::-1] if swapped else rows))["safety"] == "Unsafe"


@pytest.mark.parametrize(
	("row", "rows", "place"),
	[
		(PERSON, [{**PERSON, "address": "else@example.org"}, {**PERSON, "person_name": "mira  OSEI"}], 1),
		(PERSON, [{**PERSON, "address": "MIRA@EXAMPLE.ORG"}], 0),
		(PERSON, [{**PERSON, "address": "else@example.org"}], None),
		(PERSON, [{**PERSON, "person_name": "Ben B"}], None),
		(PERSON, [{**PERSON, "channel": "Phone", "address": ""}], 0),
		({**PERSON, "address": ""}, [PERSON], 0),
		({**PERSON, "address": ""}, [{**PERSON, "address": ""}], 0),
		({**PERSON, "address": "", "channel": "In Person"}, [PERSON], None),
		(
			{**PERSON, "address": "", "channel": "In Person"},
			[{**PERSON, "address": "", "channel": "In Person"}],
			0,
		),
		(PERSON, [{**PERSON, "channel": "SMS"}], None),
		({**PERSON, "user": "one@here.example"}, [{**PERSON, "user": "two@here.example"}], None),
		({**PERSON, "user": "one@here.example"}, [{**PERSON, "user": "one@here.example"}], 0),
		(PERSON, [], None),
	],
)
def test_the_same_person_is_known_by_name_and_address(row, rows, place):
	assert same_focal_person(row, rows) is (None if place is None else rows[place])


def test_an_address_is_compared_in_its_normal_form():
	assert way("Phone", "+49 151 1234 5678") == way("Phone", "+4915112345678")
	assert way("Email", "Mira@Example.org") == way("Email", "mira@EXAMPLE.org")
	assert way("Email", "no address at all") == ("Email", "no address at all")
	assert way(None, " ") is None
	assert folded("  Mira \t Osei ") == folded("MIRA OSEI")
	assert folded("Jos\u00e9") == folded("JOSE\u0301")
	assert folded(None) == ""
