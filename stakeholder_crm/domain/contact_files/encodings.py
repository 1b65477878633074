"""The encoding of a file: given by its mark, UTF-8, or guessed."""

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from types import MappingProxyType

from charset_normalizer import from_bytes

UTF8 = "utf-8"
# Labels → Python's names. If the bytes fit several, the first one wins.
ENCODINGS = MappingProxyType(
	{
		"UTF-8": UTF8,
		"UTF-16": "utf-16",
		"Windows-1252 (Western European)": "cp1252",
		"Windows-1250 (Central European)": "cp1250",
		"Windows-1251 (Cyrillic)": "cp1251",
		"Windows-1253 (Greek)": "cp1253",
		"Windows-1254 (Turkish)": "cp1254",
		"Windows-1255 (Hebrew)": "cp1255",
		"Windows-1256 (Arabic)": "cp1256",
		"Windows-1257 (Baltic)": "cp1257",
		"Windows-1258 (Vietnamese)": "cp1258",
		"KOI8-R (Cyrillic)": "koi8_r",
		"Mac OS Roman": "mac_roman",
		"IBM 850 (DOS)": "cp850",
		"Shift JIS (Japanese)": "cp932",
		"GB18030 (Chinese)": "gb18030",
		"Big5 (Chinese)": "big5",
		"EUC-KR (Korean)": "cp949",
	}
)
FALLBACK = "cp1252"
_MARKS = (
	(codecs.BOM_UTF8, "utf-8-sig"),
	(codecs.BOM_UTF16_LE, "utf-16"),
	(codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSED = tuple(encoding for encoding in ENCODINGS.values() if not encoding.startswith("utf"))
# The sample for guessing, and how much messier than the best match another one may be.
_SAMPLE, _MESSIER = 60_000, 0.05
# After "=", version 2.1 breaks lines without folding: a space there belongs to the text.
_FOLD = re.compile(rb"(?<!=)(?<!=\r)\r?\n[ \t]")
_LONGEST_FOLD = len(b"=\r\n ")


class NotText(ValueError):
	"""The file is not a text file."""


@dataclass(frozen=True, slots=True)
class Encoding:
	"""The encoding of a file.

	Attributes:
			name: Python's name.
			guessed: whether it was guessed.
			unreadable: the number of unreadable characters.
	"""

	name: str
	guessed: bool = False
	unreadable: int = 0


def encoding_of(chunks: Iterable[bytes], chosen: str = "") -> Encoding:
	"""The encoding of a file: as chosen, by its mark, UTF-8 if most of it is, or guessed.

	A single cell pasted in another encoding does not change how all names are read.

	Args:
			chunks: the whole file, in chunks.
			chosen: Python's name. Empty to detect it.

	Raises:
			NotText: when it contains bytes that text files do not have.
	"""
	pieces = iter(chunks)
	beginning = next(pieces, b"")
	mark = next((name for mark, name in _MARKS if beginning.startswith(mark)), "")
	name = mark if mark.startswith(chosen) else chosen
	if name.startswith("utf-16"):
		return Encoding(name)
	sample = bytearray()
	decoder = codecs.getincrementaldecoder(name or UTF8)(errors="replace")
	readable = unreadable = whole_lines = 0
	for piece in chain((beginning,), pieces):
		if b"\x00" in piece:
			raise NotText
		text = decoder.decode(piece)
		bad, good = _count(text)
		readable, unreadable = readable + good, unreadable + bad
		if bad or good:
			whole_lines += _more_whole_lines(text)
		if len(sample) < _SAMPLE:
			sample += b"\n".join(line for line in piece.splitlines() if not line.isascii())[:_SAMPLE]
	unreadable += _count(decoder.decode(b"", final=True))[0]
	# A single note in another encoding may have more such characters than all names together.
	if name or not unreadable or readable >= unreadable or (readable and whole_lines >= 0):
		return Encoding(name or UTF8, unreadable=unreadable)
	return Encoding(_guess(bytes(sample)), guessed=True)


def unfolded(chunks: Iterable[bytes]) -> Iterator[bytes]:
	"""The bytes of a vCard file without folds, which may split a character (RFC 6350, 3.2).

	Args:
			chunks: the file, in chunks.
	"""
	rest = b""
	for chunk in chunks:
		whole = rest + chunk
		# A fold may be split across two chunks.
		end = whole[-_LONGEST_FOLD:]
		cut = len(whole) - len(end) + len(end.rstrip(b"=\r\n"))
		rest = whole[cut:]
		yield _FOLD.sub(b"", whole[:cut])
	yield rest


def _count(text: str) -> tuple[int, int]:
	"""The number of replaced characters, and of readable characters that are not ASCII."""
	bad = text.count("\ufffd")
	return bad, len(text) - len(text.encode("ascii", "ignore")) - bad


def _more_whole_lines(text: str) -> int:
	"""How many more non-ASCII lines are fully readable than not."""
	return sum(-1 if "\ufffd" in line else 1 for line in text.splitlines() if not line.isascii())


def _guess(sample: bytes) -> str:
	matches = list(from_bytes(sample, cp_isolation=[*_GUESSED], enable_fallback=False))
	if not matches:
		return FALLBACK
	tidiest = min(match.chaos for match in matches)
	found = {
		encoding: (_odd_words(str(match)), -match.coherence, _GUESSED.index(encoding))
		for match in matches
		if match.chaos <= tidiest + _MESSIER
		for encoding in match.could_be_from_charset
		if encoding in _GUESSED
	}
	return min(found, key=lambda encoding: found[encoding], default=FALLBACK)


def _odd_words(text: str) -> int:
	"""The number of impossible words: with a sign or digit among the letters ("Ma³gorzata"), or a capital ("MŸller")."""
	return sum(1 for word in text.split() if not word.isascii() and _is_odd(word))


def _is_odd(word: str) -> bool:
	pairs = pairwise(word)
	if any(
		one.isalpha() and not other.isascii() and unicodedata.category(other)[0] in "SN"
		for one, other in pairs
	):
		return True
	inner = [one for one in word[1:] if not one.isascii() and one.isupper()]
	return bool(inner) and any(one.islower() for one in word)
