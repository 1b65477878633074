"""The words of a name, folded so that scripts, accents, titles and spelling variants match."""

import re
from functools import lru_cache

from anyascii import anyascii

TITLES = frozenset(
	[
		"dr",
		"father",
		"fr",
		"haji",
		"hajja",
		"hajji",
		"imam",
		"miss",
		"mr",
		"mrs",
		"ms",
		"pastor",
		"prof",
		"rev",
		"shaikh",
		"sheik",
		"sheikh",
		"sir",
	]
)
PARTICLES = frozenset(
	[
		"al",
		"and",
		"bin",
		"bint",
		"da",
		"de",
		"del",
		"della",
		"den",
		"der",
		"di",
		"do",
		"du",
		"el",
		"for",
		"ibn",
		"la",
		"le",
		"of",
		"the",
		"ul",
		"van",
		"von",
	]
)
MOST_WORDS = 6

_APART = re.compile(r"[^a-z0-9]+")
_WITHIN_A_WORD = re.compile(r"['’ʼ`´]")
# Spellings of one sound, in the order in which they are replaced.
_SOUNDS = (
	*(
		("sch", "s"),
		("ph", "f"),
		("kh", "h"),
		("gh", "g"),
		("sh", "s"),
		("ch", "s"),
		("th", "t"),
		("dh", "d"),
	),
	*(("zh", "s"), ("tz", "s"), ("ts", "s"), ("ck", "k"), ("dj", "j"), ("qu", "k"), ("x", "ks")),
	*(("c", "k"), ("q", "k"), ("z", "s"), ("w", "f"), ("v", "f")),
)
_VOWELS = frozenset("aeiouy")


def name_words(name: str) -> tuple[str, ...]:
	"""The words of a name, in Latin letters without accents, in lower case and in order.

	Titles and particles (Dr, al, van) are left out, unless nothing else remains.

	Args:
		name: of a person or an organisation, in any script.
	"""
	plain = anyascii(_WITHIN_A_WORD.sub("", name)).casefold()
	words = [word for word in _APART.split(_WITHIN_A_WORD.sub("", plain)) if word]
	significant = [word for word in words if word not in TITLES and word not in PARTICLES]
	return tuple((significant or words)[:MOST_WORDS])


# The same words are looked up again and again. The cache does not hold whose they are.
@lru_cache(maxsize=8_192)
def sound(word: str) -> str:
	"""The consonants of a word in one spelling, which are equal for Mohammed, Muhamad and Мухаммад.

	Args:
			word: from ``name_words``. Not empty.
	"""
	text = word
	for spelling, one in _SOUNDS:
		text = text.replace(spelling, one)
	first = "a" if text[0] in "aeiou" else "j" if text[0] == "y" else text[0]
	rest = "".join(letter for letter in text[1:] if letter not in _VOWELS).rstrip("h")
	return re.sub(r"(.)\1+", r"\1", first + rest)
