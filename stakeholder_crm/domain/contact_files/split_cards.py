"""Cut a file of vCards into single cards, without ever holding more than one."""

import re
from collections.abc import Iterable, Iterator

BEGIN, END = "BEGIN:VCARD", "END:VCARD"
# A card with more text than this is none that a person wrote.
MOST_CHARACTERS = 200_000
# Pictures, sounds and keys are passed over: nothing of them is taken, and they are what makes files large.
_HEAVY = re.compile(r"([a-z0-9-]+\.)?(photo|logo|sound|key)[;:]", re.IGNORECASE)
# A card within a card is of somebody else, and none of the contacts of the file (vCard 2.1; RFC 2426, 3.5.4).
_AGENT = re.compile(r"([a-z0-9-]+\.)?agent[^:]*:\s*(?P<begin>begin:vcard)?\s*", re.IGNORECASE)


def split_cards(lines: Iterable[str]) -> Iterator[str]:
	"""The text of each card, from its BEGIN to its END.

	Args:
		lines: of the file, with or without their ends.

	Returns:
		One text a card; one that is cut off or too large comes as it is, and cannot be read.
	"""
	card: list[str] = []
	size = 0
	inside = skipping = False
	for line in _without_agents(lines):
		words = line.replace("\ufeff", "").strip().upper()
		if words == BEGIN:
			if inside:
				yield "\r\n".join(card)
			card, size, inside, skipping = [BEGIN], 0, True, False
			continue
		if not inside:
			continue
		if words == END:
			yield "\r\n".join((*card, END))
			card, inside = [], False
			continue
		# Version 2.1 need not indent what follows: lines of a picture hold no colon.
		follows = line[:1] in (" ", "\t") or ":" not in line
		skipping = bool(_HEAVY.match(line)) or (skipping and follows)
		if not skipping and size <= MOST_CHARACTERS:
			card.append(line)
			size += len(line)
	if inside:
		yield "\r\n".join(card)


def _without_agents(lines: Iterable[str]) -> Iterator[str]:
	within, announced = 0, False
	for raw in lines:
		line = raw.rstrip("\r\n")
		words = line.strip().upper()
		if words == BEGIN:
			# A card that nothing announces begins the next one, whatever was open.
			within = within + 1 if announced else 0
		agent = _AGENT.fullmatch(line)
		announced = bool(agent and not agent["begin"])
		if agent:
			within += bool(agent["begin"])
		elif not within:
			yield line
		elif words == END:
			within -= 1
