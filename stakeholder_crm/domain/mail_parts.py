"""What is read from the headers and parts of a mail that anybody may have written."""

import re
from contextlib import suppress
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from html import unescape
from typing import cast

_PARSER = BytesParser(EmailMessage, policy=policy.default)
# A mail may have attachments of any size; what is looked for is near the beginning of a part.
_LOOKED_AT = 200_000
_TAG = re.compile(rb"<(?:/?[a-z][^<>@]*|!--[^<>]*)>", re.IGNORECASE)
_ID = re.compile(r"<([^<>\s@]{1,400}@[^<>\s]{1,400})>")


def parse(raw: bytes) -> Message:
	"""A mail, or the headers of one, as it came."""
	return _PARSER.parsebytes(raw)


def text_of(mail: Message, header: str) -> str:
	"""A header as text; one that cannot be read says nothing."""
	try:
		return str(mail.get(header) or "")
	except (ValueError, IndexError, AttributeError, TypeError):
		return ""


def ids_in(mail: Message, header: str) -> list[str]:
	"""The Message-IDs in a header, without their angle brackets (RFC 5322, 3.6.4)."""
	return _ID.findall(text_of(mail, header))


def content_of(part: Message) -> bytes:
	"""The beginning of a part that holds no others, in UTF-8; HTML as text."""
	content = raw_content_of(part)
	if part.get_content_type() == "text/html":
		content = unescape(_TAG.sub(b"\n", content).decode(errors="replace")).encode(errors="replace")
	return content


def raw_content_of(part: Message) -> bytes:
	"""The same, with the tags of HTML, in which links are."""
	content = cast(bytes, part.get_payload(decode=True))[:_LOOKED_AT]
	with suppress(LookupError, ValueError):
		content = content.decode(part.get_content_charset("utf-8"), errors="replace").encode(errors="replace")
	return content
