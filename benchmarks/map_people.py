"""Many invented stakeholders for the map and the network: for tests and pictures of a crowded one.

Usage, from inside a bench's sites folder: python -m benchmarks.map_people <site> <how many>; 0 removes them.
"""

import sys
from random import Random

import frappe
from frappe.utils import add_days, now_datetime, today

from benchmarks.connection import connected
from stakeholder_crm.base.reporting.cached_answer import KEY
from stakeholder_crm.domain.stakeholder_map import POSITIONS

FIRST = (
	"Amal",
	"Bruno",
	"Chidi",
	"Dalia",
	"Emre",
	"Farah",
	"Goran",
	"Hana",
	"Ivo",
	"Jamila",
	"Kwame",
	"Lena",
)
LAST = (
	"Adler",
	"Bakare",
	"Cortez",
	"Dimitrov",
	"Eklund",
	"Fofana",
	"Grauer",
	"Haddad",
	"Iwu",
	"Jansen",
	"Kaya",
)
WORK = ("Legal Aid", "Shelter", "Clinic", "Council", "Help Desk", "Fund")
COMMUNITIES = ("Harbour Quarter", "Mill Lane", "North Shore", "Old Market", "Riverside")
# Of ten, so many are of each kind; the number stands for the kind in the name, too.
KINDS = (("Community Leader", "CL-M"), ("Activist", "ACT-M"), ("Partner Agency", "PA-M"))
SHARES = (0, 0, 0, 0, 1, 1, 1, 2, 2, 2)
COLUMNS = (
	*("name", "full_name", "display_name", "status", "confidentiality", "relationship_owner"),
	*("influence", "interest", "current_position", "desired_position", "cadence_days", "verify_every_days"),
	*("owner", "modified_by", "creation", "modified"),
)
PLACE = {"Community Leader": "community", "Partner Agency": "jurisdiction"}


def add(count: int, owners: list[str]) -> None:
	"""Insert so many, always the same, past all controllers; one in twenty is not assessed.

	Args:
		count: how many.
		owners: users who answer for them, in turn.
	"""
	rows: dict[str, list[tuple]] = {kind: [] for kind, _prefix in KINDS}
	random = Random(4)
	now = now_datetime()
	for number in range(count):
		kind, prefix = KINDS[SHARES[number % len(SHARES)]]
		name = _name(kind, number)
		influence, interest, current, desired = _judged(random, number)
		owner = owners[number % len(owners)]
		rows[kind].append(
			(
				*(f"{prefix}{number:06}", name, name, "Active", "Open", owner),
				*(influence, interest, current, desired, 30, 180),
				*(owner, owner, now, now),
				*([COMMUNITIES[number % len(COMMUNITIES)]] if kind in PLACE else []),
			)
		)
	for kind, made in rows.items():
		columns = [*COLUMNS, *([PLACE[kind]] if kind in PLACE else [])]
		frappe.db.bulk_insert(kind, columns, made)


def remove() -> None:
	"""Take away all that were added."""
	for kind, prefix in KINDS:
		frappe.db.delete(kind, {"name": ("like", f"{prefix}%")})
		frappe.db.delete("Stakeholder Tie", {"parent": ("like", f"{prefix}%")})


def tie(count: int) -> None:
	"""Tie the first so many to each other: in circles of nine, with a bridge between neighbouring circles."""
	now = now_datetime()
	rows = []
	for number in range(count):
		circle = number - number % 9
		others = {circle + (number + step) % 9 for step in (1, 2, 4)} if number % 9 else set()
		if number % 9 == 0 and number + 9 < count:
			others = {number + 1, number + 3, number + 9 + number % 7}
		for other in sorted(others - {number}):
			if other < count:
				rows.append(_tie(number, other, now))
	columns = [
		*("name", "parent", "parenttype", "parentfield", "idx", "stakeholder_type", "stakeholder"),
		*("stakeholder_name", "kind", "strength", "since", "creation", "modified"),
	]
	frappe.db.bulk_insert("Stakeholder Tie", columns, rows)


def _tie(number: int, other: int, now: object) -> tuple:
	(kind, prefix), (other_kind, other_prefix) = (
		KINDS[SHARES[each % len(SHARES)]] for each in (number, other)
	)
	return (
		*(f"MAP-TIE-{number}-{other}", f"{prefix}{number:06}", kind, "ties", 1),
		*(other_kind, f"{other_prefix}{other:06}", _name(other_kind, other)),
		*("Ally" if number % 2 else "Colleague", ("Weak", "Medium", "Strong")[number % 3]),
		*(add_days(today(), -number), now, now),
	)


def _name(kind: str, number: int) -> str:
	if kind == "Partner Agency":
		return f"{LAST[number % len(LAST)]} {WORK[number // 7 % len(WORK)]}"
	return f"{FIRST[number % len(FIRST)]} {LAST[number // 5 % len(LAST)]}"


def _judged(random: Random, number: int) -> tuple[int, int, str, str]:
	"""Who has influence is a little more often interested; supporters are wanted to lead."""
	influence = random.choice((1, 2, 2, 3, 3, 3, 4, 4, 5))
	interest = min(5, max(1, influence + random.choice((-2, -1, -1, 0, 0, 1, 1, 2))))
	current = random.choices(range(5), weights=(2, 2, 4, 4, 2))[0]
	desired = min(4, current + random.choice((0, 1, 1, 2)))
	if number % 20 == 19:
		return 0, 0, "", ""
	return influence, interest, POSITIONS[current], POSITIONS[desired]


if __name__ == "__main__":
	with connected(sys.argv[1]):
		remove()
		staff = frappe.get_all(
			"Has Role",
			filters={"role": "Outreach Staff", "parenttype": "User"},
			pluck="parent",
			order_by="parent",
		)
		add(int(sys.argv[2]), sorted(set(staff)))
		tie(min(int(sys.argv[2]), 120))
		frappe.db.commit()
		# Cached numbers are of other people.
		frappe.cache.delete_keys(f"user:*:{KEY}")
