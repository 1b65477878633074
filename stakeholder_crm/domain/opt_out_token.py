"""The signed token in an unsubscribe link, which reveals nothing about the recipient.

A token is eight random bytes, stored on the follow-up, and their keyed hash (HMAC, RFC 2104), truncated to
80 bits, the minimum in section 5. It is short because the URL must fit in one header line of 78
characters: Python's e-mail package breaks longer lines, and with them
``List-Unsubscribe`` (RFC 2369).
"""

import binascii
import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode

KEY_BYTES = 8
SIGNATURE_BYTES = 10
PURPOSE = b"stakeholder_crm opt-out 1"


def sign(key: str, secret: bytes) -> str:
	"""Make the token for a key.

	Args:
		key: ``KEY_BYTES`` random bytes, in URL-safe base64 without its padding.
		secret: the site's.
	"""
	raw = _decode(key)
	return _encode(raw + _signature(raw, secret))


def verify(token: str, secret: bytes) -> str | None:
	"""The key in a token; None if we did not sign it."""
	try:
		raw = _decode(token)
	except (binascii.Error, ValueError):
		return None
	key, signature = raw[:KEY_BYTES], raw[KEY_BYTES:]
	if not hmac.compare_digest(signature, _signature(key, secret)):
		return None
	return _encode(key)


def new_key(random_bytes: bytes) -> str:
	"""Encode random bytes as a key."""
	return _encode(random_bytes[:KEY_BYTES])


def _signature(raw: bytes, secret: bytes) -> bytes:
	return hmac.new(secret, PURPOSE + raw, hashlib.sha256).digest()[:SIGNATURE_BYTES]


def _encode(raw: bytes) -> str:
	return urlsafe_b64encode(raw).decode().rstrip("=")


def _decode(text: str) -> bytes:
	return urlsafe_b64decode(text + "=" * (-len(text) % 4))
