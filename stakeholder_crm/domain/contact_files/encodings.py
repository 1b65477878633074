"""In which encoding a file is: known where it says so or is UTF-8, else guessed, and said to be a guess."""

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from types import MappingProxyType

from charset_normalizer import from_bytes

UTF8 = "utf-8"
# What people choose from → as Python calls it. Where the bytes fit several, the first of them is meant.
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
# What is guessed from, and how much messier than the tidiest reading another one may be.
_SAMPLE, _MESSIER = 60_000, 0.05
# Behind "=", version 2.1 breaks lines without a fold: a space there is one of the text.
_FOLD = re.compile(rb"(?<!=)(?<!=\r)\r?\n[ \t]")
_LONGEST_FOLD = len(b"=\r\n ")


class NotText(ValueError):
	"""The file holds something else than text: a workbook, say, or a picture."""


@dataclass(frozen=True, slots=True)
class Encoding:
	"""How the bytes of a file are read.

	Attributes:
		name: as Python calls it.
		guessed: whether nothing in the file says so.
		unreadable: how many characters cannot be read so.
	"""

	name: str
	guessed: bool = False
	unreadable: int = 0


def encoding_of(chunks: Iterable[bytes], chosen: str = "") -> Encoding:
	"""The encoding of a file: as people chose, by its mark, UTF-8 where most of it is, else a guess.

	One cell that was pasted in another encoding does not change how everybody's name is read.

	Args:
		chunks: the whole file, in pieces.
		chosen: as Python calls it; empty where it is to be found out.

	Raises:
		NotText: when it holds bytes that no text has.
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
	# One note in another encoding may have more of its characters than all names together.
	if name or not unreadable or readable >= unreadable or (readable and whole_lines >= 0):
		return Encoding(name or UTF8, unreadable=unreadable)
	return Encoding(_guess(bytes(sample)), guessed=True)


def unfolded(chunks: Iterable[bytes]) -> Iterator[bytes]:
	"""The bytes of a file of vCards without the folds, which may lie within a character (RFC 6350, 3.2).

	Args:
		chunks: the file, in pieces.
	"""
	rest = b""
	for chunk in chunks:
		whole = rest + chunk
		# A fold may lie across two pieces.
		end = whole[-_LONGEST_FOLD:]
		cut = len(whole) - len(end) + len(end.rstrip(b"=\r\n"))
		rest = whole[cut:]
		yield _FOLD.sub(b"", whole[:cut])
	yield rest


def _count(text: str) -> tuple[int, int]:
	"""How many characters were replaced, and how many that are not ASCII were read."""
	bad = text.count("\ufffd")
	return bad, len(text) - len(text.encode("ascii", "ignore")) - bad


def _more_whole_lines(text: str) -> int:
	"""How many more lines are read whole than not, of those that are not ASCII."""
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
	"""How many words nobody writes: with a sign or a figure among the letters ("Ma³gorzata"), or a capital ("MŸller")."""
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
