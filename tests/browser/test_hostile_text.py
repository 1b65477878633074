"""What older records hold runs nowhere as a script: each text of each DocType, at each place that shows it.

The rows are written past every check, as rows of an older version are. Each text would tell its number, so that a
failure says which text ran, and where.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from dev import paths
from tests.browser.desk import list_of
from tests.conftest import own_site
from tests.security.surfaces.host_surfaces import OUR_REPORTS

EARS = "() => { window.hurt = []; }"
# What ran, and the handlers that wait for something to happen.
HEARD = """() => {
	const handlers = '[onerror*="hurt"], [onload*="hurt"], [onfocus*="hurt"]';
	const found = [...document.querySelectorAll(handlers)].map((element) => {
		const place = element.parentElement;
		element.remove();
		return `${element.outerHTML.match(/hurt.push.(-?\\d+)/)[1]} in <${place.tagName} ${place.className}>`;
	});
	return [...new Set([...window.hurt.splice(0).map(String), ...found])];
}"""
GO = """async (route) => {
	frappe.set_route(route);
	let still = 0;
	const ends = Date.now() + 20000;
	while (still < 3 && Date.now() < ends) {
		await new Promise((resolve) => setTimeout(resolve, 60));
		still = frappe.request.ajax_count || !frappe.router.current_route ? 0 : still + 1;
	}
}"""
OPEN_ROWS = """() => {
	for (const field of cur_frm.fields.filter((field) => field.grid?.grid_rows?.length)) {
		const row = field.grid.grid_rows[0];
		row.toggle_view?.(true);
		row.toggle_view?.(false);
	}
}"""
# The safeguarding lead reads no import: it is its maker's alone.
UNREAD = ("Contact Import",)


@dataclass(frozen=True)
class Hostile:
	"""The records by DocType, and the texts by number."""

	records: dict[str, str]
	texts: list[str]


@pytest.fixture(scope="module")
def hostile(server: str) -> Iterator[Hostile]:
	made = json.loads(rows().splitlines()[-1])
	records = {doctype: name for doctype, name in made["records"].items() if doctype not in UNREAD}
	yield Hostile(records, made["texts"])
	rows("remove", told=json.dumps(made["before"]))


def rows(*words: str, told: str = "") -> str:
	"""Run `hostile_rows` on the site that the web server serves."""
	command = [sys.executable, "-m", "tests.browser.hostile_rows", own_site("TEST_BROWSER_SITE"), *words]
	done = subprocess.run(
		command,
		cwd=Path(os.environ["TEST_BENCH"]) / "sites",
		env={**os.environ, "PYTHONPATH": str(paths.ROOT)},
		input=told,
		capture_output=True,
		text=True,
	)
	assert not done.returncode, done.stderr
	return done.stdout


@pytest.fixture
def page(page_as, hostile) -> Page:
	# What runs before there is anybody to hear it is an error, which fails the test as well.
	page = page_as("safeguarding", place=list_of("Activist"))
	page.evaluate(EARS)
	page.wait_for_function("() => !frappe.request.ajax_count")
	return page


class Ears:
	"""What ran, by the place where it did."""

	def __init__(self, page: Page, hostile: Hostile) -> None:
		self.page, self.hostile, self.heard = page, hostile, []

	def listen(self, place: str) -> None:
		for one in self.page.evaluate(HEARD):
			number, _, where = one.partition(" ")
			self.heard.append(f"{place}: {self.hostile.texts[int(number)]} {where}")

	def go(self, *route: str) -> None:
		self.page.evaluate(GO, list(route))
		self.listen("/".join(route))


@pytest.fixture
def ears(page: Page, hostile: Hostile) -> Iterator[Ears]:
	ears = Ears(page, hostile)
	yield ears
	assert ears.heard == []


def test_lists_and_report_views(ears, hostile):
	for doctype in hostile.records:
		ears.go("List", doctype, "List")
		ears.go("List", doctype, "Report")


def test_forms_and_their_tables(ears, page, hostile):
	for doctype, name in hostile.records.items():
		ears.go("Form", doctype, name)
		page.evaluate(OPEN_ROWS)
		ears.listen(f"{doctype}: rows")


def test_reports_maps_and_workspaces(ears):
	for report in OUR_REPORTS:
		ears.go("query-report", report)
	for route in (("stakeholder-map",), ("stakeholder-network",), ("outreach",), ("partnerships",)):
		ears.go(*route)
	ears.go("List", "Stakeholder Meeting", "Calendar")


def test_paper(page, hostile):
	# A page of its own: the host's print view has a script error that later versions do not have.
	sheet = page.context.new_page()
	sheet.add_init_script("window.hurt = [];")
	ears = Ears(sheet, hostile)
	for doctype, name in hostile.records.items():
		for format in ("Standard", doctype):
			sheet.goto(f"/printview?doctype={doctype}&name={name}&format={format}&no_letterhead=1")
			ears.listen(f"{doctype}: print {format}")
	assert ears.heard == []


@pytest.mark.parametrize("kind", ["Community Leader", "Activist", "Partner Agency"])
def test_drop_downs_and_the_picker(ears, page, kind):
	ears.go("Form", "Stakeholder Concern", "new-stakeholder-concern")
	page.wait_for_function("() => cur_frm?.doc.doctype === 'Stakeholder Concern'")
	page.evaluate("kind => cur_frm.set_value('stakeholder_type', kind)", kind)
	page.locator('[data-fieldname="stakeholder"] input:visible').first.click()
	page.keyboard.type("X")
	# What a drop-down lists is an `li` or a `div`, by version.
	found = page.locator('[data-fieldname="stakeholder"] ul > *:visible', has_text="X < ").first
	found.wait_for()
	ears.listen("drop-down")
	found.click()
	page.wait_for_function("() => cur_frm.doc.stakeholder && !frappe.request.ajax_count")
	ears.listen("chosen")
	page.evaluate(
		"kind => { new stakeholder_crm.StakeholderPicker({ title: 'X', kinds: [kind] }).show(); }", kind
	)
	page.locator(".scrm-picker-option").first.wait_for()
	ears.listen("picker")
