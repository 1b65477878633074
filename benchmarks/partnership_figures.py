"""What a manager of partnerships sees, at full size and at a tenth of it, beside the best plain SQL.

Usage: python -m benchmarks.partnership_figures <site> [--stakeholders 100000] [--runs 5], from inside the sites
folder of a bench. Both ways take turns on the same site and must say the same; the medians are told. What the site
holds of this app is removed. With --agree, nothing is timed, the exit code says whether they do, and the site stays
as it is: all of it is one transaction that is taken back.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

import frappe

from benchmarks.connection import connected, undone
from benchmarks.partnerships import maps, reports, workspace
from benchmarks.partnerships.items import Item
from benchmarks.partnerships.plain import Plain
from benchmarks.partnerships_seed.seed import FULL, empty, seed
from benchmarks.way import count_queries
from stakeholder_crm.base.reporting.cached_answer import KEY
from stakeholder_crm.testing import factories

SLOWER = 3.0
STEEPER = 2.0
# What takes less than this is instant, whatever it is compared with.
INSTANT = 0.1
MOST_SECONDS = 10.0
FEWEST_RUNS = 3


@dataclass(frozen=True, slots=True)
class Measured:
	"""One item at one size; medians, in seconds.

	Attributes:
		ours: our way.
		plain: the plain way.
		queries: statements of ours.
		same: whether both said the same.
	"""

	ours: float
	plain: float
	queries: int
	same: bool

	@property
	def ratio(self) -> float:
		"""How many times as long ours takes."""
		return self.ours / self.plain


def measure(item: Item, runs: int) -> Measured:
	"""Do it both ways in turn, after one of each that does not count.

	Args:
		item: what.
		runs: how often, or fewer times where it takes long.
	"""
	answer, expected = item.ours(), item.plain()
	ours: list[float] = []
	plain: list[float] = []
	until = time.perf_counter() + MOST_SECONDS
	while len(ours) < runs and (len(ours) < FEWEST_RUNS or time.perf_counter() < until):
		with counting() as queries:
			ours.append(_seconds(item.ours))
		plain.append(_seconds(item.plain))
	return Measured(median(ours), median(plain), queries[0], item.same(answer, expected))


def items() -> Iterator[Item]:
	"""All items; from here on the session is a manager's, and each item leaves nothing behind."""
	user = factories.users()["manager"]
	frappe.db.commit()
	frappe.set_user(user)
	frappe.cache.delete_keys(f"user:*:{KEY}")
	plain = Plain(user)
	for item in (*workspace.items(plain), *reports.items(plain), *maps.items(plain)):
		frappe.db.savepoint("item")
		yield item
		frappe.db.rollback(save_point="item")


def disagreeing(site: str, stakeholders: int) -> list[str]:
	"""The names of items of which the two ways say different things; nothing of it stays on the site."""
	with connected(site), undone():
		seeded(stakeholders, schema=False)
		differing = [item.name for item in items() if not item.same(item.ours(), item.plain())]
		frappe.cache.delete_keys(f"user:*:{KEY}")  # what was counted is gone
		return differing


def seeded(stakeholders: int, *, schema: bool = True) -> None:
	"""Have so many stakeholders on the site, and what belongs to them, and nobody else."""
	empty(schema=schema)
	print(f"• {seed(stakeholders, schema=schema)}", flush=True)


@contextmanager
def counting() -> Iterator[list[int]]:
	"""A list of one number that grows with each statement meanwhile."""
	sql = frappe.db.sql
	yield count_queries()
	frappe.db.sql = sql


def main() -> int:
	parser = argparse.ArgumentParser(description=__doc__)
	parser.add_argument("site")
	parser.add_argument("--stakeholders", type=int, default=FULL)
	parser.add_argument("--runs", type=int, default=5)
	parser.add_argument("--agree", action="store_true")
	arguments = parser.parse_args()
	if arguments.agree:
		names = disagreeing(arguments.site, arguments.stakeholders)
		print("\n".join(names))
		return int(bool(names))
	sizes = []
	for stakeholders in (arguments.stakeholders // 10, arguments.stakeholders):
		with connected(arguments.site):
			seeded(stakeholders)
			sizes.append({item.name: measure(item, arguments.runs) for item in items()})
	tenth, full = sizes
	_print(tenth, full)
	return int(any(_faults(tenth[name], full[name]) for name in full))


def _faults(tenth: Measured, full: Measured) -> list[str]:
	"""What is not as it should be."""
	faults = [] if tenth.same and full.same else ["says something else"]
	if full.ours > INSTANT:
		faults += [f"over {SLOWER:.0f} ×"] * (full.ratio > SLOWER)
		faults += [f"over {STEEPER:.0f} × a tenth"] * (full.ours > STEEPER * tenth.ours)
	return faults


def _print(tenth: dict[str, Measured], full: dict[str, Measured]) -> None:
	head = ("", "a tenth, ms", "full, ms", "full / tenth", "plain SQL, ms", "× plain SQL", "queries", "")
	print(f"\n| {' | '.join(head)} |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |")
	for name, one in full.items():
		small = tenth[name]
		cells = (
			name,
			f"{1000 * small.ours:.0f}",
			f"{1000 * one.ours:.0f}",
			f"{one.ours / small.ours:.1f}",
			f"{1000 * one.plain:.0f}",
			f"{one.ratio:.2f}",
			str(one.queries),
			", ".join(_faults(small, one)),
		)
		print(f"| {' | '.join(cells)} |", flush=True)


def _seconds(way: Callable[[], Any]) -> float:
	started = time.perf_counter()
	way()
	return time.perf_counter() - started


if __name__ == "__main__":
	sys.exit(main())
