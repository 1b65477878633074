"""The words of a name, folded so that scripts, accents, titles and ways of spelling do not tell them apart."""

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
# How one sound is spelt in several ways, in the order in which it is looked for.
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
	"""The words that make a name, in Latin letters without accents, in lower case and in the order they stand in.

	Titles and particles (Dr, al, van) are left out, as long as anything else is there.

	Args:
		name: of a person or an organisation, in any script.
	"""
	plain = anyascii(_WITHIN_A_WORD.sub("", name)).casefold()
	words = [word for word in _APART.split(_WITHIN_A_WORD.sub("", plain)) if word]
	telling = [word for word in words if word not in TITLES and word not in PARTICLES]
	return tuple((telling or words)[:MOST_WORDS])


# The same words come again and again; who bears them is not kept.
@lru_cache(maxsize=8_192)
def sound(word: str) -> str:
	"""The consonants of a word, spelt in one way: what Mohammed, Muhamad and Мухаммад have in common.

	Args:
		word: as ``name_words`` makes it; not empty.
	"""
	text = word
	for spelling, one in _SOUNDS:
		text = text.replace(spelling, one)
	first = "a" if text[0] in "aeiou" else "j" if text[0] == "y" else text[0]
	rest = "".join(letter for letter in text[1:] if letter not in _VOWELS).rstrip("h")
	return re.sub(r"(.)\1+", r"\1", first + rest)
