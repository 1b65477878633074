"""A site for the tests that need one.

`make test` and `python3 -m dev pytest` say where it is: TEST_BENCH (the bench's folder) and
TEST_SITE (several, where several processes share the tests). Without them the tests of tests/unit and tests/static run alone, unless REQUIRE_SITE=1.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import lru_cache
from inspect import signature
from pathlib import Path
from typing import Any

import freezegun
import hypothesis
import pytest

from dev import paths
from dev.site import TEST_PASSWORD

# A real bench may bring an older freezegun, which leaves asyncio's clock alone by itself.
REAL_ASYNCIO = {"real_asyncio": True} if "real_asyncio" in signature(freezegun.freeze_time).parameters else {}
# Where the servers' and their clients' own clocks go on.
FREEZING: dict[str, Any] = {"ignore": ["aiosmtpd", "redis"], **REAL_ASYNCIO}
SITE_FOLDERS = ("integration", "security", "browser")
TESTS = Path(__file__).parent


def pytest_configure(config: pytest.Config) -> None:
	# A busy machine is no failure, and a run says the same as the one before it.
	hypothesis.settings.register_profile(
		"project",
		deadline=None,
		derandomize=True,
		suppress_health_check=[hypothesis.HealthCheck.too_slow],
	)
	hypothesis.settings.load_profile("project")
	# A test that stops its clock does not stop pytest's: `--durations` says how long it took.
	freezegun.configure(extend_ignore_list=["_pytest.timing"])
	freezegun.api.datetime_to_fakedatetime = _which_of_two_equal_hours(freezegun.api.datetime_to_fakedatetime)
	# CLOCK="2028-02-29 10:00" (UTC): is anything different on that day? Before any module takes the clock for itself.
	if moment := os.environ.get("CLOCK"):
		freezegun.freeze_time(moment, tick=True, **FREEZING).start()
	config.addinivalue_line("markers", "erpnext: needs a site that has ERPNext; deselected elsewhere")


def _which_of_two_equal_hours(convert: Callable[[datetime], datetime]) -> Callable[[datetime], datetime]:
	"""freezegun forgets which of the two is meant in the hour that a time change repeats (PEP 495)."""
	return lambda moment: convert(moment).replace(fold=moment.fold) if moment.fold else convert(moment)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
	if os.environ.get("TEST_SITE"):
		with_erpnext = [item for item in items if item.get_closest_marker("erpnext")]
		if with_erpnext and not _has_erpnext():
			_deselect(config, items, with_erpnext)
		return
	on_site = [item for item in items if _folder(item) in SITE_FOLDERS]
	if not on_site:
		return
	if os.environ.get("REQUIRE_SITE") == "1":
		raise pytest.UsageError("REQUIRE_SITE=1, but TEST_BENCH and TEST_SITE are not set: use `make test`.")
	_deselect(config, items, on_site)


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
	"""Modules of Frappe 16 open their log files when they are imported, at ../logs: as seen from the sites folder."""
	if not os.environ.get("TEST_BENCH") or on_throw_away_bench():
		return (yield)
	came_from = Path.cwd()
	os.chdir(Path(os.environ["TEST_BENCH"]) / "sites")
	try:
		return (yield)
	finally:
		os.chdir(came_from)


def _deselect(config: pytest.Config, items: list[pytest.Item], unwanted: list[pytest.Item]) -> None:
	config.hook.pytest_deselected(items=unwanted)
	items[:] = [item for item in items if item not in unwanted]


def _has_erpnext() -> bool:
	"""Whether the site has it; a bench that does not know the app need not be asked."""
	sites = Path(os.environ["TEST_BENCH"]) / "sites"
	if "erpnext" not in (sites / "apps.txt").read_text().split():
		return False
	listed = bench("--site", own_site("TEST_SITE"), "list-apps")
	return any(line.split()[:1] == ["erpnext"] for line in listed.splitlines())


def _folder(item: pytest.Item) -> str:
	return item.path.relative_to(TESTS).parts[0] if item.path.is_relative_to(TESTS) else ""


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
	"""The site's name; Frappe is connected to it, in test mode, from inside the sites folder."""
	import frappe
	import sqlparse

	name = own_site("TEST_SITE")
	sites = Path(os.environ["TEST_BENCH"]) / "sites"
	came_from = Path.cwd()
	os.chdir(sites)
	frappe.init(site=name, sites_path=".")
	if not frappe.conf.allow_tests:
		pytest.exit(f"The site {name} does not have allow_tests: tests would change its data.", returncode=2)
	frappe.connect()
	frappe.clear_cache()
	set_test_mode(True)
	# The host has the name of each field parsed as SQL, whenever it reads one: an eighth of all that these tests do.
	parse = sqlparse.format
	sqlparse.format = lru_cache(maxsize=None)(parse)
	yield name
	sqlparse.format = parse
	frappe.destroy()
	os.chdir(came_from)


def bench(*words: str) -> str:
	"""Run a command of the bench under test, as `bench` does, in a process of its own; returns what it prints."""
	command = [sys.executable, "-m", "frappe.utils.bench_helper", "frappe", *words]
	sites = Path(os.environ["TEST_BENCH"]) / "sites"
	return subprocess.run(command, cwd=sites, check=True, capture_output=True, text=True).stdout


def own_site(variable: str) -> str:
	"""The site for this process out of those that the variable names, where several share the tests."""
	worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
	return os.environ[variable].split(",")[int(worker.removeprefix("gw"))]


def set_test_mode(on: bool) -> None:
	"""Tell Frappe that these are tests: a flag in 15, a module variable since 16."""
	import frappe

	frappe.flags.in_test = on
	if hasattr(frappe, "in_test"):
		frappe.in_test = on


def on_throw_away_bench() -> bool:
	return Path(os.environ["TEST_BENCH"]) == paths.BENCH


@pytest.fixture(scope="session")
def users(site: str) -> dict[str, str]:
	"""E-mail addresses of a user for each role, kept in the site: "outreach", "outreach2", "manager"…"""
	import frappe

	from stakeholder_crm.testing import factories

	# Frappe makes the first user of a site that has none a System Manager; let it be this one.
	factories.make_user("system@crm-test.example", "Sys", ("System Manager",))
	# The throw-away bench's dump has their passwords already; hashing them again takes a while.
	made = factories.users(None if on_throw_away_bench() else TEST_PASSWORD)
	frappe.db.commit()
	return made


@pytest.fixture(scope="session")
def as_user(site: str) -> Callable[[str], AbstractContextManager[None]]:
	"""`with as_user(email):` acts as that user, and as the one before again after it."""
	import frappe

	@contextmanager
	def acting(email: str) -> Iterator[None]:
		before = frappe.session.user
		change_user(email)
		try:
			yield
		finally:
			change_user(before)

	return acting


# What the host keeps of the schema and of the apps: it is the same for every user, no rollback changes it, and who
# changes it says so to the cache.
OF_THE_SCHEMA = ("doctype_meta", "table_columns", "app_hooks", "app_modules", "module_app", "installed_apps")


def change_user(email: str) -> None:
	"""Act as that user from now on, in a request of its own as far as what the process keeps of data is concerned."""
	import frappe

	kept = {
		key: frappe.local.cache[key]
		for key in map(frappe.cache.make_key, OF_THE_SCHEMA)
		if key in frappe.local.cache
	}
	frappe.set_user(email)
	frappe.local.cache.update(kept)


@pytest.fixture
def query_count(site: str) -> Callable[[], AbstractContextManager[list[str]]]:
	"""`with query_count() as queries:` collects the statements sent to the database."""
	import frappe

	@contextmanager
	def counting() -> Iterator[list[str]]:
		queries: list[str] = []
		original = frappe.db.sql

		def counted(query: Any, *args: Any, **kwargs: Any) -> Any:
			queries.append(str(query))
			return original(query, *args, **kwargs)

		frappe.db.sql = counted
		try:
			yield queries
		finally:
			frappe.db.sql = original

	return counting
