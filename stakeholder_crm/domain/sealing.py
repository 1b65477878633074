"""Seal texts: encrypted with AES-256-GCM (NIST SP 800-38D), so that only who holds the key can read them."""

import base64
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

# What a sealed text's column holds instead.
DOTS = "•••••"
KEY_BYTES, NONCE_BYTES = 32, 12

# Texts by row (empty for the record itself), then by fieldname.
Texts = dict[str, dict[str, str]]


class KeyMissing(Exception):
	"""There is no key with the number that a text was sealed under.

	Attributes:
		number: of the key; None if there is no key at all.
	"""

	def __init__(self, number: int | None) -> None:
		super().__init__(f"no vault key {number}" if number else "no vault key")
		self.number = number


class BadKeys(ValueError):
	"""A line of the keys is not a number, a colon and 32 bytes as Base64.

	Attributes:
		line: the number of the line, from 1.
	"""

	def __init__(self, line: int) -> None:
		super().__init__(f"line {line}")
		self.line = line


class Altered(Exception):
	"""A sealed text was changed, belongs to another record, or was sealed under another key of the same number."""


@dataclass(frozen=True, slots=True)
class Keyring:
	"""The keys of a vault by number. New texts are sealed under the highest number."""

	keys: Mapping[int, bytes]

	@property
	def current(self) -> int:
		"""The number of the key for new texts.

		Raises:
			KeyMissing: if there is none.
		"""
		if not self.keys:
			raise KeyMissing(None)
		return max(self.keys)

	def cipher(self, number: int) -> AESGCM:
		"""The cipher of a key.

		Args:
			number: of the key.

		Raises:
			KeyMissing: if there is no such key.
		"""
		if number not in self.keys:
			raise KeyMissing(number if self.keys else None)
		return AESGCM(self.keys[number])


def new_key_line(number: int) -> str:
	"""A line with a new random key.

	Args:
		number: of the key.
	"""
	return f"{number}:{base64.b64encode(os.urandom(KEY_BYTES)).decode()}"


def parse_keys(text: str) -> Keyring:
	"""Read keys, one on each line. Empty lines and lines that begin with # are ignored.

	Args:
		text: such as ``1:<32 bytes as Base64>``.

	Raises:
		BadKeys: if a line cannot be read, or a number is there twice.
	"""
	keys: dict[int, bytes] = {}
	for at, line in enumerate(text.splitlines(), 1):
		if not line.strip() or line.lstrip().startswith("#"):
			continue
		number, _colon, encoded = line.strip().partition(":")
		try:
			key = base64.b64decode(encoded, validate=True)
			if len(key) != KEY_BYTES or int(number) < 1 or int(number) in keys:
				raise BadKeys(at)
			keys[int(number)] = key
		except ValueError as error:
			raise BadKeys(at) from error
	return Keyring(keys)


def seal(texts: Texts, record: str, keyring: Keyring) -> str:
	"""Encrypt all texts of a record at once.

	Rows and fields are part of what is encrypted. The record is authenticated with it, so that the texts of one
	record cannot be shown as another's.

	Args:
		texts: by row and fieldname.
		record: the record's identity.
		keyring: the keys.

	Returns:
		The key's number, a colon, and nonce and ciphertext as Base64.

	Raises:
		KeyMissing: if there is no key.
	"""
	plain = json.dumps(texts, ensure_ascii=False, separators=(",", ":")).encode()
	number, _colon, box = seal_bytes(plain, record, keyring).partition(b":")
	return f"{number.decode()}:{base64.b64encode(box).decode()}"


def unseal(sealed: str, record: str, keyring: Keyring) -> Texts:
	"""Decrypt the texts of a record.

	Args:
		sealed: from ``seal``.
		record: the record's identity, as it was sealed with.
		keyring: the keys.

	Raises:
		KeyMissing: if its key is not there.
		Altered: if it is not what was sealed for this record.
	"""
	number, _colon, encoded = sealed.partition(":")
	try:
		box = base64.b64decode(encoded, validate=True)
	except ValueError as error:
		raise Altered(record) from error
	return json.loads(unseal_bytes(number.encode() + b":" + box, record, keyring))


def seal_bytes(plain: bytes, record: str, keyring: Keyring) -> bytes:
	"""Encrypt the content of a file.

	Args:
		plain: the content.
		record: the file's identity, which is authenticated with it.
		keyring: the keys.

	Returns:
		The key's number, a colon, nonce and ciphertext.

	Raises:
		KeyMissing: if there is no key.
	"""
	number = keyring.current
	nonce = os.urandom(NONCE_BYTES)
	return b"%d:%b%b" % (
		number,
		nonce,
		keyring.cipher(number).encrypt(nonce, plain, _about(number, record)),
	)


def unseal_bytes(sealed: bytes, record: str, keyring: Keyring) -> bytes:
	"""Decrypt the content of a file.

	Args:
		sealed: from ``seal_bytes``.
		record: the file's identity, as it was sealed with.
		keyring: the keys.

	Raises:
		KeyMissing: if its key is not there.
		Altered: if it is not what was sealed for this file.
	"""
	number, _colon, box = sealed.partition(b":")
	try:
		return keyring.cipher(int(number)).decrypt(
			box[:NONCE_BYTES], box[NONCE_BYTES:], _about(int(number), record)
		)
	except (InvalidTag, ValueError) as error:
		raise Altered(record) from error


def key_number(sealed: str) -> int:
	"""The number of the key that texts were sealed under.

	Args:
		sealed: from ``seal``, or the beginning of what ``seal_bytes`` gave, as text.
	"""
	return int(sealed.partition(":")[0])


def _about(number: int, record: str) -> bytes:
	return f"stakeholder_crm:{number}:{record}".encode()
