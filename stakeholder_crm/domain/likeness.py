"""Whether two records may be of one and the same person: a score, and what every point of it is for.

A name in common says much, an address more, a telephone little: families, shops and shelters share theirs. So
nobody is called the same without a name that is alike.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from rapidfuzz.distance import OSA

from stakeholder_crm.domain.name_words import name_words, sound
from stakeholder_crm.domain.phone_numbers import bare_number

AGENCY = "Partner Agency"
SAME_FROM, MAYBE_FROM, MOST = 85, 60, 100
# What is still called the same name, a similar one, and one that is alike in part.
SAME_NAME_FROM, SIMILAR_FROM, PARTLY_FROM = 0.985, 0.82, 0.7
# Words less alike than this are other words.
SAME_WORD_FROM = 0.7
INITIAL, VOWELLESS = 0.9, 0.99
PHONE_END, SHORTEST_PHONE = 8, 7
# Providers that take no notice of dots.
DOTLESS = frozenset({"gmail.com", "googlemail.com"})


class MatchVerdict(Enum):
	"""What is to be thought of two records."""

	SAME = "same"
	MAYBE = "maybe"
	DIFFERENT = "different"


class Sign(Enum):
	"""What speaks for, or against, one and the same person; the value is the points that it is worth."""

	SAME_NAME = ("same name", 70)
	SIMILAR_NAME = ("similar name", 62)
	INITIALS = ("initials", 48)
	PARTLY_NAME = ("partly the same name", 30)
	SAME_EMAIL = ("same e-mail address", 60)
	SAME_PHONE = ("same telephone number", 35)
	SAME_PLACE = ("same place", 12)
	OTHER_EMAIL = ("another e-mail address", -5)
	OTHER_PHONE = ("another telephone number", -5)
	OTHER_PLACE = ("another place", -8)

	@property
	def points(self) -> int:
		"""What it adds to the score."""
		return self.value[1]


NAME_SIGNS = (Sign.SAME_NAME, Sign.SIMILAR_NAME, Sign.INITIALS, Sign.PARTLY_NAME)


@dataclass(frozen=True, slots=True)
class PersonKeys:
	"""What a record says of who somebody is.

	Attributes:
		kind: one of the three kinds of stakeholder.
		full_name: as it is written, in any script and order.
		other_names: what the person is called besides, such as a safe alias.
		phones: numbers, E.164 where they can be.
		emails: e-mail addresses.
		place: the community of a leader, the jurisdiction of an agency; empty where none is known.
	"""

	kind: str
	full_name: str
	other_names: tuple[str, ...] = ()
	phones: tuple[str, ...] = ()
	emails: tuple[str, ...] = ()
	place: str = ""
	words: tuple[tuple[str, ...], ...] = field(init=False, repr=False, compare=False)
	numbers: frozenset[str] = field(init=False, repr=False, compare=False)
	mailboxes: frozenset[str] = field(init=False, repr=False, compare=False)
	place_words: tuple[str, ...] = field(init=False, repr=False, compare=False)

	def __post_init__(self) -> None:
		"""Fold the names, places and addresses once: each person is compared with many."""
		names = [name_words(name) for name in (self.full_name, *self.other_names)]
		object.__setattr__(self, "words", tuple(dict.fromkeys(words for words in names if words)))
		object.__setattr__(self, "numbers", _present(_number(phone) for phone in self.phones))
		object.__setattr__(self, "mailboxes", _present(_mailbox(email) for email in self.emails))
		object.__setattr__(self, "place_words", name_words(self.place))


@dataclass(frozen=True, slots=True)
class Likeness:
	"""How alike two people are.

	Attributes:
		score: 0 to 100; not more than what the signs are worth together.
		verdict: what is to be thought of it.
		signs: what speaks for it and against it; names first.
	"""

	score: int
	verdict: MatchVerdict
	signs: tuple[Sign, ...]


def compare(one: PersonKeys, other: PersonKeys) -> Likeness:
	"""Say how likely two records are of the same person, or of the same organisation.

	Args:
		one: a record.
		other: another; the answer is the same the other way round.
	"""
	if (one.kind == AGENCY) != (other.kind == AGENCY):
		return Likeness(0, MatchVerdict.DIFFERENT, ())
	signs = tuple(
		sign
		for sign in (
			_name_sign(one, other),
			_shared(one.mailboxes, other.mailboxes, Sign.SAME_EMAIL, Sign.OTHER_EMAIL),
			_shared(one.numbers, other.numbers, Sign.SAME_PHONE, Sign.OTHER_PHONE),
			_place_sign(one.place_words, other.place_words),
		)
		if sign
	)
	score = max(0, min(_limit(signs), sum(sign.points for sign in signs)))
	verdict = (
		MatchVerdict.SAME
		if score >= SAME_FROM
		else MatchVerdict.MAYBE
		if score >= MAYBE_FROM
		else MatchVerdict.DIFFERENT
	)
	return Likeness(score, verdict, signs)


def _limit(signs: tuple[Sign, ...]) -> int:
	"""Nobody is the same by addresses only, nor by a family's telephone and a name like a brother's.

	A brother with a mailbox of his own is not even maybe the same.
	"""
	if Sign.PARTLY_NAME in signs and Sign.OTHER_EMAIL in signs:
		return MAYBE_FROM - 1
	if Sign.SAME_NAME in signs or (Sign.INITIALS in signs and Sign.SAME_EMAIL in signs):
		return MOST
	if Sign.SIMILAR_NAME in signs and Sign.SAME_EMAIL in signs:
		return MOST
	return SAME_FROM - 1


def _name_sign(one: PersonKeys, other: PersonKeys) -> Sign | None:
	best, by_initials = max(
		(_likeness_of_names(mine, others) for mine in one.words for others in other.words),
		key=lambda found: (found[0], not found[1]),
		default=(0.0, False),
	)
	if best < PARTLY_FROM:
		return None
	if by_initials:
		return Sign.INITIALS
	if best >= SAME_NAME_FROM:
		return Sign.SAME_NAME
	return Sign.SIMILAR_NAME if best >= SIMILAR_FROM else Sign.PARTLY_NAME


def _likeness_of_names(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[float, bool]:
	"""How alike two names are (0 to 1) in whatever order their words stand, and whether initials were taken for words."""
	if "".join(one) == "".join(other):
		return 1.0, False
	found = sorted(
		((_likeness_of_words(a, b), i, j) for i, a in enumerate(one) for j, b in enumerate(other)),
		reverse=True,
	)
	left, right = set(range(len(one))), set(range(len(other)))
	alike, initials, in_full = 0.0, False, False
	for likeness, i, j in found:
		if likeness < SAME_WORD_FROM or i not in left or j not in right:
			continue
		left.remove(i)
		right.remove(j)
		alike += likeness * (len(one[i]) + len(other[j]))
		shortened = (len(one[i]) == 1) != (len(other[j]) == 1)
		initials |= shortened
		in_full |= not shortened
	return (alike / sum(map(len, (*one, *other))) if in_full else 0.0), initials


def _likeness_of_words(one: str, other: str) -> float:
	if one == other:
		return 1.0
	if len(one) == 1 or len(other) == 1:
		return INITIAL if one[0] == other[0] else 0.0
	likeness = OSA.normalized_similarity(one, other)
	heard, other_heard = sound(one), sound(other)
	if heard != other_heard:
		return likeness
	# Some scripts write no vowels. Where both have them, they count: Hassan and Hussein are two names.
	return VOWELLESS if heard in (one, other) else 0.6 + 0.4 * likeness


def _shared(one: frozenset[str], other: frozenset[str], same: Sign, another: Sign) -> Sign | None:
	if not one or not other:
		return None
	return another if one.isdisjoint(other) else same


def _place_sign(one: tuple[str, ...], other: tuple[str, ...]) -> Sign | None:
	if not one or not other:
		return None
	alike, _initials = _likeness_of_names(one, other)
	return Sign.SAME_PLACE if alike >= SIMILAR_FROM else Sign.OTHER_PLACE


def _present(texts: Iterable[str]) -> frozenset[str]:
	return frozenset(text for text in texts if text)


def _number(phone: str) -> str:
	"""The end of a number: with and without its country's code, or an extension, it is the same."""
	digits = "".join(letter for letter in bare_number(phone) if letter.isdecimal())
	return digits[-PHONE_END:] if len(digits) >= SHORTEST_PHONE else ""


def _mailbox(email: str) -> str:
	"""The mailbox that an address leads to, whatever stands behind a plus."""
	local, at, domain = email.strip().casefold().rpartition("@")
	box = local.partition("+")[0]
	if not at or not box:
		return ""
	return f"{box.replace('.', '') if domain in DOTLESS else box}@{domain}"


def blocking_keys(person: PersonKeys) -> frozenset[str]:
	"""The keys under which somebody is kept: two who are alike have one in common, and few others have it.

	They hold names and addresses, and are to be stored as keyed hashes only.

	Args:
		person: whom to keep.
	"""
	keys = {f"p:{number}" for number in person.numbers} | {f"e:{mailbox}" for mailbox in person.mailboxes}
	for words in person.words:
		keys.update(_name_keys(words))
	return frozenset(keys)


def asked_keys(person: PersonKeys) -> frozenset[str]:
	"""The keys to look for, to find everybody who may be the same: an initial finds the name, and a name the initial.

	Args:
		person: who is asked about.
	"""
	keys = blocking_keys(person)
	turned = {f"{_TURNED[key[0]]}{key[1:]}" for key in keys if key[0] in _TURNED}
	return frozenset(key for key in keys if key[0] != "i") | turned


_TURNED = {"a": "i", "i": "a"}


def _name_keys(words: tuple[str, ...]) -> Iterable[str]:
	full = [word for word in words if len(word) > 1]
	# The two that tell most are kept with a letter left out, too: so a typing error is found.
	sounds = sorted({sound(word) for word in full}, key=lambda one: (-len(one), one))
	yield f"j:{sound(''.join(words))}"
	for number, one in enumerate(sounds):
		for other in sounds[number + 1 :]:
			yield f"n:{_pair(one, other)}"
	if len(sounds) > 1:
		for one, other in (sounds[:2], sounds[1::-1]):
			yield from (f"n:{_pair(shorter, other)}" for shorter in _with_one_left_out(one))
	elif sounds:
		yield from (f"s:{shorter}" for shorter in _with_one_left_out(sounds[0]))
	for word in full:
		for other in words:
			if other != word:
				letter = "i" if len(other) > 1 else "a"
				yield f"{letter}:{other[0]}|{sound(word)}"


def _pair(one: str, other: str) -> str:
	return "|".join(sorted((one, other)))


def _with_one_left_out(text: str) -> set[str]:
	return {text, *(text[:i] + text[i + 1 :] for i in range(len(text)))}
