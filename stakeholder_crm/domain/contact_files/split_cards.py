"""Split a vCard file into single cards, with only one in memory at a time."""

import re
from collections.abc import Iterable, Iterator

BEGIN, END = "BEGIN:VCARD", "END:VCARD"
# No person wrote a card with more text than this.
MOST_CHARACTERS = 200_000
# The properties that are read. Pictures, birthdays and others are skipped unread: they make files large, and
# programs often write them incorrectly.
TAKEN = frozenset(
	(
		*(
			"VERSION",
			"KIND",
			"X-ADDRESSBOOKSERVER-KIND",
			"X-ABSHOWAS",
			"N",
			"FN",
			"ORG",
			"TITLE",
			"ROLE",
			"LANG",
		),
		*("TZ", "DEATHDATE", "EMAIL", "TEL", "ADR", "X-ABLABEL", "NOTE", "CATEGORIES"),
	)
)
# These are searched for opt-outs and not stored. Their beginning is enough.
IN_OWN_WORDS = frozenset(("NOTE", "CATEGORIES"))
_MOST_OF_WORDS = 20_000
QUOTED = "QUOTED-PRINTABLE"
# A nested card is another person's, and not a contact of the file (vCard 2.1; RFC 2426, 3.5.4).
_AGENT = re.compile(
	r"([a-z0-9-]+\.)?(agent[^:]*:\s*(?P<begin>begin:vcard)?|(?P<other>[a-z0-9-]+[^:]*:\s*begin:vcard))\s*",
	re.IGNORECASE,
)


def split_cards(lines: Iterable[str]) -> Iterator[str]:
	"""The text of each card, from its BEGIN to its END.

	Args:
			lines: of the file, with or without line breaks.

	Returns:
			One text per card. Truncated and oversized ones are returned as they are, and cannot be read.
	"""
	card: list[str] = []
	size = 0
	inside = False
	for line in _taken(_without_agents(lines)):
		words = _words(line)
		if words == BEGIN:
			if inside:
				yield "\r\n".join(card)
			card, size, inside = [BEGIN], 0, True
		elif words == END and inside:
			# An oversized card gets no end, so that half of it is not taken for the whole.
			yield "\r\n".join((*card, END) if size <= MOST_CHARACTERS else card)
			card, inside = [], False
		elif inside:
			size += len(line)
			card += [line] if size <= MOST_CHARACTERS else []
	if inside:
		yield "\r\n".join(card)


def _taken(lines: Iterable[str]) -> Iterator[str]:
	"""The BEGIN and END lines, and the properties that are read, with their continuation lines."""
	passing = soft = quoted = own_words = False
	left = _MOST_OF_WORDS
	for line in lines:
		frame = _words(line) in (BEGIN, END)
		# Version 2.1 need not indent a picture, whose lines have no colon, and breaks lines after "=".
		raw = not soft and line[:1] not in (" ", "\t")
		follows = not frame and (not raw or ((passing or own_words) and ":" not in line))
		if not follows:
			name, _colon, _value = line.partition(":")
			property_name = name.partition(";")[0].rpartition(".")[2].strip().upper()
			passing = not frame and property_name not in TAKEN
			own_words = not frame and property_name in IN_OWN_WORDS
			quoted = QUOTED in name.upper()
		soft = quoted and line.endswith("=")
		if frame:
			left = _MOST_OF_WORDS
		if own_words:
			# An unescaped line break is a space of the note.
			part = f"  {line}" if follows and raw else line
			if len(part) < left:
				yield part
			elif left > 0:
				# The cut ends here, even if a soft line break would follow.
				yield part[:left].rstrip("=")
			left -= len(part)
		elif not passing:
			yield line


def _words(line: str) -> str:
	return line.replace("\ufeff", "").strip().upper()


def _without_agents(lines: Iterable[str]) -> Iterator[str]:
	within, announced = 0, False
	for raw in lines:
		line = raw.rstrip("\r\n")
		words = line.strip().upper()
		if words == BEGIN:
			# A card without announcement starts the next one, whatever was open.
			within = within + 1 if announced else 0
		agent = _AGENT.fullmatch(line)
		begins = bool(agent and (agent["begin"] or agent["other"]))
		announced = bool(agent) and not begins
		if agent:
			within += begins
		elif not within:
			yield line
		elif words == END:
			within -= 1
