"""Detect delivery failures of our messages, as a report (RFC 3464) or as text.

Many servers send no report: qmail, older Exim, and those of large providers. Such a notice comes from a mail server
or has no return path, and contains the message or its headers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from itertools import islice
from typing import cast

from stakeholder_crm.domain.absence_subjects import is_absence_subject
from stakeholder_crm.domain.automatic_mail import has_no_return_path, is_from_mail_system
from stakeholder_crm.domain.mail_parts import content_of, ids_in, text_of
from stakeholder_crm.domain.refusals import is_bad_address, is_bad_address_by_report

UNDEFINED = "5.0.0"
_MOST_IDS = 50
_MOST_REPLY_LINES = 6
_MOST_REPLIES = 20

_STATUS = re.compile(r"^\s*([245]\.\d{1,3}\.\d{1,3})\b")
# Some write "Message ID", or the original ID saved by a relay.
_QUOTED_ID = re.compile(
	rb"^[>| \t]*(?:original |(?:x-)?original-)?message[- ]id:\s*<?([^<>\s]+@[^<>\s]+)",
	re.IGNORECASE | re.MULTILINE,
)
# Where the server's text ends and the returned message begins.
_COPY = re.compile(r"^[>| \t]*(?:return-path|received|message-id|mime-version|dkim-signature):", re.I | re.M)
_FAILURE = re.compile(
	r"undeliver|not (?:be )?deliver|unable to deliver|deliver\w{0,9} (?:has )?fail|fail\w{0,9} (?:to |of )?deliver|failure|permanent"
	r"|returned|returning|bounce|reject|giving up|gave up|given up|unzustellbar|nicht zugestellt|non (?:remis|distribu)|did not reach"
	r"|n'a pas pu|no (?:se )?(?:pudo|ha podido|entregad)|non (?:recapitat|consegnat)|não (?:foi )?(?:entregue|pôde)"
	r"|не (?:было )?доставлен|недоставлен|退信|无法|無法|配信できません|送信できません",
	re.IGNORECASE,
)
_DELAY = re.compile(
	r"\bdelay(?:ed)?\b|could not send message for past|still being (?:re)?tried|not yet been delivered|verzögert|retrasad"
	r"|\bwill (?:keep|continue|be)\b[^.]{0,40}\b(?:re)?tr(?:y|ied)|no action is required|(?:do not|don't) need to resend",
	re.IGNORECASE,
)
_FINAL = re.compile(
	r"permanent|giving up|gave up|given up|failure notice|undeliverable|returning message to sender|returned to sender",
	re.IGNORECASE,
)
_REPLY = re.compile(r"(?<![\d.:-])(5[0-5]\d)[ -]+(\S.*)")
_ENHANCED = re.compile(r"(?<![\d.])5\.\d{1,3}\.\d{1,3}(?![\d.])")
_QMAIL_CODE = re.compile(r"#5\.\d{1,3}\.\d{1,3}(?![\d.])")
_ABOUT_SENDER = re.compile(r"(?:after|in reply to) (?:the )?mail from", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Returned:
	"""The details of a delivery failure.

	Attributes:
		code: the enhanced code (RFC 3463) or the reply code; ``UNDEFINED`` if unknown.
		bad_address: whether the address does not exist.
	"""

	code: str
	bad_address: bool


def read_returned(mail: Message) -> Returned | None:
	"""The delivery failure; None if delivery did not finally fail.

	Args:
		mail: a received e-mail.
	"""
	if not _may_be_notice(mail):
		return None
	recipients = [part for part in mail.walk() if text_of(part, "Final-Recipient") or text_of(part, "Action")]
	if recipients:
		return _by_report([part for part in recipients if _is_given_up(part)])
	words = _own_words(mail)
	return _by_words(words) if _is_notice(mail, words) else None


def held_ids(mail: Message) -> tuple[str, ...]:
	"""The Message-IDs of messages in a report or notice, attached or in its text.

	Args:
		mail: a received e-mail; messages attached by a person are ignored.
	"""
	return _ids(mail) if is_report(mail) or _may_be_notice(mail) else ()


def is_report(mail: Message) -> bool:
	"""Whether it is a report of any kind: a failure, a delay, a receipt (RFC 6522)."""
	return mail.get_content_type() == "multipart/report"


def _is_given_up(recipient: Message) -> bool:
	action = text_of(recipient, "Action").strip().lower()
	return action.startswith(("failed", "expired")) or (
		not action and text_of(recipient, "Status").strip().startswith("5")
	)


def _by_report(recipients: list[Message]) -> Returned | None:
	"""The failure of each recipient with failed delivery."""
	failures = [(_status(one), text_of(one, "Diagnostic-Code")) for one in recipients]
	if not failures:
		return None
	return Returned(failures[0][0], all(is_bad_address_by_report(*failure) for failure in failures))


def _status(recipient: Message) -> str:
	found = _STATUS.match(text_of(recipient, "Status"))
	return found[1] if found else UNDEFINED


def _may_be_notice(mail: Message) -> bool:
	if is_report(mail):
		# Receipts and complaints are reports of other types, also without a return path.
		return str(mail.get_param("report-type") or "delivery-status").lower() == "delivery-status"
	return (
		bool(text_of(mail, "X-Failed-Recipients")) or is_from_mail_system(mail) or has_no_return_path(mail)
	) and not is_absence_subject(text_of(mail, "Subject"))


def _is_notice(mail: Message, words: str) -> bool:
	"""Whether its text says that delivery failed finally, rather than was delayed."""
	if text_of(mail, "X-Failed-Recipients"):
		return True
	said = f"{text_of(mail, 'Subject')}\n{words}"
	if _DELAY.search(said) and not _FINAL.search(said):
		return False
	# An absence notice also has no return path, and may say when the person returns.
	held = is_from_mail_system(mail) or bool(_ids(mail))
	return held and bool(_FAILURE.search(said) or _REPLY.search(words))


def _by_words(words: str) -> Returned:
	replies = list(islice(_replies(words), _MOST_REPLIES))
	codes = [*_ENHANCED.findall(words), *(str(code) for code, _text in replies), UNDEFINED]
	bad = bool(replies) and all(is_bad_address(*reply) for reply in replies)
	return Returned(codes[0], bad and not _ABOUT_SENDER.search(words))


def _replies(words: str) -> Iterator[tuple[int, str]]:
	"""The server replies quoted in the notice: a reply code, or only the enhanced one, and its text."""
	lines = words.splitlines()
	for number, line in enumerate(lines):
		reply = _REPLY.search(line)
		if reply:
			rest = lines[number + 1 : number + _MOST_REPLY_LINES]
			more = rest[: next((at for at, one in enumerate(rest) if not one.strip()), len(rest))]
			yield int(reply[1]), " ".join([reply[2], *more])
		elif _QMAIL_CODE.search(line):
			yield 550, line


def _own_words(mail: Message) -> str:
	"""The text of the notice itself, without the returned message."""
	for part in mail.walk():
		if part.get_content_maintype() == "text" and not part.is_multipart():
			text = content_of(part).decode("utf-8", errors="replace")
			copy = _COPY.search(text)
			return text[: copy.start()] if copy else text
	return ""


def _ids(mail: Message) -> tuple[str, ...]:
	return tuple(dict.fromkeys(one for part in mail.walk() for one in _ids_of_part(part)))[:_MOST_IDS]


def _ids_of_part(part: Message) -> list[str]:
	"""The Message-IDs of the messages in a part."""
	if part.get_content_type() == "message/rfc822" and part.is_multipart():
		return [
			one
			for message in cast("list[Message]", part.get_payload())
			for one in ids_in(message, "Message-ID")
		]
	if part.is_multipart():
		return []
	return [one.decode("utf-8", errors="replace") for one in _QUOTED_ID.findall(content_of(part))]
