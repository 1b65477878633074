"""Who is on record twice: how many are found, how many of those found are, and how long it takes.

Usage: python -m benchmarks.duplicates <site> [--people 10000 100000], from inside the sites folder of a bench. What the
site holds of this app is removed.
"""

import argparse
import resource
import sys
import time
from collections import Counter

import frappe
from frappe.utils import now

from benchmarks.connection import connected
from benchmarks.duplicates_set import Row, make_rows, true_pairs
from benchmarks.partnerships_seed.seed import empty
from stakeholder_crm.domain.likeness import MatchVerdict
from stakeholder_crm.stakeholders.duplicates.find_matches import find_matches
from stakeholder_crm.stakeholders.duplicates.likeness_keys import rebuild_keys
from stakeholder_crm.stakeholders.duplicates.list_duplicates import DuplicatePair, list_duplicates
from stakeholder_crm.stakeholders.duplicates.load_people import person

KIND, POINT = "Community Leader", "Stakeholder Contact Point"
HEADER = ("name", "owner", "modified_by", "creation", "modified", "docstatus", "idx")
FIELDS = (
	*HEADER,
	"full_name",
	"display_name",
	"community",
	"status",
	"confidentiality",
	"relationship_owner",
)
POINT_FIELDS = (*HEADER, "parent", "parenttype", "parentfield", "channel", "value", "safety")
# Of 100 that are there, so many are to be found; of 100 that are found, so many are to be right.
RECALL, PRECISION = 0.85, 0.85
MOST_SECONDS = 15 * 60


def main() -> int:
	parser = argparse.ArgumentParser(description=__doc__)
	parser.add_argument("site")
	parser.add_argument("--people", type=int, nargs="+", default=[10_000, 100_000])
	arguments = parser.parse_args()
	with connected(arguments.site):
		return max([_measure(people) for people in arguments.people])


def _measure(people: int) -> int:
	rows = make_rows(people)
	empty()
	_store(rows)
	start = time.perf_counter()
	rebuild_keys()
	frappe.db.commit()
	keys = time.perf_counter() - start
	start = time.perf_counter()
	found = list_duplicates()
	seconds = time.perf_counter() - start
	start = time.perf_counter()
	asked = [person(KIND, {"full_name": row.full_name}, [("Phone", row.phone)]) for row in rows[:500]]
	find_matches(asked)
	batch = time.perf_counter() - start
	right = _tell(people, rows, found)
	print(f"| keys of all computed again, seconds | {keys:.1f} |")
	print(f"| **all pairs found, seconds** | {seconds:.1f} |")
	print(f"| 500 rows of a file looked up, seconds | {batch:.2f} |")
	print(f"| peak memory, MB | {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} |")
	return 0 if right and seconds < MOST_SECONDS else 1


def _tell(people: int, rows: list[Row], found: list[DuplicatePair]) -> bool:
	numbers = {_name(number): number for number in range(len(rows))}
	wanted = true_pairs(rows)
	pairs = {(numbers[one.one[1]], numbers[one.match.pair[1]]): one.match for one in found}
	right = pairs.keys() & wanted.keys()
	sure = {pair for pair, one in pairs.items() if one.verdict is MatchVerdict.SAME}
	precision, recall = len(right) / max(1, len(pairs)), len(right) / max(1, len(wanted))
	print(f"\n| {people:,} people, {len(wanted):,} pairs of the same | |\n|---|---:|")
	print(f"| **precision**: found, and the same | {precision:.1%} |")
	print(f"| **recall**: the same, and found | {recall:.1%} |")
	print(f"| precision of “probably the same” | {len(sure & wanted.keys()) / max(1, len(sure)):.1%} |")
	there = Counter(wanted.values())
	seen = Counter(wanted[pair] for pair in right)
	for how in sorted(there):
		print(f"| recall, {how or 'two doubles of one'} | {seen[how] / there[how]:.1%} |")
	return precision >= PRECISION and recall >= RECALL


def _store(rows: list[Row]) -> None:
	moment = now()
	people, points = [], []
	for number, row in enumerate(rows):
		head = (_name(number), "Administrator", "Administrator", moment, moment, 0, 0)
		people.append((*head, row.full_name, row.full_name, row.place, "Active", "Open", "Administrator"))
		for channel, value in (("Phone", row.phone), ("Email", row.email)):
			if value:
				points.append(
					(
						f"{channel[0]}{number:08}",
						*("Administrator", "Administrator", moment, moment, 0, 1, _name(number)),
						*(KIND, "contact_points", channel, value, "Unknown"),
					)
				)
	frappe.db.bulk_insert(KIND, FIELDS, people, chunk_size=5_000)
	frappe.db.bulk_insert(POINT, POINT_FIELDS, points, chunk_size=5_000)
	frappe.db.commit()


def _name(number: int) -> str:
	return f"CL-{number:07}"


if __name__ == "__main__":
	sys.exit(main())
