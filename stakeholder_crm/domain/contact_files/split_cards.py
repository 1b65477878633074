"""Cut a file of vCards into single cards, without ever holding more than one."""

import re
from collections.abc import Iterable, Iterator

BEGIN, END = "BEGIN:VCARD", "END:VCARD"
# A card with more text than this is none that a person wrote.
MOST_CHARACTERS = 200_000
# Pictures, sounds and keys are passed over: nothing of them is taken, and they are what makes files large.
_HEAVY = re.compile(r"([a-z0-9-]+\.)?(photo|logo|sound|key)[;:]", re.IGNORECASE)


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
	for raw in lines:
		line = raw.rstrip("\r\n")
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
		skipping = bool(_HEAVY.match(line)) or (skipping and line[:1] in (" ", "\t"))
		if not skipping and size <= MOST_CHARACTERS:
			card.append(line)
			size += len(line)
	if inside:
		yield "\r\n".join(card)
