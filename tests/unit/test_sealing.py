"""Sealed texts are read with their key, for their record, unchanged; with nothing else."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.sealing import (
	Altered,
	BadKeys,
	KeyMissing,
	Keyring,
	key_number,
	new_key_line,
	parse_keys,
	seal,
	unseal,
)

ONE, TWO = (parse_keys(new_key_line(number)) for number in (1, 2))
BOTH = Keyring({**ONE.keys, **TWO.keys})
TEXTS = {"": {"full_name": "Amina Yusuf"}, "a1b2": {"value": "+447700900123"}}
RECORD = "Activist/ACT-00001"


@given(
	st.dictionaries(
		st.text(max_size=10), st.dictionaries(st.text(max_size=10), st.text(), max_size=4), max_size=4
	)
)
def test_what_was_sealed_is_read_again(texts):
	assert unseal(seal(texts, RECORD, ONE), RECORD, ONE) == texts


def test_nothing_of_it_can_be_read_and_no_two_are_equal():
	sealed = [seal(TEXTS, RECORD, ONE) for _time in range(2)]
	assert sealed[0] != sealed[1]
	for one in sealed:
		box = base64.b64decode(one.partition(":")[2])
		assert b"Amina" not in box
		assert b"full_name" not in box


def test_the_texts_of_one_record_are_not_anothers():
	with pytest.raises(Altered):
		unseal(seal(TEXTS, RECORD, ONE), "Activist/ACT-00002", ONE)


@pytest.mark.parametrize("at", [0, 11, 12, 30, -1])
def test_a_changed_byte_is_noticed(at):
	number, _colon, encoded = seal(TEXTS, RECORD, ONE).partition(":")
	box = bytearray(base64.b64decode(encoded))
	box[at] ^= 1
	with pytest.raises(Altered):
		unseal(f"{number}:{base64.b64encode(box).decode()}", RECORD, ONE)


@pytest.mark.parametrize("sealed", ["", "1", "x:AAAA", "1:not Base64", "1:AAAA"])
def test_what_was_never_sealed_is_not_read(sealed):
	with pytest.raises(Altered):
		unseal(sealed, RECORD, ONE)


def test_another_key_of_the_same_number_reads_nothing():
	with pytest.raises(Altered):
		unseal(seal(TEXTS, RECORD, ONE), RECORD, parse_keys(new_key_line(1)))


def test_a_missing_key_is_named():
	with pytest.raises(KeyMissing) as missing:
		unseal(seal(TEXTS, RECORD, ONE), RECORD, TWO)
	assert missing.value.number == 1


@pytest.mark.parametrize("use", [lambda none: none.current, lambda none: none.cipher(1)])
def test_without_any_key_nothing_is_sealed_or_read(use):
	with pytest.raises(KeyMissing) as missing:
		use(Keyring({}))
	assert missing.value.number is None


def test_the_newest_key_seals_and_the_older_ones_read():
	old, new = seal(TEXTS, RECORD, ONE), seal(TEXTS, RECORD, BOTH)
	assert [key_number(old), key_number(new)] == [1, 2]
	assert unseal(old, RECORD, BOTH) == unseal(new, RECORD, BOTH) == TEXTS


def test_comments_and_empty_lines_are_no_keys():
	assert parse_keys(f"# the first\n\n{new_key_line(3)}\n").current == 3


@pytest.mark.parametrize(
	"line",
	[
		"1",
		"1:",
		"1:short",
		f"0:{base64.b64encode(bytes(32)).decode()}",
		f"x:{base64.b64encode(bytes(32)).decode()}",
		f"1:{base64.b64encode(bytes(16)).decode()}",
	],
)
def test_a_bad_line_is_named(line):
	with pytest.raises(BadKeys) as bad:
		parse_keys(f"{new_key_line(7)}\n{line}")
	assert bad.value.line == 2


def test_a_number_is_used_once():
	with pytest.raises(BadKeys):
		parse_keys(f"{new_key_line(1)}\n{new_key_line(1)}")
