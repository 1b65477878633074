"""The opt-out link of a message of ours in a mail that quotes it, by which we know it again.

Some relays give a message another Message-ID than ours, which an answer then names, and which nobody here knows. The
link's token is signed, and only who has the message knows it.
"""

import re
from email.message import Message

from stakeholder_crm.domain.mail_parts import raw_content_of, text_of

MOST_TOKENS = 20
# Programs that check links write them percent-encoded into their own, once or twice.
_LINK = re.compile(
	r"(?i:(?:/|%2f|%252f)no-more(?:\?|%3f|%253f)t(?:=|%3d|%253d))([A-Za-z0-9_-]{24})(?![A-Za-z0-9_-])"
)


def tokens_in(mail: Message) -> tuple[str, ...]:
	"""The tokens of the opt-out links in a mail's texts, and in the headers of messages that it holds.

	Args:
		mail: a received mail. Whether we made a token, its signature says.
	"""
	found = (token for part in mail.walk() for text in _texts(part) for token in _LINK.findall(text))
	return tuple(dict.fromkeys(found))[:MOST_TOKENS]


def _texts(part: Message) -> list[str]:
	header = text_of(part, "List-Unsubscribe")
	if part.is_multipart() or part.get_content_maintype() not in ("text", "message"):
		return [header]
	return [header, raw_content_of(part).decode(errors="replace")]
