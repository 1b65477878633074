"""An invented set of people of whom some are on record twice, and it is known who."""

import random
from dataclasses import dataclass

FIRST = (
	*(
		"Ahmed",
		"Mohamed",
		"Hassan",
		"Hussein",
		"Ali",
		"Omar",
		"Yusuf",
		"Ibrahim",
		"Khadija",
		"Fatima",
		"Amina",
		"Leyla",
	),
	*(
		"Maria",
		"Ana",
		"Jose",
		"Juan",
		"Luis",
		"Carmen",
		"Sofia",
		"Elena",
		"Ivan",
		"Dmitri",
		"Olga",
		"Natalia",
	),
	*(
		"Jürgen",
		"Björn",
		"Zoë",
		"Chloé",
		"François",
		"Siobhán",
		"Nguyen",
		"Thi",
		"Wei",
		"Mei",
		"Grace",
		"Joy",
	),
	*(
		"Blessing",
		"Emeka",
		"Chidi",
		"Ngozi",
		"Tendai",
		"Rutendo",
		"Abebe",
		"Tsegaye",
		"Priya",
		"Arjun",
		"Kavita",
	),
)
BEGINNINGS = (
	"Ab",
	"Bar",
	"Cor",
	"Dal",
	"El",
	"Far",
	"Gar",
	"Ham",
	"Is",
	"Jal",
	"Kor",
	"Lam",
	"Mor",
	"Nur",
	"Os",
	"Pet",
)
MIDDLES = (
	"a",
	"e",
	"i",
	"o",
	"u",
	"ane",
	"ari",
	"ede",
	"ola",
	"uma",
	"ino",
	"eki",
	"avi",
	"oro",
	"isha",
	"umba",
)
ENDS = (
	"b",
	"di",
	"f",
	"g",
	"hi",
	"ka",
	"la",
	"m",
	"n",
	"ri",
	"s",
	"t",
	"va",
	"w",
	"zi",
	"ov",
	"sen",
	"ez",
	"ski",
	"yan",
)
SPELT = (
	*(
		("Mohamed", "Muhammad"),
		("Hussein", "Husayn"),
		("Yusuf", "Youssef"),
		("Khadija", "Hadiya"),
		("Fatima", "Fathima"),
	),
	*(
		("Jürgen", "Juergen"),
		("Björn", "Bjorn"),
		("Zoë", "Zoe"),
		("Chloé", "Chloe"),
		("François", "Francois"),
	),
	*(
		("Ivan", "Иван"),
		("Dmitri", "Дмитрий"),
		("Olga", "Ольга"),
		("Natalia", "Наталья"),
		("Omar", "عمر"),
		("Ali", "علي"),
	),
)
PLACES = tuple(f"Quarter {number:03}" for number in range(200))
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Row:
	"""What is written down of somebody.

	Attributes:
		full_name: her name.
		place: her community.
		phone: her number; may be empty.
		email: her address; may be empty.
		how: "" for an original and for others who are not alike, else what makes it the double of an original.
		of: the number of the row that it is a double of; -1 where it is none.
	"""

	full_name: str
	place: str
	phone: str
	email: str
	how: str = ""
	of: int = -1


def make_rows(count: int, seed: int = 7) -> list[Row]:
	"""Make a set: three quarters originals, and of the rest half doubles and half relatives at the same telephone.

	Args:
		count: how many rows.
		seed: the same seed makes the same set.
	"""
	chance = random.Random(seed)
	rows = [_original(chance, number) for number in range(count * 3 // 4)]
	originals = len(rows)
	ways = (_typing_error, _turned, _spelt_otherwise, _initial, _moved)
	while len(rows) < count:
		of = chance.randrange(originals)
		if len(rows) % 2:
			rows.append(_relative(chance, rows[of], len(rows)))
		else:
			rows.append(ways[len(rows) // 2 % len(ways)](chance, rows[of], of))
	return rows


def true_pairs(rows: list[Row]) -> dict[tuple[int, int], str]:
	"""Which rows are of the same person, and what makes them look different.

	Args:
		rows: as ``make_rows`` makes them.
	"""
	groups: dict[int, list[int]] = {}
	for number, row in enumerate(rows):
		groups.setdefault(row.of if row.of >= 0 else number, []).append(number)
	return {
		(one, other): rows[other].how
		for members in groups.values()
		for place, one in enumerate(members)
		for other in members[place + 1 :]
	}


def _original(chance: random.Random, number: int) -> Row:
	# Few first names are very common.
	first = FIRST[min(int(chance.expovariate(0.06)), len(FIRST) - 1)]
	name = f"{first} {_surname(chance)}"
	if chance.random() < 0.2:
		name = f"{first} {chance.choice(FIRST)} {_surname(chance)}"
	phone = _phone(number) if chance.random() < 0.7 else ""
	email = f"person{number}@example.org" if chance.random() < 0.5 else ""
	return Row(name, chance.choice(PLACES), phone, email)


def _surname(chance: random.Random) -> str:
	return chance.choice(BEGINNINGS) + chance.choice(MIDDLES) + chance.choice(MIDDLES) + chance.choice(ENDS)


def _phone(number: int) -> str:
	return f"+25261{number:07}"


def _relative(chance: random.Random, row: Row, number: int) -> Row:
	"""Somebody else of the same family, whom the same telephone reaches."""
	words = row.full_name.split()
	first = chance.choice([name for name in FIRST if name[:2] != words[0][:2]])
	return Row(f"{first} {words[-1]}", row.place, row.phone, f"person{number}@example.org")


def _typing_error(chance: random.Random, row: Row, of: int) -> Row:
	words = row.full_name.split()
	at = chance.randrange(len(words))
	word = words[at]
	place = chance.randrange(1, len(word))
	kind = chance.randrange(4)
	if kind == 0:
		word = word[:place] + word[place + 1 :]
	elif kind == 1:
		word = word[:place] + chance.choice(LETTERS) + word[place:]
	elif kind == 2:
		word = word[:place] + chance.choice(LETTERS) + word[place + 1 :]
	elif place + 1 < len(word):
		word = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
	words[at] = word
	return Row(" ".join(words), row.place, row.phone, "", "typing error", of)


def _turned(chance: random.Random, row: Row, of: int) -> Row:
	words = row.full_name.split()
	return Row(f"{words[-1]}, {' '.join(words[:-1])}", row.place, "", row.email, "order of names", of)


def _spelt_otherwise(chance: random.Random, row: Row, of: int) -> Row:
	name = row.full_name
	for one, other in SPELT:
		name = name.replace(one, other)
	return Row(name, row.place, row.phone, row.email, "transliteration", of)


def _initial(chance: random.Random, row: Row, of: int) -> Row:
	words = row.full_name.split()
	return Row(f"{words[0][0]}. {words[-1]}", row.place, row.phone, row.email, "initial", of)


def _moved(chance: random.Random, row: Row, of: int) -> Row:
	"""She moved, and has another number; the address is the same where there is one."""
	return Row(row.full_name, chance.choice(PLACES), _phone(5_000_000 + of), row.email, "moved", of)
