"""The Desk in Chromium, on a site of its own that a real web server and a real worker serve."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
import requests
from playwright.sync_api import Browser, BrowserContext, BrowserType, ConsoleMessage, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from dev import paths, progress, serve, services, site, stamps, system
from tests.conftest import on_throw_away_bench, own_site

FLAGS = (
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
)
WIDTHS = {
	"desktop": {"viewport": {"width": 1366, "height": 900}},
	"phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
}
# A bench under test need not run its socket.io server; nothing in the app depends on it. Frappe selects the
# number in a field a moment after it got the focus, whatever has the focus by then; its charts draw
# themselves again on a page that is just being left, or when the report has put another chart in their place: there is
# no room for them, or they are not there any more. And a test takes the connection away. On a phone Frappe 16.4 stops in
# its setup_mobile before it shows a calendar: it hides filters that a calendar does not have.
HOST_STOPS_ON_PHONES = ".setup_mobile "
NOT_OURS = (
	"socket.io",
	"activeElement.select is not a function",
	"attribute width: A negative value is not valid",
	"Failed to execute 'removeChild' on 'Node'",
	"net::ERR_INTERNET_DISCONNECTED",
	HOST_STOPS_ON_PHONES,
	# A list of Frappe 16 that is left before its saved filters have come.
	".render_saved_filters ",
)
# Frappe names the variables of its templates by three letters at random. Once in some thousand pages they are a word of
# JavaScript ("for", "new"), and the Desk does not start.
NO_WORDS = """document.addEventListener("DOMContentLoaded", () => {
	const random = window.frappe?.utils?.get_random;
	if (random) frappe.utils.get_random = (length) => `_${random(length)}`;
});"""
Width = Literal["desktop", "phone"]
# What a page wrote into the browser goes; the host's forms, and by what it knows that they are of today, stay.
FORGET = """() => {
	for (const key of Object.keys(localStorage)) {
		if (!key.startsWith("_") && !["metadata_version", "page_info"].includes(key)) localStorage.removeItem(key);
	}
}"""
HERE = Path(__file__).parent
SCREENSHOTS = paths.LOGS / "screenshots"
START_SECONDS = 90
# Where a Desk is opened that is about to go elsewhere: little is drawn, and no chart is still being counted.
SOMEWHERE = "todo"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
	"""What people do in a browser is really written: where all tests share one site, these are its last.

	Until the run is over, that is; then the site is put back.
	"""
	if os.environ.get("TEST_SITE") and not on_throw_away_bench():
		items.sort(key=lambda item: item.path.is_relative_to(HERE))


@dataclass
class Opened:
	"""A page with what went wrong in it."""

	page: Page
	errors: list[str] = field(default_factory=list)

	def on_console(self, message: ConsoleMessage) -> None:
		where = str(message.location.get("url", ""))
		if message.type == "error" and not any(word in message.text + where for word in NOT_OURS):
			self.errors.append(f"{message.text} ({where})")

	def on_error(self, error: PlaywrightError) -> None:
		told = f"{error}\n{error.stack or ''}"
		if not any(word in told for word in NOT_OURS):
			self.errors.append(told)


@pytest.fixture(scope="session")
def server(users: dict[str, str]) -> Iterator[str]:
	"""The address of a web server for the browser tests' site; on a real bench all tests share one."""
	bench = Path(os.environ["TEST_BENCH"])
	name = own_site("TEST_BROWSER_SITE")
	if on_throw_away_bench():
		with stamps.only_one("sites", "preparing sites"):
			site.restore(name, site.tests_dump())
	with socket.socket() as probe:
		probe.bind((services.HOST, 0))
		port = probe.getsockname()[1]
	environment = {**os.environ, "SERVE_SITE": name, "PYTHONPATH": str(paths.ROOT)}
	with contextlib.ExitStack() as running:
		for label, command in (
			("browser-web", serve.web_command(sys.executable, port)),
			("browser-worker", serve.worker_command(sys.executable)),
		):
			running.enter_context(_process(label, command, bench / "sites", environment))
		address = f"http://{services.HOST}:{port}"
		_wait_until_ready(address)
		yield address


@contextlib.contextmanager
def _process(label: str, command: list[str], folder: Path, environment: dict[str, str]) -> Iterator[None]:
	paths.LOGS.mkdir(parents=True, exist_ok=True)
	with (paths.LOGS / f"{label}.log").open("ab") as log:
		process = subprocess.Popen(
			command,
			cwd=folder,
			env=environment,
			stdin=subprocess.DEVNULL,
			stdout=log,
			stderr=log,
			preexec_fn=progress.end_with_parent,
		)
		try:
			yield
		finally:
			process.terminate()
			try:
				process.wait(timeout=20)
			except subprocess.TimeoutExpired:
				process.kill()
				process.wait()


def _wait_until_ready(address: str) -> None:
	deadline = time.monotonic() + START_SECONDS
	while True:
		try:
			requests.get(f"{address}/api/method/ping", timeout=START_SECONDS).raise_for_status()
			return
		except requests.RequestException:
			if time.monotonic() > deadline:
				raise
			time.sleep(0.2)


@pytest.fixture(scope="session")
def chromium() -> Iterator[BrowserType]:
	with sync_playwright() as playwright:
		yield playwright.chromium


def _program() -> dict[str, Any]:
	return {"executable_path": system.program("chromium"), "args": list(FLAGS)}


@pytest.fixture(scope="session")
def browser(chromium: BrowserType) -> Iterator[Browser]:
	"""A browser whose profiles are forgotten, for guests."""
	browser = chromium.launch(**_program())
	yield browser
	browser.close()


@dataclass
class Desks:
	"""One browser profile per user and width: logged in once, with what the Desk is made of in its cache.

	A fresh profile would load and compile the whole Desk again for each test, and so would one that is not on disk: only
	there does Chromium keep compiled scripts.
	"""

	chromium: BrowserType
	server: str
	profiles: Path
	root: str = ""
	open: dict[tuple[str, Width], BrowserContext] = field(default_factory=dict)

	def of(self, user: str, width: Width) -> BrowserContext:
		"""The profile of a user of `factories.USERS`, logged in."""
		if (user, width) not in self.open:
			# A dialog that is asked to close while it still fades in stays open; so nothing fades.
			context = self.chromium.launch_persistent_context(
				self.profiles / f"{user}-{width}",
				base_url=self.server,
				reduced_motion="reduce",
				**_program(),
				**WIDTHS[width],
			)
			context.add_init_script(NO_WORDS)
			context.set_default_timeout(30_000)
			self.open[user, width] = context
		context = self.open[user, width]
		from stakeholder_crm.testing.factories import USERS

		# A test may have ended the session, as a change of the user's roles or a second login does.
		email = USERS[user][0]
		who = context.request.get("/api/method/frappe.auth.get_logged_user")
		if not who.ok or who.json().get("message") != email:
			login = {"usr": email, "pwd": site.TEST_PASSWORD}
			answer = context.request.post("/api/method/login", form=login)
			assert answer.ok, answer.text()
		if not self.root:
			# A host that has the Desk elsewhere sends one on from there. (From /login one comes to all apps, where there
			# are several.)
			sent_on = context.request.get("/app", max_redirects=0).headers.get("location", "/app")
			self.root = "/" + urlsplit(sent_on).path.split("/")[1]
		return context

	def leave(self, page: Page) -> None:
		"""Close a page and the windows it opened; the next test finds nothing that this one wrote on the device."""
		context = page.context
		context.set_offline(False)
		with contextlib.suppress(PlaywrightError):  # a page that never came has no storage
			page.evaluate(FORGET)
		for one in context.pages:
			one.close()


@pytest.fixture(scope="session")
def desks(server: str, chromium: BrowserType) -> Iterator[Desks]:
	# Not pytest's own folder, which it keeps: profiles are large.
	with tempfile.TemporaryDirectory(prefix="profiles-", ignore_cleanup_errors=True) as profiles:
		desks = Desks(chromium, server, Path(profiles))
		yield desks
		for context in desks.open.values():
			context.close()


@pytest.fixture
def page_as(desks: Desks, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
	"""`page_as("outreach")` opens the Desk as that user of `factories.USERS`; also `width="phone"`, and a place of `desk`.

	Without a place it is anywhere in the Desk.

	After the test every JavaScript error in any of its pages fails it; a screenshot of each page is
	kept when the test failed.
	"""
	opened: list[Opened] = []

	def open_page(user: str, width: Width = "desktop", place: str = "") -> Page:
		page = desks.of(user, width).new_page()
		one = Opened(page)
		page.on("console", one.on_console)
		page.on("pageerror", one.on_error)
		opened.append(one)
		page.goto(f"{desks.root}/{place or SOMEWHERE}")
		page.wait_for_function(
			"() => window.frappe && frappe.boot && frappe.router && frappe.router.current_route"
		)
		return page

	yield open_page
	errors = [error for one in opened for error in one.errors]
	for number, one in enumerate(opened):
		if errors or getattr(request.node, "failed", False):
			SCREENSHOTS.mkdir(parents=True, exist_ok=True)
			one.page.screenshot(path=SCREENSHOTS / f"{request.node.name}-{number}.png")
	for one in opened:
		if not one.page.is_closed():
			desks.leave(one.page)
	assert not errors, "JavaScript errors: " + "; ".join(errors)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
	report = yield
	if report.when == "call" and report.failed:
		item.failed = True
	return report
