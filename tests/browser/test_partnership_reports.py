"""The reports on partnerships, as a manager reads a number and follows it down."""

import re
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.desk import INSERT, await_list, fits, follow_number, go, report

# Machines that run tests are slower than people.
expect.set_options(timeout=30_000)

SUBMIT = "doc => frappe.xcall('frappe.client.submit', { doc })"
WIDTHS = pytest.mark.parametrize("width", ["desktop", "phone"])


@pytest.fixture
def place() -> str:
	"""A community that no other test knows."""
	return f"Quay {uuid4().hex[:8]}"


def leader(page: Page, place: str, **fields: Any) -> dict[str, str]:
	"""Write down a community leader; the two fields by which other records name her."""
	values = {"full_name": f"Amara {uuid4().hex[:8]}", "community": place, "status": "Active", **fields}
	doc = page.evaluate(INSERT, {"doctype": "Community Leader", **values})
	return {"stakeholder_type": "Community Leader", "stakeholder": doc["name"]}


def promise(page: Page, pair: dict[str, str], due_on: date) -> None:
	page.evaluate(
		INSERT,
		{
			"doctype": "Stakeholder Commitment",
			**pair,
			"promise": "Send the notes",
			"direction": "Ours",
			"responsible": page.evaluate("frappe.session.user"),
			"made_on": str(due_on - timedelta(days=5)),
			"due_on": str(due_on),
		},
	)


def log_meeting(page: Page, pair: dict[str, str]) -> None:
	"""Log a meeting that ended yesterday."""
	ended = datetime.now().replace(microsecond=0) - timedelta(hours=30)
	begin, end = str(ended - timedelta(hours=1)), str(ended)
	meeting = page.evaluate(
		INSERT,
		{
			"doctype": "Stakeholder Meeting",
			"subject": "A word on the quay",
			"kind": "One-to-one",
			"starts_on": begin,
			"ends_on": end,
			"lead": page.evaluate("frappe.session.user"),
			"purpose": "Hear what has changed",
			"participants": [{**pair, "invited": 1}],
		},
	)
	log = {
		"doctype": "Meeting Log",
		"meeting": meeting["name"],
		"held_from": begin,
		"held_to": end,
		"summary": "We listened.",
		"outcome": "Progress",
		"attendance": [{**pair, "attended": 1, "contribution": "telling us", "safe_to_mention": 1}],
	}
	page.evaluate(SUBMIT, page.evaluate(INSERT, log))


def plan_meeting(page: Page) -> None:
	"""A meeting of the page's user in two days."""
	begins = datetime.now().replace(microsecond=0) + timedelta(days=2)
	page.evaluate(
		INSERT,
		{
			"doctype": "Stakeholder Meeting",
			"subject": "Plans for the quay",
			"kind": "One-to-one",
			"starts_on": str(begins),
			"ends_on": str(begins + timedelta(hours=1)),
			"lead": page.evaluate("frappe.session.user"),
			"purpose": "Plan the spring",
		},
	)


def open_report(page: Page, name: str, **filters: str) -> None:
	"""Open a report, and let it come to rest: it draws itself again with each filter that it finds in the address."""
	# On a slow machine it might show the numbers of a minute ago.
	go(page, report(name, **filters, count_now=1))
	expect(page.locator(".dt-row[data-row-index]").first).to_be_visible()
	page.wait_for_load_state("networkidle")


def row_of(page: Page, text: str) -> Locator:
	return page.locator(".dt-row[data-row-index]", has_text=text)


def follow(page: Page, number: Locator, doctype: str, count: int) -> None:
	"""Click a number; a list of that many opens."""
	follow_number(page, number, doctype)
	expect_listed(page, doctype, count)


def expect_listed(page: Page, doctype: str, count: int) -> None:
	"""The list has opened, with that many rows."""
	await_list(page, doctype)
	expect(page.locator(".list-row-container .list-row:visible")).to_have_count(count)


def expect_no_sideways_scrolling(page: Page) -> None:
	assert fits(page)


@WIDTHS
def test_a_promise_counted_in_health_is_in_the_list_behind_it(page_as, place, width):
	page = page_as("manager", width=width)
	pair = leader(page, place)
	for days in (3, 4, 50):
		promise(page, pair, date.today() + timedelta(days=days))
	open_report(page, "Partnership Health", place=place)
	number = row_of(page, "Amara").locator('a[href*="stakeholder-commitment"]')
	expect(number).to_have_text("3")
	expect_no_sideways_scrolling(page)
	follow(page, number, "Stakeholder Commitment", 3)


@WIDTHS
def test_the_figure_opens_into_its_parts_and_they_lead_on(page_as, place, width):
	page = page_as("manager", width=width)
	pair = leader(page, place, health="Steady")
	promise(page, pair, date.today() + timedelta(days=3))
	open_report(page, "Partnership Health", place=place)
	row_of(page, "Amara").get_by_role("button", name="no data").click()
	dialog = page.locator(".modal.show", has_text="Calculated Health of Amara")
	expect(dialog.get_by_role("row")).to_have_count(5)
	expect(dialog).to_contain_text("Steady")
	for part in ("Recency", "Reciprocity", "Trust", "Sentiment"):
		expect(dialog.get_by_role("rowheader", name=part)).to_be_visible()
	dialog.get_by_role("link", name="Our commitments").click()
	expect_listed(page, "Stakeholder Commitment", 1)
	expect(dialog).to_be_hidden()


@WIDTHS
def test_late_promises_are_counted_by_age(page_as, place, width):
	page = page_as("manager", width=width)
	promise(page, leader(page, place), date.today() - timedelta(days=8))
	open_report(
		page, "Commitments Ageing", responsible=page.evaluate("frappe.session.user"), direction="Ours"
	)
	cell = row_of(page, "Total").locator('a[href*="due_on"]').first
	expect(cell).to_be_visible()
	told = int(cell.inner_text())
	follow(page, cell, "Stakeholder Commitment", min(told, 20))


@WIDTHS
def test_who_was_met_is_behind_the_number_of_meetings(page_as, place, width):
	page = page_as("manager", width=width)
	blank = f"{place} Mole"
	leader(page, blank)
	log_meeting(page, leader(page, place))
	open_report(page, "Engagement Coverage", group="Communities")
	spot, met = row_of(page, blank), row_of(page, place).filter(has_not_text="Mole")
	expect(spot).to_contain_text("gap")
	expect(spot).to_contain_text("none met")
	expect(met).to_contain_text("fewer than 5")
	meetings = met.get_by_role("button", name="1", exact=True).first
	follow(page, meetings, "Stakeholder Meeting", 1)
	expect(page.locator(".list-row:visible", has_text="A word on the quay")).to_be_visible()


@WIDTHS
def test_a_page_to_hand_over_is_without_names(page_as, place, width):
	page = page_as("manager", width=width)
	for number in range(5):
		pair = leader(page, place)
		said = f"The lamp is broken ({number})"
		concern = {"doctype": "Stakeholder Concern", **pair, "said": said, "category": "Safety"}
		page.evaluate(INSERT, concern)
	open_report(page, "You Said We Did", place=place)
	expect(row_of(page, "The lamp is broken")).to_have_count(5)
	expect(row_of(page, "Amara")).to_have_count(5)
	open_report(page, "You Said We Did", place=place, to_hand_over="1")
	expect(page.get_by_text("Shareable version, without names.")).to_be_visible()
	expect(row_of(page, "The lamp is broken")).to_have_count(5)
	expect(page.get_by_text("Amara")).to_have_count(0)
	printed = page.evaluate(
		"""() => frappe.render(frappe.query_report.report_settings.html_format, {
			data: frappe.query_report.get_data_for_print(),
			filters: frappe.query_report.get_filter_values(),
		})"""
	)
	assert place in printed
	assert len(re.findall("The lamp is broken", printed)) == 5
	assert "Amara" not in printed
	assert "Internal use only" not in printed


@WIDTHS
def test_a_colleagues_meetings_ahead_are_in_the_list(page_as, width):
	page = page_as("manager", width=width)
	plan_meeting(page)
	open_report(page, "Outreach Workload")
	number = page.locator('.dt-row[data-row-index] a[href*="lead="]').first
	expect(number).to_be_visible()
	told = int(number.inner_text())
	follow(page, number, "Stakeholder Meeting", min(told, 20))
