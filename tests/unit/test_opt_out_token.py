import re
from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.opt_out_token import KEY_BYTES, SIGNATURE_BYTES, new_key, sign, verify

SECRET = b"this site's"
KEY = new_key(bytes(range(KEY_BYTES)))

keys = st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES).map(new_key)


@given(keys, st.binary(min_size=1))
def test_a_token_that_we_made_stands_for_its_key(key, secret):
	assert verify(sign(key, secret), secret) == key


@given(keys)
def test_a_token_fits_an_address_and_is_always_as_long(key):
	token = sign(key, SECRET)
	assert re.fullmatch(r"[A-Za-z0-9_-]{24}", token)
	assert len(urlsafe_b64decode(token)) == KEY_BYTES + SIGNATURE_BYTES


@given(keys, st.integers(0, KEY_BYTES + SIGNATURE_BYTES - 1), st.integers(1, 255))
def test_no_changed_token_is_known(key, place, change):
	raw = bytearray(urlsafe_b64decode(sign(key, SECRET)))
	raw[place] ^= change
	assert verify(urlsafe_b64encode(bytes(raw)).decode(), SECRET) is None


@given(keys)
def test_another_sites_token_is_not_known(key):
	assert verify(sign(key, b"another site's"), SECRET) is None


@given(st.text())
def test_whatever_is_typed_raises_nothing_and_is_not_known(text):
	assert verify(text, SECRET) is None


@pytest.mark.parametrize(
	"token",
	[
		"",
		"=",
		"a",
		"\x00",
		"ä" * 24,
		"a" * 24,
		sign(KEY, SECRET)[:-4],
		sign(KEY, SECRET) + "AAAA",
		KEY,
		"a" * 100_000,
	],
)
def test_what_is_empty_cut_longer_or_no_base64_is_not_known(token):
	assert verify(token, SECRET) is None


def test_a_key_is_of_so_many_bytes_and_no_more():
	assert new_key(b"a" * (KEY_BYTES + 5)) == new_key(b"a" * KEY_BYTES)
