"""Read headers and parts of untrusted e-mails."""

import re
from contextlib import suppress
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from html import unescape
from typing import cast

_PARSER = BytesParser(EmailMessage, policy=policy.default)
# Attachments may have any size; only the beginning of a part is read.
_LOOKED_AT = 200_000
_TAG = re.compile(rb"<(?:/?[a-z][^<>@]*|!--[^<>]*)>", re.IGNORECASE)
_ID = re.compile(r"<([^<>\s@]{1,400}@[^<>\s]{1,400})>")


def parse(raw: bytes) -> Message:
	"""Parse a raw e-mail, or its headers."""
	return _PARSER.parsebytes(raw)


def text_of(mail: Message, header: str) -> str:
	"""A header as text; empty if it cannot be read."""
	try:
		return str(mail.get(header) or "")
	except (ValueError, IndexError, AttributeError, TypeError):
		return ""


def ids_in(mail: Message, header: str) -> list[str]:
	"""The Message-IDs in a header, without their angle brackets (RFC 5322, 3.6.4)."""
	return _ID.findall(text_of(mail, header))


def content_of(part: Message) -> bytes:
	"""The beginning of a single part, in UTF-8; HTML as text."""
	content = raw_content_of(part)
	if part.get_content_type() == "text/html":
		content = unescape(_TAG.sub(b"\n", content).decode(errors="replace")).encode(errors="replace")
	return content


def raw_content_of(part: Message) -> bytes:
	"""The same with HTML tags, which contain links."""
	content = cast(bytes, part.get_payload(decode=True))[:_LOOKED_AT]
	with suppress(LookupError, ValueError):
		content = content.decode(part.get_content_charset("utf-8"), errors="replace").encode(errors="replace")
	return content
