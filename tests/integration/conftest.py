"""Each test in one transaction that is rolled back, with its jobs, mails and clock in its own hands."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from freezegun import freeze_time

import tests.conftest as site_conftest
from dev.mail_sink import MailSink

SAVEPOINT = "a_test"
TO_SEARCH = "global_search_queue"


@pytest.fixture(autouse=True)
def transaction(site: str, users: dict[str, str]) -> Iterator[None]:
	"""Roll back what the test did; its own commits do nothing."""
	with taken_back():
		yield


@pytest.fixture(scope="module")
def module_transaction(site: str, users: dict[str, str]) -> Iterator[None]:
	"""For a world that is built once for all tests of a module: a fixture of that scope that asks for this one.

	Each test rolls back what itself did, and the module's last one the world.
	"""
	with taken_back(), pytest.MonkeyPatch.context() as monkeypatch:
		keep_jobs(monkeypatch)
		yield


@contextmanager
def taken_back() -> Iterator[None]:
	"""Whatever is written in it is rolled back, to a savepoint where it is inside another one; commits do nothing."""
	import frappe

	from tests.callbacks import forget_callbacks

	site_conftest.change_user("Administrator")
	commit, rollback = frappe.db.commit, frappe.db.rollback
	within = getattr(commit, "does_nothing", False)
	waiting = frappe.cache.llen(TO_SEARCH)
	if within:
		frappe.db.savepoint(SAVEPOINT)
		frappe.db.rollback = lambda *, save_point=None: rollback(save_point=save_point or SAVEPOINT)
	frappe.db.commit = _commit_nothing
	try:
		yield
	finally:
		site_conftest.change_user("Administrator")
		frappe.db.rollback()
		frappe.db.commit, frappe.db.rollback = commit, rollback
		forget_callbacks()
		# Nor does the host's queue for Global Search know a rollback; the newest come first.
		added = frappe.cache.llen(TO_SEARCH) - waiting
		if added > 0:
			frappe.cache.execute_command("LTRIM", frappe.cache.make_key(TO_SEARCH), added, -1)
		_forget_cached()
		_forget_request()


def _commit_nothing(*_args: Any, **_kwargs: Any) -> None:
	pass


_commit_nothing.does_nothing = True


def _forget_cached() -> None:
	"""Caches know nothing of a rollback, and would show the next test rows that never were."""
	import frappe

	frappe.cache.delete_keys("document_cache::")
	frappe.cache.delete_keys("user:*:stakeholder_crm_answer")
	frappe.cache.delete_keys("stakeholder_crm_outsider")
	for key in ("roles", "user_permissions", "bootinfo", "user_doc"):
		frappe.cache.delete_key(key) if hasattr(frappe.cache, "delete_key") else frappe.cache.delete_value(
			key
		)
	frappe.local.role_permissions.clear()
	frappe.local.message_log.clear()
	frappe.local.flags.ignore_permissions = None
	for settings in ("system_settings", "website_settings"):
		if hasattr(frappe.local, settings):
			delattr(frappe.local, settings)
	if hasattr(frappe.local, "document_cache"):
		frappe.local.document_cache.clear()
	if hasattr(frappe.db, "value_cache"):
		frappe.db.value_cache.clear()


def _forget_request() -> None:
	"""What one test asked for, and was answered, is no business of the next one's."""
	import frappe

	frappe.local.form_dict = frappe._dict()
	frappe.local.response = frappe._dict(docs=[])
	frappe.local.request_ip = None
	# The host asks whether there is one, and takes it to be one.
	if hasattr(frappe.local, "request"):
		del frappe.local.request
	# The Desk's counts beside a record have one second for each statement, in the whole session from then on.
	if frappe.db.db_type == "mariadb":
		frappe.db.set_execution_timeout(0)


@pytest.fixture(autouse=True)
def _nothing_is_cached(transaction: None, monkeypatch: pytest.MonkeyPatch) -> None:
	"""On a busy machine counting may take long; a test sees what it has just done all the same."""
	from stakeholder_crm.base.reporting import cached_answer

	for limit in ("FELT_SECONDS", "GLANCE_SECONDS"):
		monkeypatch.setattr(cached_answer, limit, 3600)


@dataclass
class Jobs:
	"""Background jobs that were asked for: kept, and run when the test says so."""

	queued: list[dict[str, Any]] = field(default_factory=list)

	def add(self, method: Any, **options: Any) -> None:
		job_id = options.get("job_id")
		if job_id and options.get("deduplicate") and any(job.get("job_id") == job_id for job in self.queued):
			return
		self.queued.append({"method": method, **options})

	def names(self) -> list[str]:
		return [_name(job["method"]) for job in self.queued]

	def run(self, prefix: str = "stakeholder_crm.") -> int:
		"""Run the queued jobs whose dotted name begins so, and those that they queue; how many ran."""
		import frappe

		count = 0
		while mine := [job for job in self.queued if _name(job["method"]).startswith(prefix)]:
			for job in mine:
				self.queued.remove(job)
				method = frappe.get_attr(job["method"]) if isinstance(job["method"], str) else job["method"]
				method(**{key: value for key, value in job.items() if key not in ENQUEUE_OPTIONS})
				count += 1
		return count


ENQUEUE_OPTIONS = frozenset(
	(
		*("method", "queue", "timeout", "event", "is_async", "job_name", "now", "enqueue_after_commit"),
		*("on_success", "on_failure", "at_front", "at_front_when_starved", "job_id", "deduplicate"),
	)
)


def _name(method: Any) -> str:
	return method if isinstance(method, str) else f"{method.__module__}.{method.__qualname__}"


@pytest.fixture(autouse=True)
def jobs(transaction: None, monkeypatch: pytest.MonkeyPatch) -> Jobs:
	"""What would have gone to the workers: `jobs.names()`, `jobs.run()`."""
	return keep_jobs(monkeypatch)


def keep_jobs(monkeypatch: pytest.MonkeyPatch) -> Jobs:
	"""Keep what is given to the workers, and give it to none."""
	import frappe.utils.background_jobs

	jobs = Jobs()
	enqueue = frappe.utils.background_jobs.enqueue

	def keep(method: Any, *args: Any, **options: Any) -> Any:
		if options.get("now"):
			return enqueue(method, *args, **options)
		for name, value in zip(("queue", "timeout", "event", "is_async", "job_name"), args, strict=False):
			options[name] = value
		jobs.add(method, **options)
		return None

	monkeypatch.setattr(frappe.utils.background_jobs, "enqueue", keep)
	monkeypatch.setattr(frappe, "enqueue", keep)  # in 16 the same function, in 15 one that calls it
	return jobs


@pytest.fixture
def run_after_commit(transaction: None) -> Callable[[], None]:
	"""Run what waits for a commit, as the commit would that these tests do not make."""
	import frappe

	def run() -> None:
		frappe.db.before_commit.run()
		frappe.db.after_commit.run()

	return run


@pytest.fixture(scope="session")
def smtp_server() -> Iterator[MailSink]:
	with MailSink() as sink:
		yield sink


@pytest.fixture
def mail_sink(transaction: None, smtp_server: MailSink) -> Iterator[MailSink]:
	"""An SMTP server that is the site's outgoing account; `mail_sink.received` is what arrived.

	In test mode Frappe sends nothing, so that is off here.
	"""
	from stakeholder_crm.testing import factories

	smtp_server.received.clear()
	factories.email_account(smtp_server.port)
	site_conftest.set_test_mode(False)
	yield smtp_server
	site_conftest.set_test_mode(True)


@pytest.fixture
def freeze(site: str) -> Iterator[Callable[[str | datetime], None]]:
	"""`freeze("2026-03-01 10:00")` stops the clock there, in the site's time zone; again moves it."""
	import frappe

	running: list[Any] = []

	def stop() -> None:
		while running:
			running.pop().stop()

	def at(moment: str | datetime) -> None:
		stop()
		local = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
		zone = frappe.db.get_single_value("System Settings", "time_zone")
		utc = local.replace(tzinfo=ZoneInfo(zone)).astimezone(timezone.utc)
		freezer = freeze_time(utc.replace(tzinfo=None), **site_conftest.FREEZING)
		freezer.start()
		running.append(freezer)

	yield at
	stop()
