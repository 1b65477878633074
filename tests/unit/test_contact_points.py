"""Addresses and numbers in one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.contact_points import BadAddress, normal_or_empty, normalise


@pytest.mark.parametrize(
	("channel", "typed", "stored"),
	[
		("Email", "  Amina@Example.ORG ", "Amina@example.org"),
		("Phone", "+44 7700 900 123", "+447700900123"),
		("WhatsApp", "+254 (0) 712 345678", "+254712345678"),
		("SMS", "+1 202-555-0143", "+12025550143"),
		("Letter", " 4 Well Lane,\n Harbour Quarter ", "4 Well Lane, Harbour Quarter"),
		("In Person", "", ""),
		("Email", None, ""),
	],
)
def test_the_normal_form(channel, typed, stored):
	assert normalise(channel, typed) == normal_or_empty(channel, typed) == stored


@pytest.mark.parametrize(
	("channel", "typed", "problem"),
	[
		("Email", "amina@", "email"),
		("Email", "amina example.org", "email"),
		("Phone", "0712 345678", "country"),
		("SMS", "00254712345678", "country"),
		("Phone", "+44", "number"),
		("WhatsApp", "+44 12", "number"),
		("Phone", "+999 123456", "number"),
	],
)
def test_what_is_no_address_says_why(channel, typed, problem):
	with pytest.raises(BadAddress) as refused:
		normalise(channel, typed)
	assert refused.value.problem == problem
	assert normal_or_empty(channel, typed) == ""


@given(st.integers(min_value=900000, max_value=900999))
def test_normalising_twice_changes_nothing(number):
	once = normalise("Phone", f"+44 7700 {number}")
	assert normalise("Phone", once) == once
