"""Classify an incoming e-mail: the message it answers, and whether a person wrote it.

An automatic reply does not show that a person read a thank-you, and a delivery failure shows that nobody did
(RFC 3834, RFC 3464). The same rules apply if only sender and subject are known.
"""

from dataclasses import dataclass
from email.message import Message
from enum import Enum

from stakeholder_crm.domain.automatic_mail import is_automatic
from stakeholder_crm.domain.mail_parts import ids_in, parse
from stakeholder_crm.domain.quoted_links import tokens_in
from stakeholder_crm.domain.returned_mail import held_ids, is_report, read_returned

# The maximum number of messages searched in a thread.
MOST_ANSWERS = 100


class Author(Enum):
	"""The type of author."""

	PERSON = "person"
	MACHINE = "machine"  # out of office, a receipt, a delay
	RETURNED = "returned"  # a mail server: delivery failed permanently


@dataclass(frozen=True, slots=True)
class Signs:
	"""The classification of an e-mail.

	Attributes:
		answers: Message-IDs that it may answer, the closest first, without angle brackets.
		author: the type of author.
		code: why it bounced (RFC 3463), such as 5.1.1; empty if it did not.
		bad_address: whether it bounced because the address does not exist.
		tokens: of the unsubscribe links that it quotes.
	"""

	answers: tuple[str, ...]
	author: Author
	code: str = ""
	bad_address: bool = False
	tokens: tuple[str, ...] = ()


def read_signs(raw: bytes) -> Signs:
	"""Classify a raw e-mail.

	Args:
		raw: the e-mail with its headers.
	"""
	mail = parse(raw)
	near = [*ids_in(mail, "In-Reply-To"), *reversed(ids_in(mail, "References")), *held_ids(mail)]
	answers, tokens = tuple(dict.fromkeys(near))[:MOST_ANSWERS], tokens_in(mail)
	returned = read_returned(mail)
	if returned:
		return Signs(answers, Author.RETURNED, returned.code, returned.bad_address, tokens)
	author = Author.MACHINE if is_report(mail) or is_automatic(mail) else Author.PERSON
	return Signs(answers, author, tokens=tokens)


def guess_author(sender: str, subject: str) -> Author:
	"""The type of author, from sender and subject only.

	Args:
		sender: an address; empty for mail servers.
		subject: may be empty.
	"""
	mail = Message()
	mail["From"] = sender.strip() or "<>"
	mail["Subject"] = subject
	return Author.MACHINE if is_automatic(mail) else Author.PERSON
