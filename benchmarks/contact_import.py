"""A file of contacts in one go: how long each step takes, how much memory, and what a kill costs.

Usage: python -m benchmarks.contact_import <site> [--rows 50000] [--kills 3], from inside the sites folder of a
bench. Each step is done by a process of its own, as a worker does it; the figures are of that process. The exit code
is 1 when a row was lost or doubled, or when memory grows with the file.
"""

import argparse
import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import frappe
from frappe.model.document import Document

from benchmarks.connection import connected
from stakeholder_crm.stakeholders.imports.commands import preview_import, revert_import, start_import
from stakeholder_crm.stakeholders.imports.repository import CONTACT_IMPORT, ROW, count_rows
from stakeholder_crm.stakeholders.imports.runner import restart_run
from stakeholder_crm.testing import factories

KIND = "Activist"
SEED = 20261127
# What follows attaching: its name, the command, and how each row ends.
COMMANDS = (
	("preview", preview_import, "New"),
	("import", start_import, "Imported"),
	("revert", revert_import, "Reverted"),
)
# How much more memory ten times as many rows may take, in megabytes: what was seen in the file so far is kept.
MOST_GROWTH = 60


@dataclass(frozen=True, slots=True)
class Step:
	"""One step at one size.

	Attributes:
		seconds: how long it took.
		megabytes: the most memory that its process had.
	"""

	seconds: float
	megabytes: float


def main() -> int:
	parser = argparse.ArgumentParser(description=__doc__)
	parser.add_argument("site")
	parser.add_argument("--rows", type=int, default=50_000)
	parser.add_argument("--kills", type=int, default=3)
	arguments = parser.parse_args()
	with connected(arguments.site):
		user = factories.users()["outreach"]
		frappe.db.commit()
	tenth = measure(arguments.site, user, arguments.rows // 10, 0, kills=0)
	full = measure(arguments.site, user, arguments.rows, arguments.rows, kills=arguments.kills)
	_print(arguments.rows, tenth, full)
	growth = max(full[name].megabytes - tenth[name].megabytes for name in full)
	return int(growth > MOST_GROWTH)


def measure(site: str, user: str, rows: int, first: int, *, kills: int) -> dict[str, Step]:
	"""Import a file and revert it.

	Args:
		site: on which.
		user: who does it.
		rows: of the file.
		first: where its people begin, so that they are others than those of the file before.
		kills: how often the process that imports them is killed on the way.

	Returns:
		The figures of each step, by its name.
	"""
	dice = random.Random(SEED)
	attached = _step(site, user, "attach", str(rows), str(first))
	name = attached["name"]
	steps = {"attach, recognise columns": _figures(attached)}
	for label, command, outcome in COMMANDS:
		run = _begin(site, user, command, name)
		if command is start_import:
			for _kill in range(kills):
				run = _killed(site, user, name, run, dice)
		steps[label] = _figures(_step(site, user, "run", name, run))
		_check(site, name, label, {outcome: rows})
	return steps


def _step(site: str, user: str, *words: str) -> dict[str, Any]:
	"""Have a process of its own do a step; its figures."""
	command = [sys.executable, "-m", "benchmarks.contact_import_step", site, user, *words]
	answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
	return json.loads(answer.splitlines()[-1])


def _figures(answer: dict[str, Any]) -> Step:
	return Step(answer["seconds"], answer["megabytes"])


def _begin(site: str, user: str, command: Callable[[Document], None], name: str) -> str:
	with connected(site):
		frappe.set_user(user)
		frappe.enqueue = lambda *_args, **_options: None
		command(frappe.get_doc(CONTACT_IMPORT, name))
		frappe.db.commit()
		return frappe.db.get_value(CONTACT_IMPORT, name, "run")


def _killed(site: str, user: str, name: str, run: str, dice: random.Random) -> str:
	"""Start the import, kill the process at some moment, and begin a new run."""
	command = [sys.executable, "-m", "benchmarks.contact_import_step", site, user, "run", name, run]
	process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
	# Not before something was kept, and at any moment of the batch after it.
	with connected(site):
		before = count_rows(name).get("Imported", 0)
	while process.poll() is None:
		with connected(site):
			if count_rows(name).get("Imported", 0) > before:
				break
		time.sleep(0.5)
	time.sleep(dice.uniform(0, 3))
	process.send_signal(signal.SIGKILL)
	process.wait()
	with connected(site):
		frappe.enqueue = lambda *_args, **_options: None
		print(f"  killed at {count_rows(name)}", flush=True)
		restart_run(name)
		frappe.db.commit()
		return frappe.db.get_value(CONTACT_IMPORT, name, "run")


def _check(site: str, name: str, label: str, expected: dict[str, int]) -> None:
	"""Say so, and stop, when a row was lost or doubled."""
	with connected(site):
		counts = count_rows(name)
		made = frappe.get_all(ROW, {"parent": name, "outcome": "Imported"}, pluck="made", order_by="made")
		there = frappe.db.count(KIND, {"name": ("in", made or [""])})
		drafts = frappe.db.count(KIND, {"status": "Draft"})
	print(f"  {label}: {counts}, {there} records", flush=True)
	if counts != expected or len(set(made)) != len(made) or there != len(made) or drafts != there:
		raise SystemExit(f"{label}: {expected} was to be there, and {drafts} drafts are.")


def _print(rows: int, tenth: dict[str, Step], full: dict[str, Step]) -> None:
	head = ("", f"{rows // 10} rows, s", "MB", f"{rows} rows, s", "rows/s", "MB")
	print(f"\n| {' | '.join(head)} |\n| --- | ---: | ---: | ---: | ---: | ---: |")
	for name, one in full.items():
		small = tenth[name]
		cells = (
			f"{small.seconds:.1f}",
			f"{small.megabytes:.0f}",
			f"{one.seconds:.1f}",
			f"{rows / one.seconds:.0f}",
			f"{one.megabytes:.0f}",
		)
		print(f"| {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
	sys.exit(main())
