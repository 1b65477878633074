"""Addresses and numbers in one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.contact_points import BadAddress, normal_or_empty, normalise, readings


@pytest.mark.parametrize(
	("channel", "typed", "stored"),
	[
		("Email", "  Amina@Example.ORG ", "Amina@example.org"),
		("Phone", "+44 7700 900 123", "+447700900123"),
		("WhatsApp", "+254 (0) 712 345678", "+254712345678"),
		("SMS", "+1 202-555-0143", "+12025550143"),
		("Phone", "+44 20 7946 0958 ext 123", "+442079460958 ext. 123"),
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
		("Phone", "+2547I2345678", "number"),
		("SMS", "+254712345678 x12", "extension"),
		("Phone", "+254712345678\n+254722345678", "several"),
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


@pytest.mark.parametrize(
	("channel", "stored", "forms"),
	[
		("Phone", "+44 20 7946 0958 x123", ("+442079460958 ext. 123", "+442079460958")),
		("Phone", "+442079460958", ("+442079460958",)),
		("WhatsApp", "+44 1212", ("+441212",)),
		("SMS", "+254712345678 x12", ("+254712345678",)),
		("Phone", "call me", ()),
		("Email", "Amina@Example.ORG", ("Amina@example.org",)),
		("Email", None, ()),
	],
)
def test_an_address_is_compared_in_every_form_in_which_it_was_stored(channel, stored, forms):
	assert readings(channel, stored) == forms
