"""Thank-yous under fire: dispatchers that are killed, a mail server that is unwilling, servers that restart.

Usage: python -m benchmarks.soak <site> [--small] [--restarts] [--json], from inside the sites folder of a bench. It
counts what arrived at a real SMTP server against what should have, prints the figures, and
ends with 1 when anything was doubled or lost, or stands without a reason.
"""

import argparse
import json
import multiprocessing
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import asdict, dataclass, field
from typing import Any

from benchmarks import seed
from benchmarks.connection import connected
from benchmarks.dispatcher import dispatch_until_killed
from benchmarks.mail_server import CountingMailServer

TICK_SECONDS = 0.02
LOOK_SECONDS = 0.5
SEED = 20261125


@dataclass(frozen=True, slots=True)
class Plan:
	"""What a soak does.

	Attributes:
		messages: how many thank-yous are due.
		workers: how many dispatchers run at the same time.
		kills: how many of them are killed (SIGKILL), each replaced at once.
		kill_every: seconds between two kills, at least and at most.
		delay: seconds that the mail server takes over each message.
		seconds: after so long the soak ends, whatever is left.
		refusing: the share of messages that the mail server puts off...
		refusing_between: ...while so large a share of them has arrived.
		restart_after: the share after whose arrival the servers are restarted, each at its own.
	"""

	messages: int
	workers: int
	kills: int
	kill_every: tuple[float, float]
	delay: float
	seconds: float
	refusing: float = 0.3
	refusing_between: tuple[float, float] = (0.2, 0.6)
	restart_after: tuple[float, ...] = ()


SMALL = Plan(messages=240, workers=4, kills=10, kill_every=(0.1, 0.5), delay=0.02, seconds=150)
LARGE = Plan(messages=2_000, workers=4, kills=60, kill_every=(0.1, 0.8), delay=0.02, seconds=540)


@dataclass(slots=True)
class Result:
	"""What came of it.

	Attributes:
		due: thank-yous that were due.
		arrived: of these, how many arrived.
		doubled: arrived more than once.
		lost: said to be Sent, but never arrived.
		unexplained: neither Sent nor in a state with a reason that a person sees.
		misjudged: arrived, though the record says that it certainly did not leave.
		in_doubt: arrived, but a person is asked, since nobody could be sure.
		states: how many are in each state, with the reason's code.
		kills: dispatchers that were killed while there was work.
		ended: dispatchers that ended by themselves, such as by a database that went away.
		put_off: answers of 450 and 451.
		restarts: servers that were restarted.
		seconds: how long it took.
	"""

	due: int
	arrived: int = 0
	doubled: int = 0
	lost: int = 0
	unexplained: int = 0
	misjudged: int = 0
	in_doubt: int = 0
	states: dict[str, int] = field(default_factory=dict)
	kills: int = 0
	ended: int = 0
	put_off: int = 0
	restarts: int = 0
	seconds: float = 0.0

	@property
	def is_clean(self) -> bool:
		return not (self.doubled or self.lost or self.unexplained or self.misjudged)


class Soak:
	"""One soak of one site."""

	def __init__(self, site: str, plan: Plan, restarts: list[Callable[[], None]]) -> None:
		self.site = site
		self.plan = plan
		self.restarts = list(zip(plan.restart_after, restarts, strict=False))
		self.random = random.Random(SEED)
		self.result = Result(due=plan.messages)
		self.workers: list[Any] = []
		self.processes = multiprocessing.get_context("forkserver")
		self.processes.set_forkserver_preload(["benchmarks.dispatcher", "frappe"])

	def run(self) -> Result:
		with CountingMailServer(SEED) as server:
			server.delay = self.plan.delay
			names = self._seed(server.port)
			started = time.monotonic()
			try:
				self._keep_at_it(server, started + self.plan.seconds)
			finally:
				for worker in self.workers:
					worker.kill()
					worker.join()
			self.result.seconds = round(time.monotonic() - started, 1)
			self._count(server, names)
		return self.result

	def _seed(self, port: int) -> list[str]:
		import frappe

		from stakeholder_crm.testing import factories

		with connected(self.site):
			factories.users()
			frappe.db.set_value("Email Account", {"default_outgoing": 1}, "default_outgoing", 0)
			factories.email_account(port, email_id="soak@crm-test.example")
			seed.settings()
			names = seed.due_thank_yous(self.plan.messages)
			frappe.db.commit()
			frappe.clear_cache()
		return names

	def _keep_at_it(self, server: CountingMailServer, until: float) -> None:
		next_kill = time.monotonic() + self.plan.kill_every[1]
		next_look = time.monotonic() + LOOK_SECONDS
		while time.monotonic() < until:
			self._replace_the_dead()
			share = len(server.accepted) / self.plan.messages
			first, last = self.plan.refusing_between
			server.refusing = self.plan.refusing if first <= share < last else 0.0
			if self.restarts and share >= self.restarts[0][0]:
				self.restarts.pop(0)[1]()
				self.result.restarts += 1
			if time.monotonic() >= next_kill and self.result.kills < self.plan.kills:
				victim = self.random.choice(self.workers)
				victim.kill()
				victim.join()
				self.result.kills += 1
				next_kill = time.monotonic() + self.random.uniform(*self.plan.kill_every)
			if time.monotonic() >= next_look:
				if self._is_done():
					return
				next_look = time.monotonic() + LOOK_SECONDS
			time.sleep(TICK_SECONDS)

	def _replace_the_dead(self) -> None:
		for worker in list(self.workers):
			if not worker.is_alive():
				self.result.ended += worker.exitcode != -9
				self.workers.remove(worker)
		while len(self.workers) < self.plan.workers:
			worker = self.processes.Process(target=dispatch_until_killed, args=(self.site,), daemon=True)
			worker.start()
			self.workers.append(worker)

	def _is_done(self) -> bool:
		import frappe

		going = {"status": ("in", ("Scheduled", "Claimed", "Queued"))}
		with suppress(Exception), connected(self.site):  # the database may be away just now
			return not frappe.db.count("Thank You Follow Up", going)
		return False

	def _count(self, server: CountingMailServer, names: list[str]) -> None:
		import frappe

		with connected(self.site):
			rows = frappe.get_all(
				"Thank You Follow Up",
				filters={"name": ("in", names)},
				fields=["name", "status", "reason_code", "block_reason"],
				order_by="name",
			)
		result = self.result
		arrived = {name for number, name in enumerate(names) if server.accepted[seed.address(number)]}
		result.arrived = len(arrived)
		result.doubled = server.doubled
		result.put_off = server.put_off
		states = Counter(
			f"{row.status} ({row.reason_code})" if row.reason_code else row.status for row in rows
		)
		result.states = dict(sorted(states.items()))
		for row in rows:
			sent, here = row.status == "Sent", row.name in arrived
			doubtful = row.status == "Needs Review" and row.reason_code == "broke_off"
			result.lost += sent and not here
			result.in_doubt += doubtful and here
			result.misjudged += here and not sent and not doubtful
			result.unexplained += not sent and not (row.block_reason and row.status in EXPLAINED)


def table(result: Result) -> str:
	"""The figures for people, in Markdown."""
	rows = {
		"due": result.due,
		"arrived at the mail server": result.arrived,
		"**arrived twice**": result.doubled,
		"**said to be Sent, and never arrived**": result.lost,
		"**neither Sent nor in a state with a reason**": result.unexplained,
		"**arrived, and said not to have left**": result.misjudged,
		**{f"in the end: {state}": count for state, count in result.states.items()},
		"arrived, and a person is asked all the same": result.in_doubt,
		"dispatchers killed (SIGKILL)": result.kills,
		"dispatchers that ended as the database went away": result.ended,
		"answers of 450 or 451": result.put_off,
		"restarts of Redis and MariaDB": result.restarts,
		"seconds": result.seconds,
	}
	return "\n".join(["| | |", "|---|---:|", *(f"| {name} | {value} |" for name, value in rows.items())])


EXPLAINED = ("Needs Review", "Failed", "Blocked", "Cancelled")


def main() -> int:
	parser = argparse.ArgumentParser(description=__doc__)
	parser.add_argument("site")
	parser.add_argument("--small", action="store_true")
	parser.add_argument("--json", action="store_true", help="the figures alone")
	parser.add_argument("--clean", action="store_true", help="leave the site as it was")
	parser.add_argument("--restarts", action="store_true", help="of the throw-away bench's own servers")
	arguments = parser.parse_args()
	plan = SMALL if arguments.small else LARGE
	restarts: list[Callable[[], None]] = []
	if arguments.restarts:
		from benchmarks.restarts import restart_mariadb, restart_redis

		restarts = [restart_redis, restart_mariadb]
		plan = Plan(**{**asdict(plan), "restart_after": (0.4, 0.7)})
	with seed.kept_settings(arguments.site) if arguments.clean else nullcontext():
		result = Soak(arguments.site, plan, restarts).run()
	print(json.dumps(asdict(result)) if arguments.json else table(result), flush=True)
	return 0 if result.is_clean else 1


if __name__ == "__main__":
	sys.exit(main())
