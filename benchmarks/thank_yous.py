"""Our dispatch beside what a Frappe user would use instead: how fast, how many queries, and under faults.

Usage: python -m benchmarks.thank_yous <site> [--messages 500] [--faults 200], from inside the sites folder of
a bench. All figures are of one run on one site; the ratios are what counts.
"""

import argparse
import json
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import count
from typing import Any

from benchmarks import rivals
from benchmarks.connection import connected
from benchmarks.mail_server import CountingMailServer
from benchmarks.seed import address
from benchmarks.way import OURS

BARE = "frappe.sendmail"
KILLS = 4
SLOW = 0.005
SEED = 20261125


@dataclass(frozen=True, slots=True)
class Speed:
	"""How one way does without faults; a second is a second of this machine in this run.

	Attributes:
		queued: messages a second into the Email Queue; None where queueing and sending are one step.
		sent: messages a second from due to the mail server, with one process.
		sent_by_two: the same with two processes at once; None where two would double.
		queries: statements a message, from due to the mail server.
	"""

	queued: float | None
	sent: float
	sent_by_two: float | None
	queries: float


@dataclass(frozen=True, slots=True)
class Fault:
	"""What became of messages under a fault.

	Attributes:
		doubled: recipients who were written to more than once.
		missing: recipients who got nothing...
		told: ...of whom a person is told in the list.
	"""

	doubled: int
	missing: int
	told: int


class Step:
	"""A process that does one step of one way, and says how long it took."""

	def __init__(self, site: str, way: str, verb: str, first: int, messages: int, port: int) -> None:
		words = [site, way, verb, str(first), str(messages), str(port)]
		self._process = subprocess.Popen(
			[sys.executable, "-m", "benchmarks.way", *words],
			stdin=subprocess.PIPE,
			stdout=subprocess.PIPE,
			stderr=subprocess.DEVNULL,
			text=True,
		)
		self._lines = iter(self._process.stdout or ())
		while next(self._lines).strip() != "ready":
			pass

	def go(self) -> None:
		if self._process.stdin:
			self._process.stdin.write("\n")
			self._process.stdin.flush()

	def wait(self) -> dict[str, Any]:
		for line in self._lines:
			if line.startswith("{"):
				self._process.wait()
				return json.loads(line)
		raise RuntimeError("A step ended without its figures.")

	def kill_after(self, seconds: float) -> None:
		time.sleep(seconds)
		self._process.kill()
		self._process.wait()


class Bench:
	"""Measures ways on one site; each scenario has recipients of its own."""

	def __init__(self, site: str, server: CountingMailServer) -> None:
		self.site = site
		self.server = server
		self._first = count(0, 10_000)

	def scenario(self, way: str, messages: int) -> "Scenario":
		return Scenario(self, way, next(self._first), messages)


class Scenario:
	"""One way, with some recipients that nobody else has."""

	def __init__(self, bench: Bench, way: str, first: int, messages: int) -> None:
		self.bench = bench
		self.way = way
		self.first = first
		self.messages = messages
		self.do("prepare")

	def step(self, verb: str) -> Step:
		return Step(self.bench.site, self.way, verb, self.first, self.messages, self.bench.server.port)

	def do(self, verb: str, processes: int = 1) -> tuple[float, int]:
		"""Seconds from the start of the first to the end of the last, and statements of all."""
		steps = [self.step(verb) for _ in range(processes)]
		started = time.perf_counter()
		for step in steps:
			step.go()
		figures = [step.wait() for step in steps]
		return time.perf_counter() - started, sum(figure["queries"] for figure in figures)

	def outcome(self) -> Fault:
		arrived = [
			self.bench.server.accepted[address(number)]
			for number in range(self.first, self.first + self.messages)
		]
		missing = arrived.count(0)
		return Fault(sum(times > 1 for times in arrived), missing, self._told(missing))

	def _told(self, missing: int) -> int:
		import frappe

		if self.way != OURS or not missing:
			return 0
		names = [f"TY-S{number:06}" for number in range(self.first, self.first + self.messages)]
		with connected(self.bench.site):
			standing = {"name": ("in", names), "status": ("in", ("Needs Review", "Failed"))}
			rows = frappe.get_all("Thank You Follow Up", filters=standing, fields=["name"], order_by="name")
		gone = {name for name in names if not self.bench.server.accepted[address(int(name[4:]))]}
		return len(gone & {row.name for row in rows})


def speed(bench: Bench, way: str, messages: int) -> Speed:
	one = bench.scenario(way, messages)
	planning, planned = one.do("plan")
	sending, sent = one.do("send")
	seconds = sending + (0 if way == OURS else planning)
	if one.outcome() != Fault(0, 0, 0):
		raise RuntimeError(f"{way} did not send each message once, even without a fault.")
	by_two = None
	if way == OURS:
		two = bench.scenario(way, messages)
		by_two = messages / two.do("send", processes=2)[0]
		if two.outcome() != Fault(0, 0, 0):
			raise RuntimeError("Two dispatchers did not send each message once.")
	return Speed(
		None if way == OURS else messages / planning,
		messages / seconds,
		by_two,
		(planned + sent) / messages,
	)


def run_twice(bench: Bench, way: str, messages: int) -> Fault:
	"""The day's job runs a second time on the same day."""
	scenario = bench.scenario(way, messages)
	for _ in range(2):
		scenario.do("plan")
		scenario.do("send")
	return scenario.outcome()


def two_at_once(bench: Bench, way: str, messages: int) -> Fault:
	"""Two processes send at the same moment."""
	scenario = bench.scenario(way, messages)
	scenario.do("plan")
	scenario.do("send", processes=2)
	return scenario.outcome()


def killed(bench: Bench, way: str, messages: int) -> Fault:
	"""The sending process is killed some times, and started again until it is done."""
	scenario = bench.scenario(way, messages)
	scenario.do("plan")
	bench.server.delay = SLOW
	chance = random.Random(SEED)
	for _ in range(KILLS):
		step = scenario.step("send")
		step.go()
		step.kill_after(chance.uniform(0.1, 0.6))
	scenario.do("send")
	bench.server.delay = 0.0
	return scenario.outcome()


def put_off(bench: Bench, way: str, messages: int) -> Fault:
	"""The mail server asks three times in ten to come back later."""
	scenario = bench.scenario(way, messages)
	scenario.do("plan")
	bench.server.refusing = 0.3
	scenario.do("send")
	bench.server.refusing = 0.0
	return scenario.outcome()


FAULTS = {
	"its job runs twice a day": run_twice,
	"two send at once": two_at_once,
	f"killed {KILLS} times": killed,
	"30 % deferred": put_off,
}


def main() -> int:
	parser = argparse.ArgumentParser(description=__doc__)
	parser.add_argument("site")
	parser.add_argument("--messages", type=int, default=500)
	parser.add_argument("--faults", type=int, default=200)
	arguments = parser.parse_args()
	with connected(arguments.site):
		ways = [*rivals.available(), OURS]
	with CountingMailServer(SEED) as server:
		bench = Bench(arguments.site, server)
		speeds = {way: speed(bench, way, arguments.messages) for way in ways}
		_print_speeds(speeds)
		tried = FAULTS if arguments.faults else {}
		faults = {
			way: {name: fault(bench, way, arguments.faults) for name, fault in tried.items()} for way in ways
		}
		if tried:
			_print_faults(faults, arguments.faults)
	ours, bare = speeds[OURS], speeds[BARE]
	fast = ours.sent >= 1.5 * bare.sent and (ours.sent_by_two or 0) >= 1.7 * ours.sent
	right = all(not fault.doubled and fault.missing == fault.told for fault in faults[OURS].values())
	return 0 if fast and right else 1


def _print_speeds(speeds: dict[str, Speed]) -> None:
	bare, ours = speeds[BARE], speeds[OURS]
	_table(
		["", "into the queue, /s", "due to SMTP, /s", "× frappe.sendmail", "queries a message"],
		[
			[
				way,
				f"{one.queued:.0f}" if one.queued else "–",
				f"{one.sent:.1f}",
				f"{one.sent / bare.sent:.2f}",
				f"{one.queries:.1f}",
			]
			for way, one in speeds.items()
		]
		+ [
			[
				f"{OURS}, two at once",
				"–",
				f"{ours.sent_by_two:.1f}",
				f"{(ours.sent_by_two or 0) / bare.sent:.2f} ({(ours.sent_by_two or 0) / ours.sent:.2f} × one)",
				"",
			]
		],
	)


def _print_faults(faults: dict[str, dict[str, Fault]], messages: int) -> None:
	rows = [
		[way, *(f"{one.doubled} / {one.missing} / {one.told}" for one in by_fault.values())]
		for way, by_fault in faults.items()
	]
	_table([f"of {messages}: doubled / missing / a person told", *FAULTS], rows)


def _table(head: list[str], rows: list[list[str]]) -> None:
	lines = [head, ["---"] * len(head), *rows]
	print("\n".join(f"| {' | '.join(line)} |" for line in lines), end="\n\n", flush=True)


if __name__ == "__main__":
	sys.exit(main())
