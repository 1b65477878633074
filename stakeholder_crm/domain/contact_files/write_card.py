"""Write vCards of version 4.0 (RFC 6350).

By hand: vobject writes 3.0, folds by characters where the standard counts bytes, and knows no KIND.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from stakeholder_crm.domain.phone_numbers import dialled_number

MOST_BYTES = 75
CONTINUED = b"\r\n "


@dataclass(frozen=True, slots=True)
class CardChannel:
	"""A way to contact a person or an organisation.

	Attributes:
		property: "EMAIL", "TEL" or "ADR".
		value: an e-mail address, a number in its normal form, or a postal address on one line.
		types: such as "cell", "text".
		preferred: whether it comes before the others.
	"""

	property: str
	value: str
	types: tuple[str, ...] = ()
	preferred: bool = False


@dataclass(frozen=True, slots=True)
class CardToWrite:
	"""What goes onto a card.

	Attributes:
		uid: what tells it from others; names nobody.
		name: of the person or the organisation.
		is_organisation: which of the two.
		organisation: where a person belongs; may be empty.
		role: what they are there; may be empty.
		language: an RFC 5646 tag; may be empty.
		time_zone: an IANA name; may be empty.
		ways: to contact them; all of them may be disclosed to the reader of the card.
		revision: when the record was changed last, in UTC: "20260101T120000Z".
	"""

	uid: str
	name: str
	is_organisation: bool
	organisation: str = ""
	role: str = ""
	language: str = ""
	time_zone: str = ""
	ways: tuple[CardChannel, ...] = ()
	revision: str = ""


def write_cards(cards: Iterable[CardToWrite]) -> bytes:
	"""A file of cards, in UTF-8 with the line ends and folds of the standard."""
	return b"".join(_fold(line) + b"\r\n" for card in cards for line in _lines(card))


def escape(text: str) -> str:
	"""A text as a value: RFC 6350, 3.4."""
	plain = text.replace("\r\n", "\n").replace("\r", "\n")
	for character in ("\\", ",", ";"):
		plain = plain.replace(character, f"\\{character}")
	return plain.replace("\n", "\\n")


def _lines(card: CardToWrite) -> Iterator[str]:
	yield "BEGIN:VCARD"
	yield "VERSION:4.0"
	yield f"UID;VALUE=text:{escape(card.uid)}"
	yield f"KIND:{'org' if card.is_organisation else 'individual'}"
	yield f"FN:{escape(card.name)}"
	# Which of the words is the family's is not known here, and not to be guessed.
	yield f"N:;{'' if card.is_organisation else escape(card.name)};;;"
	if organisation := card.name if card.is_organisation else card.organisation:
		yield f"ORG:{escape(organisation)}"
	if card.role:
		yield f"TITLE:{escape(card.role)}"
	if card.language:
		yield f"LANG:{card.language}"
	if card.time_zone:
		yield f"TZ;VALUE=text:{escape(card.time_zone)}"
	for way in card.ways:
		yield _channel(way)
	if card.revision:
		yield f"REV:{card.revision}"
	yield "END:VCARD"


def _channel(way: CardChannel) -> str:
	parameters = ";PREF=1" if way.preferred else ""
	if way.property == "TEL":
		return f"TEL;VALUE=uri{_types(way.types)}{parameters}:tel:{dialled_number(way.value)}"
	if way.property == "ADR":
		# The one line that is known stands where a street does.
		return f"ADR{parameters}:;;{escape(way.value)};;;;"
	return f"EMAIL{parameters}:{escape(way.value)}"


def _types(types: Sequence[str]) -> str:
	if not types:
		return ""
	return f";TYPE={types[0]}" if len(types) == 1 else f';TYPE="{",".join(types)}"'


def _fold(line: str) -> bytes:
	"""Lines of at most 75 bytes, none of which ends within a character."""
	folded: list[bytes] = []
	part = bytearray()
	room = MOST_BYTES
	for character in line:
		encoded = character.encode()
		if len(part) + len(encoded) > room:
			folded.append(bytes(part))
			part = bytearray()
			# The space that says so is a byte, too.
			room = MOST_BYTES - 1
		part += encoded
	folded.append(bytes(part))
	return CONTINUED.join(folded)
