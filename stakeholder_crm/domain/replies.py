"""What an incoming mail says of itself: which message it answers, and whether a person wrote it.

A machine's answer is no sign that somebody read a thank-you, and a report that it could not be delivered is one
that nobody did (RFC 3834, RFC 3464). Nothing here goes by who sent it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from enum import Enum
from typing import cast

from stakeholder_crm.domain.refusals import is_bad_address_by_report

_PARSER = BytesParser(EmailMessage, policy=policy.default)
_ID = re.compile(r"<([^<>\s]+@[^<>\s]+)>")
_STATUS = re.compile(r"^\s*([245])\.\d{1,3}\.\d{1,3}\b")
_MAIL_SYSTEMS = frozenset({"mailer-daemon", "postmaster"})
_NOBODY = re.compile(r"^(no|do|donot|do-not)[-_.]?(not)?[-_.]?reply\b")
_BULK = frozenset({"bulk", "junk", "list", "auto_reply"})
# Headers that programs add which answer by themselves, from before RFC 3834 and beside it.
_AUTOMATIC_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Auto-Response", "List-Id", "Feedback-ID")


class Author(Enum):
	"""Who answered."""

	PERSON = "person"
	MACHINE = "machine"  # out of office, a receipt, a delay
	RETURNED = "returned"  # a mail server: it was not delivered, and will not be


@dataclass(frozen=True, slots=True)
class Signs:
	"""What a mail says of itself.

	Attributes:
		answers: Message-IDs that it may answer, the nearest first, without their angle brackets.
		author: who answered.
		code: why it came back (RFC 3463), such as 5.1.1; empty where it did not.
		bad_address: whether it came back because nobody has the address.
	"""

	answers: tuple[str, ...]
	author: Author
	code: str = ""
	bad_address: bool = False


def read_signs(raw: bytes) -> Signs:
	"""Read a whole mail, as it came.

	Args:
		raw: the mail with its headers.
	"""
	mail = _PARSER.parsebytes(raw)
	report = _report_type(mail)
	near = [*_ids(mail, "In-Reply-To"), *reversed(_ids(mail, "References"))]
	if report:
		near += [one for part in mail.walk() for one in _returned_ids(part)]
	answers = tuple(dict.fromkeys(near))
	if report == "delivery-status":
		failures = list(_failures(mail))
		if not failures:
			return Signs(answers, Author.MACHINE)
		bad = all(is_bad_address_by_report(status, words) for status, words in failures)
		return Signs(answers, Author.RETURNED, failures[0][0], bad)
	return Signs(answers, Author.MACHINE if report or _is_automatic(mail) else Author.PERSON)


def guess_author(sender: str, subject: str) -> Author:
	"""Who answered, where no more is left of a mail than who sent it and what it is about.

	Args:
		sender: an address; may be empty, as that of mail servers is.
		subject: may be empty.
	"""
	local = sender.rpartition("@")[0].strip().lower()
	if not local or local in _MAIL_SYSTEMS or _NOBODY.match(local):
		return Author.MACHINE
	return (
		Author.MACHINE if subject.strip().lower().startswith(("auto:", "automatic reply")) else Author.PERSON
	)


def _report_type(mail: Message) -> str:
	if mail.get_content_type() != "multipart/report":
		return ""
	return str(mail.get_param("report-type") or "unknown").lower()


def _is_automatic(mail: Message) -> bool:
	submitted = _text(mail, "Auto-Submitted").partition(";")[0].strip().lower()
	return (
		submitted not in ("", "no")
		or _text(mail, "Precedence").strip().lower() in _BULK
		or _text(mail, "Return-Path").strip() == "<>"
		or any(_text(mail, header) for header in _AUTOMATIC_HEADERS)
	)


def _failures(mail: Message) -> Iterator[tuple[str, str]]:
	"""Status and diagnostic of each recipient for whom delivery was given up."""
	for part in mail.walk():
		if _text(part, "Action").strip().lower() == "failed":
			found = _STATUS.match(_text(part, "Status"))
			yield (found.group(0).strip() if found else "5.0.0", _text(part, "Diagnostic-Code"))


def _returned_ids(part: Message) -> list[str]:
	"""The Message-ID of the message that came back, whole or its headers only."""
	if part.get_content_type() == "text/rfc822-headers":
		content = part.get_payload(decode=True)
		headers = _PARSER.parsebytes(content if isinstance(content, bytes) else b"")
		return _ids(headers, "Message-ID")
	if part.get_content_type() == "message/rfc822" and part.is_multipart():
		inner = cast("list[Message]", part.get_payload())
		return [one for message in inner for one in _ids(message, "Message-ID")]
	return []


def _ids(mail: Message, header: str) -> list[str]:
	return _ID.findall(_text(mail, header))


def _text(mail: Message, header: str) -> str:
	"""A header as text; one that cannot be read says nothing."""
	try:
		return str(mail.get(header) or "")
	except (ValueError, IndexError, AttributeError, TypeError):
		return ""
