"""What an incoming mail says of itself: which message it answers, and whether a person wrote it.

A machine's answer is no sign that somebody read a thank-you, and a report that it could not be delivered is one
that nobody did (RFC 3834, RFC 3464). The same rules apply to a mail of which no more is left than its sender and subject.
"""

from dataclasses import dataclass
from email.message import Message
from enum import Enum

from stakeholder_crm.domain.automatic_mail import is_automatic
from stakeholder_crm.domain.mail_parts import ids_in, parse
from stakeholder_crm.domain.quoted_links import tokens_in
from stakeholder_crm.domain.returned_mail import held_ids, is_report, read_returned

# A thread has so many messages at most that are looked for.
MOST_ANSWERS = 100


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
		tokens: of the opt-out links that it quotes.
	"""

	answers: tuple[str, ...]
	author: Author
	code: str = ""
	bad_address: bool = False
	tokens: tuple[str, ...] = ()


def read_signs(raw: bytes) -> Signs:
	"""Read a whole mail, as it came.

	Args:
		raw: the mail with its headers.
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
	"""Who answered, where no more is left of a mail than who sent it and what it is about.

	Args:
		sender: an address; may be empty, as that of mail servers is.
		subject: may be empty.
	"""
	mail = Message()
	mail["From"] = sender.strip() or "<>"
	mail["Subject"] = subject
	return Author.MACHINE if is_automatic(mail) else Author.PERSON
