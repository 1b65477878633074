"""What the app costs users who have no role of it: the host's DocTypes with our hooks and without, in turn.

Usage: python -m benchmarks.other_users <site> [--rows 10000] [--runs 30], from inside the sites folder of a bench. The
processor time of this process and of the database server is told, as a ratio; one above the bound fails the run. What the
site holds of this app is removed.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any

import frappe
from frappe.app import application
from frappe.core.doctype.user.user import generate_keys
from frappe.utils import now_datetime
from werkzeug.test import Client

from benchmarks.connection import connected
from benchmarks.partnerships_seed.seed import empty, seed
from stakeholder_crm.testing import factories

BOUND = 1.2
ROUNDS = 3
# Beyond what the database counts to meanwhile.
FIRST_NUMBER = 10**9
# DocType of the host: what a row of it needs, and whether it is about another record.
ROWS: dict[str, dict[str, Any]] = {
	"ToDo": {"description": "Call back", "status": "Open"},
	"Comment": {
		"comment_type": "Comment",
		"content": "Seen",
		"reference_doctype": "User",
		"reference_name": "Guest",
	},
	"Version": {"ref_doctype": "User", "docname": "Guest", "data": "{}"},
	"Communication": {
		"subject": "Hello",
		"content": "Hello",
		"reference_doctype": "User",
		"reference_name": "Guest",
	},
	"File": {"file_name": "a.txt", "file_url": "https://files.example/a.txt", "folder": "Home"},
	"Notification Log": {"subject": "Hello", "document_type": "User", "document_name": "Guest"},
	"Event": {"subject": "Lunch", "event_type": "Public", "starts_on": "2026-01-01 12:00:00"},
	"Contact": {"first_name": "Carla", "full_name": "Carla"},
}


def rows_of_host(count: int, user: str) -> None:
	"""As many rows of each of the host's DocTypes, half of them the user's own; committed.

	Args:
		count: of each.
		user: who owns every second one.
	"""
	now = now_datetime()
	for doctype, values in ROWS.items():
		frappe.db.delete(
			doctype, {"name": (">=", FIRST_NUMBER) if is_numbered(doctype) else ("like", "row-%")}
		)
		owners = {"ToDo": "allocated_to", "Notification Log": "for_user"}
		fields = ["name", "owner", "creation", "modified", "modified_by", "docstatus", *values]
		fields += [owners[doctype]] if doctype in owners else []
		rows = []
		numbered = is_numbered(doctype)
		for number in range(count):
			owner = user if number % 2 else "Administrator"
			name = FIRST_NUMBER + number if numbered else f"row-{number:06}"
			row = [name, owner, now, now, owner, 0, *values.values()]
			rows.append(tuple(row + ([owner] if doctype in owners else [])))
		frappe.db.bulk_insert(doctype, fields, rows, chunk_size=5_000)
	frappe.db.commit()


def is_numbered(doctype: str) -> bool:
	"""Whether the database counts the rows of a DocType."""
	return frappe.db.get_column_type(doctype, "name").startswith("bigint")


def requests_for(doctype: str, name: str | int, *, changes: bool) -> dict[str, dict[str, Any]]:
	"""What a user's browser asks of a DocType, by its name in the table.

	Args:
		doctype: of the host.
		name: of one of its rows.
		changes: whether the user may change it.
	"""
	method = "/api/method/frappe.desk"
	listed = {"doctype": doctype, "fields": f'["`tab{doctype}`.`name`", "`tab{doctype}`.`modified`"]'}
	asked: dict[str, dict[str, Any]] = {
		"list": {
			"path": f"{method}.reportview.get",
			"data": {**listed, "order_by": f"`tab{doctype}`.`modified` desc", "page_length": 20},
		},
		"count": {"path": f"{method}.reportview.get_count", "data": {**listed, "distinct": "false"}},
		"form": {"path": f"{method}.form.load.getdoc", "data": {"doctype": doctype, "name": name}},
	}
	if changes:
		asked["save"] = {"path": f"/api/resource/{doctype}/{name}", "method": "PUT", "json": {"idx": 0}}
	return asked


@contextmanager
def without_the_app() -> Iterator[None]:
	"""As if the app had no hooks, in this process."""
	get_hooks = frappe.get_hooks

	def hooks_of_others(
		hook: str | None = None, default: Any = "_KEEP_DEFAULT_LIST", app_name: str | None = None
	) -> Any:
		return _others(get_hooks(hook, default, app_name))

	frappe.get_hooks = hooks_of_others
	try:
		yield
	finally:
		frappe.get_hooks = get_hooks


def _others(found: Any) -> Any:
	if isinstance(found, dict):
		return frappe._dict({key: _others(value) for key, value in found.items()})
	if isinstance(found, list):
		return [each for each in found if not str(each).startswith("stakeholder_crm.")]
	return found


class Clock:
	"""The processor time of this process and of the database server, in seconds."""

	def __init__(self) -> None:
		"""Find the server's process; it must run on this machine."""
		pid = Path(frappe.db.sql("select @@datadir")[0][0]) / frappe.db.sql("select @@pid_file")[0][0]
		self.server = Path(f"/proc/{pid.read_text().strip()}/stat")

	def now(self) -> float:
		"""The time so far; the server's in steps of about 10 ms."""
		user, system = self.server.read_text().rpartition(")")[2].split()[11:13]
		return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK") + time.process_time()


def measure(ask: Callable[[], None], runs: int, clock: Clock) -> tuple[float, float]:
	"""Seconds of one request, with the app and without, in turn; the least of a few rounds."""
	with_app, without = [], []
	for _round in range(ROUNDS):
		with_app.append(_time(ask, runs, clock))
		with without_the_app():
			without.append(_time(ask, runs, clock))
	return min(with_app), min(without)


def _time(ask: Callable[[], None], runs: int, clock: Clock) -> float:
	ask()
	before = clock.now()
	for _run in range(runs):
		ask()
	return (clock.now() - before) / runs


def prepared(site: str, rows: int) -> tuple[Clock, dict[str, str], dict[str, dict[str, dict[str, Any]]]]:
	"""The clock, a user's headers, and what she asks of each DocType, once the site has its rows."""
	with connected(site):
		empty()
		print(f"• {seed(rows)}", flush=True)
		user = factories.make_user("configures@bench.example", "Sana", ["System Manager"])
		rows_of_host(rows, user)
		secret = generate_keys(user)["api_secret"]
		key = frappe.db.get_value("User", user, "api_key")
		frappe.db.commit()
		asked = {}
		for doctype in ROWS:
			name = FIRST_NUMBER + 1 if is_numbered(doctype) else "row-000001"
			changes = frappe.has_permission(doctype, "write", user=user)
			asked[doctype] = requests_for(doctype, name, changes=changes)
		headers = {"X-Frappe-Site-Name": site, "Authorization": f"token {key}:{secret}"}
		return Clock(), headers, asked


def main() -> int:
	parser = argparse.ArgumentParser(description=__doc__)
	parser.add_argument("site")
	parser.add_argument("--rows", type=int, default=10_000)
	parser.add_argument("--runs", type=int, default=40)
	arguments = parser.parse_args()
	clock, headers, asked = prepared(arguments.site, arguments.rows)
	browser = Client(application)
	slow = 0
	print("| DocType | request | ms | × without the app |\n| --- | --- | ---: | ---: |")
	for doctype, requests in asked.items():
		for name, request in requests.items():

			def ask(request: dict[str, Any] = request) -> None:
				answer = browser.open(**{"method": "POST", "headers": headers, **request})
				if answer.status_code != HTTPStatus.OK:
					raise RuntimeError(answer.text)

			ours, theirs = measure(ask, arguments.runs, clock)
			slow += ours > BOUND * theirs
			print(f"| {doctype} | {name} | {ours * 1000:.1f} | {ours / theirs:.2f} |", flush=True)
	print(f"{slow} above {BOUND}")
	return 1 if slow else 0


if __name__ == "__main__":
	sys.exit(main())
