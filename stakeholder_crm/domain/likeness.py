"""Score how likely two records are duplicates, with the reasons for the score.

A common name is a strong sign, an e-mail address a stronger one, and a phone number a weak one: families, shops and
shelters share phones. Without a similar name, two records are never duplicates.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from rapidfuzz.distance import OSA

from stakeholder_crm.domain.name_words import name_words, sound
from stakeholder_crm.domain.phone_numbers import bare_number

AGENCY = "Partner Agency"
SAME_FROM, MAYBE_FROM, MOST = 85, 60, 100
# Thresholds for the same name, a similar name, and a partly matching name.
SAME_NAME_FROM, SIMILAR_FROM, PARTLY_FROM = 0.985, 0.82, 0.7
# Words below this similarity are different words.
SAME_WORD_FROM = 0.7
INITIAL, VOWELLESS = 0.9, 0.99
PHONE_END, SHORTEST_PHONE = 8, 7
# Providers that ignore dots.
DOTLESS = frozenset({"gmail.com", "googlemail.com"})


class MatchVerdict(Enum):
	"""The result of comparing two records."""

	SAME = "same"
	MAYBE = "maybe"
	DIFFERENT = "different"


class Sign(Enum):
	"""A reason for or against a match. The value holds its points."""

	SAME_NAME = ("same name", 70)
	SIMILAR_NAME = ("similar name", 62)
	INITIALS = ("initials", 48)
	PARTLY_NAME = ("partly matching name", 30)
	SAME_EMAIL = ("same e-mail address", 60)
	SAME_PHONE = ("same phone number", 35)
	SAME_PLACE = ("same place", 12)
	OTHER_EMAIL = ("different e-mail address", -5)
	OTHER_PHONE = ("different phone number", -5)
	OTHER_PLACE = ("different place", -8)

	@property
	def points(self) -> int:
		"""The points it adds to the score."""
		return self.value[1]


NAME_SIGNS = (Sign.SAME_NAME, Sign.SIMILAR_NAME, Sign.INITIALS, Sign.PARTLY_NAME)


@dataclass(frozen=True, slots=True)
class PersonKeys:
	"""The matching data of a record.

	Attributes:
			kind: one of the three stakeholder types.
			full_name: as written, in any script and order.
			other_names: other names, such as a safe alias.
			phones: phone numbers, in E.164 where possible.
		emails: e-mail addresses.
			place: the community of a leader, or the jurisdiction of an agency. May be empty.
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
		"""Fold names, places and addresses once: each person is compared with many."""
		names = [name_words(name) for name in (self.full_name, *self.other_names)]
		object.__setattr__(self, "words", tuple(dict.fromkeys(words for words in names if words)))
		object.__setattr__(self, "numbers", _present(_number(phone) for phone in self.phones))
		object.__setattr__(self, "mailboxes", _present(_mailbox(email) for email in self.emails))
		object.__setattr__(self, "place_words", name_words(self.place))


@dataclass(frozen=True, slots=True)
class Likeness:
	"""The result of comparing two people.

	Attributes:
			score: 0 to 100, at most the sum of the signs' points.
			verdict: the result.
			signs: the reasons for and against, names first.
	"""

	score: int
	verdict: MatchVerdict
	signs: tuple[Sign, ...]


def compare(one: PersonKeys, other: PersonKeys) -> Likeness:
	"""Compare two records of people or of organisations.

	Args:
		one: a record.
			other: another record. The order does not matter.
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
	"""Limit the score: addresses alone, or a family phone with a sibling's name, never make a duplicate.

	A sibling with a different e-mail address is not even a possible duplicate.
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
	"""How similar two names are (0 to 1) in any word order, and whether initials were matched with words."""
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
	one_sound, other_sound = sound(one), sound(other)
	if one_sound != other_sound:
		return likeness
	# Some scripts write no vowels. Where both names have them, they count: Hassan and Hussein differ.
	return VOWELLESS if one_sound in (one, other) else 0.6 + 0.4 * likeness


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
	"""The end of a number, which is the same with and without country code or extension."""
	digits = "".join(letter for letter in bare_number(phone) if letter.isdecimal())
	return digits[-PHONE_END:] if len(digits) >= SHORTEST_PHONE else ""


def _mailbox(email: str) -> str:
	"""The mailbox of an address, without a suffix after a plus."""
	local, at, domain = email.strip().casefold().rpartition("@")
	box = local.partition("+")[0]
	if not at or not box:
		return ""
	return f"{box.replace('.', '') if domain in DOTLESS else box}@{domain}"


def blocking_keys(person: PersonKeys) -> frozenset[str]:
	"""The keys of a person. Similar people share at least one, and few others have it.

	They contain names and addresses. Store them only as keyed hashes.

	Args:
			person: the person.
	"""
	keys = {f"p:{number}" for number in person.numbers} | {f"e:{mailbox}" for mailbox in person.mailboxes}
	for words in person.words:
		keys.update(_name_keys(words))
	return frozenset(keys)


def asked_keys(person: PersonKeys) -> frozenset[str]:
	"""The keys to search by: an initial also finds the name, and a name the initial.

	Args:
			person: the person to search for.
	"""
	keys = blocking_keys(person)
	turned = {f"{_TURNED[key[0]]}{key[1:]}" for key in keys if key[0] in _TURNED}
	return frozenset(key for key in keys if key[0] != "i") | turned


_TURNED = {"a": "i", "i": "a"}


def _name_keys(words: tuple[str, ...]) -> Iterable[str]:
	full = [word for word in words if len(word) > 1]
	# The two longest are also stored with one letter left out, to find typos.
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
