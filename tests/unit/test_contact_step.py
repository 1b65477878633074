"""What changed in a card of the address book, and how a name is divided."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.contact_step import (
	Change,
	change,
	comparable,
	fits_address_book,
	for_address_book,
	is_phone,
	split_name,
)

VALUES = st.lists(st.sampled_from("abcdef"))


@given(VALUES, VALUES)
def test_a_change_leads_from_the_one_to_the_other(before, after):
	found = change(before, after)
	assert (set(before) - set(found.removed)) | set(found.added) == set(after)
	assert not set(found.removed) & set(found.added)


@given(VALUES)
def test_the_same_in_another_order_is_no_change(values):
	assert not change(values, [*reversed(values), *values])


def test_a_change_keeps_the_order():
	assert change("ab", "cad") == Change(added=("c", "d"), removed=("b",))


@pytest.mark.parametrize(
	("channel", "typed", "expected"),
	[
		("Email", " Amina@Example.ORG", "Amina@example.org"),
		("Phone", "+44 7700 900123", "+447700900123"),
		("Phone", " 0712  345678 ", "0712 345678"),
		("Email", None, ""),
	],
)
def test_values_are_compared_in_one_form(channel, typed, expected):
	assert comparable(channel, typed) == expected


def test_an_address_book_holds_an_extension_or_leaves_the_number_out():
	number = "+442079460958 ext. 123"
	assert for_address_book(number) == "+442079460958 #123"
	assert comparable("Phone", for_address_book(number)) == number
	assert fits_address_book(number)
	assert not fits_address_book("+442079460958 ext. 123456")
	assert fits_address_book("somebody.with.a.long.address@example.org")


def test_a_number_for_texting_is_a_phone_number():
	assert [channel for channel in ("SMS", "WhatsApp", "Phone", "Email", "Letter") if is_phone(channel)] == [
		"SMS",
		"WhatsApp",
		"Phone",
	]


@pytest.mark.parametrize(
	("full_name", "parts"),
	[
		("Amina Ben Salah", ("Amina Ben", "Salah")),
		("Suharto", ("Suharto", "")),
		("  José   Núñez ", ("José", "Núñez")),
	],
)
def test_a_name_is_divided_so_that_it_can_be_joined_again(full_name, parts):
	assert split_name(full_name) == parts
	assert " ".join(filter(None, parts)) == " ".join(full_name.split())
