"""No digit of a phone number is dropped, guessed or added."""

import re
from contextlib import suppress

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.phone_numbers import (
	BadNumber,
	bare_number,
	dialled_number,
	lenient_reading,
	read_number,
)


@pytest.mark.parametrize(
	("typed", "region", "number"),
	[
		("+254 (0) 712 345678", "", "+254712345678"),
		("0712 345678", "KE", "+254712345678"),
		("254712345678", "KE", "+254712345678"),
		("011 44 20 7946 0958", "US", "+442079460958"),
		("+39 06 698 12345", "", "+390669812345"),
		("06 698 12345", "IT", "+390669812345"),
		("+7 8 912 345 67 89", "", "+79123456789"),
		("+800 1234 5678", "", "+80012345678"),
		("+49 30/901820", "", "+4930901820"),
		("0711/12 34 56", "DE", "+49711123456"),
		("+33 1-23-45-67-89", "", "+33123456789"),
		("(+254) 712 345678", "", "+254712345678"),
		("+(254)712.345.678.", "", "+254712345678"),
		("+ 254 712 345678", "", "+254712345678"),
		# Of other scripts, and with the marks that come along when a number is copied.
		("+٢٥٤٧١٢٣٤٥٦٧٨", "", "+254712345678"),
		("\u202a＋254\u00a0712\u2011345678\u202c", "", "+254712345678"),
		("tel:+254712345678", "", "+254712345678"),
		("tel:0712345678;phone-context=+254", "DE", "+254712345678"),
		("TEL:+254-712-345678;phone-context=+49", "", "+254712345678"),
	],
)
def test_the_number_is_the_one_that_was_typed(typed, region, number):
	assert read_number(typed, region) == number
	assert read_number(number) == number


@pytest.mark.parametrize(
	("typed", "number"),
	[
		("+44 20 7946 0958 x123", "+442079460958 ext. 123"),
		("+44 20 7946 0958 ext. 0123", "+442079460958 ext. 0123"),
		("+44 20 7946 0958 (Ext 123)", "+442079460958 ext. 123"),
		("+44 20 7946 0958,,123#", "+442079460958 ext. 123"),
		("+44 20 7946 0958;123", "+442079460958 ext. 123"),
		("+44 20 7946 0958 #123", "+442079460958 ext. 123"),
		("+44 20 7946 0958;ext=123", "+442079460958 ext. 123"),
		("+49 30 901820 Durchwahl 12", "+4930901820 ext. 12"),
		("tel:+1-202-555-0100;ext=102", "+12025550100 ext. 102"),
	],
)
def test_an_extension_is_kept(typed, number):
	assert read_number(typed) == read_number(number) == number
	assert read_number(f"tel:{dialled_number(number)}") == number
	assert bare_number(number) == number.partition(" ")[0]


@pytest.mark.parametrize(
	("typed", "region", "problem"),
	[
		("+2547I2345678", "", "number"),
		("+254 712 34O 678", "", "number"),
		("+254 712 345 xxx", "", "number"),
		("1-800-FLOWERS", "US", "number"),
		("+254712345678/9", "", "several"),
		("030 901820/21", "DE", "several"),
		("+49 30/901820/21", "", "several"),
		("0712345678/+254722111222", "KE", "several"),
		("+254712345678-9", "", "several"),
		("+254712345678 or +254712345679", "", "several"),
		("0712345678, 0722111222", "KE", "several"),
		("0712345678; 0722111222", "KE", "several"),
		("0712345678;0722111222", "KE", "several"),
		("+254712345678; 9", "", "several"),
		("+44 20 7946 0958, 123", "", "several"),
		("4.47912E+11", "GB", "spreadsheet"),
		("4,47912e11", "", "spreadsheet"),
		("254712345678.0", "KE", "spreadsheet"),
		("*#06#", "GB", "number"),
		("0", "GB", "number"),
		("0", "", "number"),
		("call me", "", "number"),
		("+254712345678 (her sister)", "", "number"),
		("+0712345678", "", "number"),
		("0712345678", "", "country"),
		("1212", "GB", "number"),
		("+44 1212", "", "number"),
		# The rules of these countries' numbers would add a 9, and drop a 1 or a carrier's code.
		("+54 11 15 1234 5678", "", "number"),
		("+52 1 55 1234 5678", "", "number"),
		("+55 0 15 11 91234 5678", "", "number"),
		("tel:7042;phone-context=example.org", "DE", "number"),
		("tel:+254712345678;isub=1", "", "number"),
		("tel:+254712345678;ext=12a", "", "number"),
		("/712345678", "KE", "several"),
		("+254712345678" + " " * 80, "", "number"),
		("+49 30 901820;901821", "", "several"),
		# A note at the foot of the page, and days.
		("+25471234567\u2078", "", "number"),
		("+25471234567\u2082", "", "number"),
		("+25471234567\u2460", "", "number"),
		("2020-12-03", "KE", "number"),
		("01.02.2020", "DE", "number"),
		(" 1-2-1990 ", "KE", "number"),
	],
)
def test_what_cannot_be_read_without_guessing_is_refused(typed, region, problem):
	with pytest.raises(BadNumber) as refused:
		read_number(typed, region)
	assert refused.value.problem == problem


def test_what_earlier_versions_stored_is_known_for_comparing():
	assert lenient_reading("+44 20 7946 0958 ext 123") == "+442079460958"
	assert lenient_reading("+44 1212") == "+441212"
	assert lenient_reading("+44") == lenient_reading("nothing") == ""


TYPED = st.text(alphabet="+0123456789 ()-./,;#xIO", min_size=5, max_size=24)


@given(TYPED, st.sampled_from(("", "KE", "DE", "US", "IT", "AR", "BR", "MX", "RU")))
def test_every_digit_typed_is_there_and_none_is_new(typed, region):
	with suppress(BadNumber):
		number = read_number(typed, region)
		before, _, extension = number.partition(" ext. ")
		significant = phonenumbers.national_significant_number(phonenumbers.parse(before))
		assert re.sub(r"\D", "", typed).endswith(significant + extension)
		assert read_number(number) == number
