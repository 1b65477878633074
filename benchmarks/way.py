"""One step of one way to thank people, in a process of its own, timed from when it is told to begin.

Usage: python -m benchmarks.way <site> <way> <prepare|plan|send> <first> <count> <smtp port>, from inside the
sites folder. It says "ready", waits for a line, works, and prints a line of JSON.
"""

import json
import sys
import time
from typing import Any

import frappe

from benchmarks import rivals, seed
from benchmarks.connection import connected
from benchmarks.dispatcher import NAP_SECONDS, hurry

OURS = "Stakeholder CRM"
MOST_SECONDS = 60


def main(site: str, name: str, verb: str, first: int, count: int, port: int) -> None:
	with connected(site):
		way = ours(first, count) if name == OURS else rivals.WAYS[name]
		addresses = [seed.address(number) for number in range(first, first + count)]
		if verb == "prepare":
			clear(port)
		queries = count_queries()
		_say("ready")
		sys.stdin.readline()
		started = time.perf_counter()
		way.send() if verb == "send" else getattr(way, verb)(addresses)
		_say(json.dumps({"seconds": time.perf_counter() - started, "queries": queries[0]}))


def ours(first: int, count: int) -> rivals.Way:
	"""The app: what is planned is there already, in the database; sending is what its scheduler does."""
	from stakeholder_crm.follow_up.messages.dispatch import dispatch_due

	def prepare(_addresses: list[str]) -> None:
		seed.settings()
		seed.due_thank_yous(count, first)
		frappe.db.commit()

	def send() -> None:
		hurry()
		until = time.monotonic() + MOST_SECONDS
		while _going() and time.monotonic() < until:
			if not dispatch_due().outcomes:
				time.sleep(NAP_SECONDS)

	return rivals.Way(prepare, lambda _addresses: None, send)


def _going() -> int:
	return frappe.db.count("Thank You Follow Up", {"status": ("in", ("Scheduled", "Claimed", "Queued"))})


def clear(port: int) -> None:
	"""Nothing of the scenario before is left to be sent, and mail goes to the server of this one."""
	from stakeholder_crm.testing import factories

	factories.users()
	frappe.db.delete("Email Queue")
	frappe.db.delete("Email Queue Recipient")
	frappe.db.set_value("Thank You Follow Up", {"status": "Scheduled"}, "status", "Not Needed")
	frappe.db.delete("Email Account", {"enable_outgoing": 1})
	factories.email_account(port)
	frappe.db.commit()
	frappe.clear_cache()


def count_queries() -> list[int]:
	"""A list of one number that grows with each statement sent to the database."""
	queries, sql = [0], frappe.db.sql

	def counted(*arguments: Any, **options: Any) -> Any:
		queries[0] += 1
		return sql(*arguments, **options)

	frappe.db.sql = counted
	return queries


def _say(line: str) -> None:
	print(line, flush=True)


if __name__ == "__main__":
	main(*sys.argv[1:4], *map(int, sys.argv[4:7]))
