import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.likeness import (
	MatchVerdict,
	PersonKeys,
	Sign,
	asked_keys,
	blocking_keys,
	compare,
)
from stakeholder_crm.domain.name_words import name_words, sound

LEADER, ACTIVIST, AGENCY = "Community Leader", "Activist", "Partner Agency"
PHONE, MAIL = "+4915112345678", "amina@example.org"


def person(name: str, kind: str = ACTIVIST, **more) -> PersonKeys:
	return PersonKeys(kind, name, **more)


def found(one: PersonKeys, other: PersonKeys) -> bool:
	return not asked_keys(one).isdisjoint(blocking_keys(other))


words = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=9)
names = st.lists(words, min_size=1, max_size=4).map(" ".join)
people = st.builds(
	PersonKeys,
	st.sampled_from((LEADER, ACTIVIST, AGENCY)),
	names,
	other_names=st.lists(names, max_size=1).map(tuple),
	phones=st.lists(st.sampled_from((PHONE, "+254700111222", "0151 12345678")), max_size=2).map(tuple),
	emails=st.lists(st.sampled_from((MAIL, "b@example.org")), max_size=2).map(tuple),
	place=st.sampled_from(("", "Harbour Quarter", "Old Town")),
)


@pytest.mark.parametrize(
	("one", "other", "sign"),
	[
		("Amina Farah", "Farah, Amina", Sign.SAME_NAME),
		("Dr. José García", "Jose Garcia", Sign.SAME_NAME),
		("Abdul Rahman Hassan", "Abdulrahman Hassan", Sign.SAME_NAME),
		("Siobhán O'Brien", "Siobhan O’Brien", Sign.SAME_NAME),
		("Jürgen Schröder", "Jurgen Schroder", Sign.SAME_NAME),
		("محمد حسن", "Mohamed Hassan", Sign.SAME_NAME),
		("Мухаммад Хасан", "Mohamed Hassan", Sign.SIMILAR_NAME),
		("Mohammed Hassan", "Muhamad Hasan", Sign.SIMILAR_NAME),
		("Amina Frah", "Amina Farah", Sign.SIMILAR_NAME),
		("Mohamed Ali Hassan", "Mohamed Hassan", Sign.SIMILAR_NAME),
		("M. Hassan", "Mohamed Hassan", Sign.INITIALS),
		("Northern Legal Aid Centre", "Northern Legal Aid Service", Sign.PARTLY_NAME),
		("Amina Ali Farah", "Amina Osman Farah", Sign.PARTLY_NAME),
		("Ahmed Hassan", "Leyla Hassan", None),
		("M. H.", "Mohamed Hassan", None),
		("P. Hassan", "Mohamed Hassan", None),
	],
)
def test_how_alike_two_names_are(one: str, other: str, sign: Sign | None) -> None:
	answer = compare(person(one), person(other))
	assert answer.signs == ((sign,) if sign else ())
	assert answer.score == (sign.points if sign else 0)
	if sign:
		assert found(person(one), person(other))
		assert found(person(other), person(one))


def test_one_name_of_several_is_enough() -> None:
	known = person("Amina Farah", other_names=("Heron",))
	assert compare(known, person("Heron")).signs == (Sign.SAME_NAME,)
	assert found(person("Heron"), known)


def test_brothers_names_are_not_the_same() -> None:
	signs = compare(person("Hassan Ali Nur"), person("Hussein Ali Nur")).signs
	assert signs == (Sign.SIMILAR_NAME,)


@pytest.mark.parametrize(
	("name", "verdict"),
	[
		("Amina Farah", MatchVerdict.SAME),
		("A. Farah", MatchVerdict.MAYBE),
		("Amine Farah", MatchVerdict.MAYBE),
		("Yusuf Farah", MatchVerdict.DIFFERENT),
		("Tom Berg", MatchVerdict.DIFFERENT),
	],
)
def test_a_family_telephone_does_not_make_two_people_one(name: str, verdict: MatchVerdict) -> None:
	one, other = person("Amina Farah", phones=(PHONE,)), person(name, phones=(PHONE,))
	assert compare(one, other).verdict is verdict
	assert found(one, other)


def test_a_brother_with_a_mailbox_of_his_own_is_somebody_else() -> None:
	shared = {"phones": (PHONE,), "place": "Harbour Quarter"}
	one = person("Ali Farahani", **shared)
	assert compare(one, person("Eva Farahani", **shared)).verdict is MatchVerdict.MAYBE
	answer = compare(
		person("Ali Farahani", emails=(MAIL,), **shared),
		person("Eva Farahani", emails=("b@example.org",), **shared),
	)
	assert answer.signs == (Sign.PARTLY_NAME, Sign.OTHER_EMAIL, Sign.SAME_PHONE, Sign.SAME_PLACE)
	assert (answer.score, answer.verdict) == (59, MatchVerdict.DIFFERENT)


@pytest.mark.parametrize(
	("name", "verdict"),
	[
		("Amina Farah", MatchVerdict.SAME),
		("Amine Farah", MatchVerdict.SAME),
		("A. Farah", MatchVerdict.SAME),
		("Tom Berg", MatchVerdict.MAYBE),
	],
)
def test_an_e_mail_address_says_more(name: str, verdict: MatchVerdict) -> None:
	one, other = person("Amina Farah", emails=(MAIL,)), person(name, emails=(MAIL,))
	assert compare(one, other).verdict is verdict


def test_addresses_alone_never_make_two_people_the_same() -> None:
	shared = {"phones": (PHONE,), "emails": (MAIL,), "place": "Harbour Quarter"}
	answer = compare(person("Amina Farah", **shared), person("Tom Berg", **shared))
	assert (answer.verdict, answer.score) == (MatchVerdict.MAYBE, 84)


def test_what_differs_speaks_against_it() -> None:
	one = person("Amina Farah", phones=(PHONE,), emails=(MAIL,), place="Harbour Quarter")
	other = person("Amina Farah", phones=("+254700111222",), emails=("a@example.org",), place="Old Town")
	answer = compare(one, other)
	assert answer.signs == (Sign.SAME_NAME, Sign.OTHER_EMAIL, Sign.OTHER_PHONE, Sign.OTHER_PLACE)
	assert (answer.score, answer.verdict) == (52, MatchVerdict.DIFFERENT)


def test_a_leader_and_an_activist_may_be_one_person_and_an_agency_is_none() -> None:
	shared = {"phones": (PHONE,)}
	leader = person("Amina Farah", LEADER, **shared)
	assert compare(leader, person("Amina Farah", **shared)).verdict is MatchVerdict.SAME
	assert compare(leader, person("Amina Farah", AGENCY, **shared)).score == 0


@pytest.mark.parametrize(
	("one", "other", "same"),
	[
		("+49 151 12345678", "0151-12345678", True),
		("+4915112345678", "+4915112345679", False),
		("12345", "12345", False),
		("+442079460958 ext. 123", "+442079460958", True),
	],
)
def test_numbers_with_and_without_their_country(one: str, other: str, same: bool) -> None:
	signs = compare(person("A B", phones=(one,)), person("C D", phones=(other,))).signs
	assert (Sign.SAME_PHONE in signs) is same


@pytest.mark.parametrize(
	("one", "other", "same"),
	[
		("Amina@Example.org", "amina@example.org", True),
		("amina+news@example.org", "amina@example.org", True),
		("a.mina@gmail.com", "amina@gmail.com", True),
		("a.mina@example.org", "amina@example.org", False),
		("no address", "no address", False),
		("+x@example.org", "+x@example.org", False),
	],
)
def test_ways_to_write_one_mailbox(one: str, other: str, same: bool) -> None:
	signs = compare(person("A B", emails=(one,)), person("C D", emails=(other,))).signs
	assert (Sign.SAME_EMAIL in signs) is same


def test_nobody_without_a_name_is_alike_by_it() -> None:
	assert compare(person("…"), person("…")).signs == ()
	assert blocking_keys(person("…")) == frozenset()


@pytest.mark.parametrize(
	("name", "words"),
	[
		("Dr. Amina al-Hassan", ("amina", "hassan")),
		("The Of", ("the", "of")),
		("Ω-Group", ("o", "group")),
		("One Two Three Four Five Six Seven", ("one", "two", "three", "four", "five", "six")),
		("…", ()),
	],
)
def test_the_words_of_a_name(name: str, words: tuple[str, ...]) -> None:
	assert name_words(name) == words


@pytest.mark.parametrize(
	("one", "other"),
	[
		("mohammed", "muhamad"),
		("yusuf", "jusuf"),
		("fathima", "fatima"),
		("sarah", "sara"),
		("iwanow", "ivanov"),
		("xavier", "ksafir"),
	],
)
def test_one_sound_spelt_in_two_ways(one: str, other: str) -> None:
	assert sound(one) == sound(other)


@given(people, people)
def test_it_is_the_same_the_other_way_round(one: PersonKeys, other: PersonKeys) -> None:
	assert compare(one, other) == compare(other, one)


@given(people, people)
def test_every_score_is_explained(one: PersonKeys, other: PersonKeys) -> None:
	answer = compare(one, other)
	assert 0 <= answer.score <= max(0, sum(sign.points for sign in answer.signs))
	assert answer.score <= 100
	assert (answer.verdict is MatchVerdict.DIFFERENT) == (answer.score < 60)


@given(people)
def test_everybody_has_her_own_name_and_finds_herself(one: PersonKeys) -> None:
	assert compare(one, one).signs[:1] == (Sign.SAME_NAME,)
	assert found(one, one)


@given(people, people)
def test_same_needs_a_name(one: PersonKeys, other: PersonKeys) -> None:
	answer = compare(one, other)
	if answer.verdict is MatchVerdict.SAME:
		assert {Sign.SAME_NAME, Sign.SIMILAR_NAME, Sign.INITIALS} & set(answer.signs)


@given(
	st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=9), min_size=2, max_size=3),
	st.randoms(),
)
def test_the_order_of_words_does_not_matter(parts: list[str], random) -> None:
	turned = random.sample(parts, len(parts))
	one, other = person(" ".join(parts)), person(" ".join(turned))
	assert compare(one, other).signs == (Sign.SAME_NAME,)
	assert found(one, other)


@given(st.permutations("bdfgklmnprst"), st.integers(0, 5))
def test_a_letter_left_out_is_found(letters: list[str], at: int) -> None:
	first, second = "".join(letters[:6]), "".join(letters[6:])
	one, other = person(f"{first[:at]}{first[at + 1 :]} {second}"), person(f"{first} {second}")
	assert found(one, other)
	assert compare(one, other).signs == (Sign.SIMILAR_NAME,)


@given(people, people)
def test_who_is_alike_by_an_address_is_found(one: PersonKeys, other: PersonKeys) -> None:
	if {Sign.SAME_EMAIL, Sign.SAME_PHONE} & set(compare(one, other).signs):
		assert found(one, other)
