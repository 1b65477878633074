"""Find and replace identifying values in texts, in any encoding.

A name may be stored as typed, JSON-escaped in versions, HTML-escaped in e-mails, percent-encoded in URLs, and
quoted-printable or base64 in messages, with or without accents and in any case. Texts are decoded and folded for
matching, and changed in place.
"""

import email
import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from email.errors import HeaderParseError
from email.header import decode_header
from enum import Enum

import phonenumbers

from stakeholder_crm.domain.plain_letters import without_marks
from stakeholder_crm.domain.thank_you_text import SHORTEST_NAME_PART, SMALL_NAME_PARTS, UNDECOMPOSED

# ASCII without quotes or angle brackets, safe in JSON and HTML.
REPLACEMENT = "[erased]"
FEWEST_DIGITS = 6
_ESCAPED = re.compile(
	r"\\+u(?P<json>[0-9a-f]{4})"
	r"|\\+(?P<blank>[nrt\"/])"
	r"|&(?:amp;)*(?P<entity>\#\d{1,7}|\#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});"
	r"|(?P<bytes>(?:=[0-9a-f]{2})+|(?:%[0-9a-f]{2})+)"
	r"|=\r?\n",
	re.IGNORECASE,
)
_BETWEEN_WORDS = r"(?:[\W_]|</?[a-z][^<>]{0,200}>)+"
_BETWEEN_DIGITS = r"[\s().\-/]{0,3}"
_MESSAGE = re.compile(
	r"^(content-transfer-encoding|mime-version|subject|from):", re.IGNORECASE | re.MULTILINE
)


class Kind(Enum):
	"""The type of a value, which determines how it is searched."""

	NAME = "name"
	EMAIL = "email"
	NUMBER = "number"


@dataclass(frozen=True, slots=True)
class ErasedValue:
	"""A value to search.

	Attributes:
		kind: the type of the value.
		text: as entered.
		pattern: matches it in a folded text.
		capital: whether a one-word name must start with a capital letter: "Hope came" matches,
			"we hope" does not.
		longer: matches longer names of others that contain it: "Ana Lima" in "Ana Lima Santos".
	"""

	kind: Kind
	text: str
	pattern: re.Pattern[str]
	capital: bool = False
	longer: re.Pattern[str] | None = None

	def matches(self, folded: str) -> Iterator[re.Match[str]]:
		"""The matches in a folded text, except within another person's name."""
		found = self.pattern.finditer(folded)
		if self.longer is None:
			return found
		others = [match.span() for match in self.longer.finditer(folded)]
		return (
			match
			for match in found
			if not any(start <= match.start() and match.end() <= end for start, end in others)
		)


def erased_value(kind: Kind, text: str) -> ErasedValue | None:
	"""Create a searchable value.

	Args:
		kind: the type of the value.
		text: the value, as entered or normalised.

	Returns:
		None if it is too short to identify a person.
	"""
	if kind is Kind.EMAIL:
		return _wanted_email(text)
	return _wanted_number(text) if kind is Kind.NUMBER else _wanted_name(text)


def is_same(value: ErasedValue, text: str) -> bool:
	"""Whether a text is exactly the value."""
	return value.pattern.fullmatch(_fold(text.strip())) is not None


def without_values(value: ErasedValue, names: Iterable[str]) -> ErasedValue:
	"""Exclude matches within longer names of other people.

	Args:
		value: the searched value.
		names: of others, of any length.
	"""
	longer = [
		_BETWEEN_WORDS.join(map(re.escape, _words(name)))
		for name in names
		if value.kind is Kind.NAME and value.pattern.search(_fold(name)) and not is_same(value, name)
	]
	return replace(value, longer=re.compile("|".join(longer))) if longer else value


def name_parts(names: Iterable[str], of_others: Iterable[str]) -> list[ErasedValue]:
	"""The single words of a person's names that no other person shares.

	Args:
		names: the person's.
		of_others: names of other people in the same text.
	"""
	taken = {word for name in of_others for word in _words(name)}
	parts = {
		word
		for name in names
		for word in _words(name)
		if len(word) >= SHORTEST_NAME_PART and word not in SMALL_NAME_PARTS and word not in taken
	}
	return [one for part in sorted(parts) if (one := _wanted_name(part))]


def found_in(text: str, values: Sequence[ErasedValue]) -> list[ErasedValue]:
	"""The values that a text contains, in any encoding."""
	readings = [*_readings(text), *(one for part in _message_parts(text) for one in _readings(part))]
	return [one for one in values if any(_is_in(reading, one) for reading in readings)]


def erase_from(text: str, values: Sequence[ErasedValue], word: str = REPLACEMENT) -> str:
	"""The text with every value replaced by a word; fully encoded texts stay unchanged.

	Args:
		text: as stored.
		values: to replace.
		word: the replacement.
	"""
	for escaped in (True, False):
		folded = _fold_all(text, escaped)
		if not any(True for one in values for _ in one.matches(folded)):
			continue
		for one in values:
			reading = _Reading.of(text, escaped)
			for match in reversed(list(reading.matches(one))):
				start, end = reading.span(match)
				text = text[:start] + word + text[end:]
	return text


@dataclass(frozen=True, slots=True)
class _Reading:
	"""A folded text with the original position of each letter."""

	source: str
	folded: str
	starts: Sequence[int]
	ends: Sequence[int]

	@classmethod
	def of(cls, text: str, escaped: bool) -> "_Reading":
		letters: list[str] = []
		starts: list[int] = []
		ends: list[int] = []
		for piece, start, end in _pieces(text, escaped):
			folded = _fold(piece)
			if not folded and ends:
				# A combining mark belongs to the letter before it.
				ends[-1] = end
			letters.append(folded)
			starts += [start] * len(folded)
			ends += [end] * len(folded)
		return cls(text, "".join(letters), starts, ends)

	def matches(self, value: ErasedValue) -> Iterator[re.Match[str]]:
		for match in value.matches(self.folded):
			if not value.capital or self._is_capital(match):
				yield match

	def span(self, match: re.Match[str]) -> tuple[int, int]:
		return self.starts[match.start()], self.ends[match.end() - 1]

	def _is_capital(self, match: re.Match[str]) -> bool:
		start = self.starts[match.start()]
		letter = _unescape_all(self.source[start : self.ends[match.start()]])
		return not letter.islower()


def _readings(text: str) -> Iterator[tuple[str, str, bool]]:
	yield text, _fold(text), False
	if _ESCAPED.search(text):
		yield text, _fold_all(text, True), True


def _is_in(reading: tuple[str, str, bool], value: ErasedValue) -> bool:
	text, folded, escaped = reading
	if not any(True for _ in value.matches(folded)):
		return False
	return not value.capital or any(True for _ in _Reading.of(text, escaped).matches(value))


def _wanted_name(text: str) -> ErasedValue | None:
	words = _words(text)
	if sum(map(len, words)) < 2:
		return None
	pattern = _BETWEEN_WORDS.join(map(re.escape, words))
	if any(letter.lower() != letter.upper() for letter in text):
		return ErasedValue(Kind.NAME, text, re.compile(rf"(?<![^\W_]){pattern}(?![^\W_])"), len(words) == 1)
	# Scripts without capitals may attach "and" or "to" to a name, or use no spaces.
	return ErasedValue(Kind.NAME, text, re.compile(pattern))


def _wanted_email(text: str) -> ErasedValue | None:
	address = _fold(text.strip())
	if "@" not in address:
		return None
	pattern = re.compile(rf"(?<![\w.%+-]){re.escape(address)}(?![\w-]|\.\w)")
	return ErasedValue(Kind.EMAIL, text, pattern)


def _wanted_number(text: str) -> ErasedValue | None:
	digits = "".join(re.findall(r"\d", text))
	if len(digits) < FEWEST_DIGITS:
		return None
	country = ""
	try:
		number = phonenumbers.parse(text)
	except phonenumbers.NumberParseException:
		pass
	else:
		country = str(number.country_code)
		digits = phonenumbers.national_significant_number(number)
	before = (
		rf"(?:(?:\+|00)?{_BETWEEN_DIGITS.join(country)}{_BETWEEN_DIGITS}(?:\(0\))?|0)?" if country else ""
	)
	pattern = rf"(?<![^\W_]){before}{_BETWEEN_DIGITS}{_BETWEEN_DIGITS.join(digits)}(?![^\W_])"
	return ErasedValue(Kind.NUMBER, text, re.compile(pattern))


def _words(text: str) -> list[str]:
	return re.findall(r"[^\W_]+", _fold(text))


def _fold(text: str) -> str:
	"""Lower case without accents; other characters stay."""
	return without_marks(text.casefold().translate(UNDECOMPOSED)).casefold()


def _fold_all(text: str, escaped: bool) -> str:
	return _fold(_unescape_all(text) if escaped else text)


def _pieces(text: str, escaped: bool) -> Iterator[tuple[str, int, int]]:
	at = 0
	for match in _ESCAPED.finditer(text) if escaped else ():
		yield from ((text[place], place, place + 1) for place in range(at, match.start()))
		yield _unescape(match), match.start(), match.end()
		at = match.end()
	yield from ((text[place], place, place + 1) for place in range(at, len(text)))


def _unescape_all(text: str) -> str:
	return _ESCAPED.sub(_unescape, text)


def _unescape(match: re.Match[str]) -> str:
	if match["json"]:
		return chr(int(match["json"], 16))
	if match["blank"]:
		return match["blank"] if match["blank"] in '"/' else " "
	if match["entity"]:
		return html.unescape(f"&{match['entity']};")
	if match["bytes"]:
		return bytes.fromhex(re.sub("[=%]", "", match["bytes"])).decode("utf-8", "replace")
	return ""


def _message_parts(text: str) -> Iterator[str]:
	"""The decoded headers and texts of an e-mail message."""
	if not _MESSAGE.search(text):
		return
	for part in email.message_from_string(text).walk():
		yield "\n".join(_header(str(value)) for _key, value in part.items())
		payload = part.get_payload(decode=True)
		if isinstance(payload, bytes):
			yield _decoded(payload, part.get_content_charset())


def _header(value: str) -> str:
	try:
		return "".join(
			_decoded(piece, charset) if isinstance(piece, bytes) else piece
			for piece, charset in decode_header(value)
		)
	except HeaderParseError:
		return value


def _decoded(data: bytes, charset: str | None) -> str:
	try:
		return data.decode(charset or "utf-8", "replace")
	except LookupError:
		return data.decode("utf-8", "replace")
