"""Find our unsubscribe link in an e-mail that quotes one of our messages.

Some relays replace the Message-ID, so a reply refers to one that we do not know. The link's token is signed, and
only the message contains it.
"""

import re
from email.message import Message

from stakeholder_crm.domain.mail_parts import raw_content_of, text_of

MOST_TOKENS = 20
# Link checkers wrap links in their own, percent-encoded once or twice.
_LINK = re.compile(
	r"(?i:(?:/|%2f|%252f)no-more(?:\?|%3f|%253f)t(?:=|%3d|%253d))([A-Za-z0-9_-]{24})(?![A-Za-z0-9_-])"
)


def tokens_in(mail: Message) -> tuple[str, ...]:
	"""The tokens of unsubscribe links in an e-mail's texts, and in headers of attached messages.

	Args:
		mail: a received e-mail. The signatures are not verified here.
	"""
	found = (token for part in mail.walk() for text in _texts(part) for token in _LINK.findall(text))
	return tuple(dict.fromkeys(found))[:MOST_TOKENS]


def _texts(part: Message) -> list[str]:
	header = text_of(part, "List-Unsubscribe")
	if part.is_multipart() or part.get_content_maintype() not in ("text", "message"):
		return [header]
	return [header, raw_content_of(part).decode(errors="replace")]
