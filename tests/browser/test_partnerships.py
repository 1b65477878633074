"""The Partnerships workspace, as a manager reads it: each number, and what is behind it."""

import json
import re
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.desk import INSERT, await_list, await_workspace, form, go, workspace

expect.set_options(timeout=30_000)

LIST = """async ([doctype, filters]) => (await frappe.xcall("frappe.client.get_list", {
	doctype, filters, fields: ["name"], limit_page_length: 0 })).length"""
PEOPLE = 6


@pytest.fixture(scope="module")
def _filled() -> dict[str, bool]:
	return {}


@pytest.fixture
def filled(page_as, _filled) -> None:
	"""Some people, promises and concerns, made once by outreach staff."""
	if _filled:
		return
	page = page_as("outreach")
	for number in range(PEOPLE):
		person = page.evaluate(
			INSERT,
			{
				"doctype": "Activist",
				"full_name": f"Counted {number}",
				"causes": "Night buses",
				"status": "Active",
			},
		)
		# Of each kind enough to be told.
		for other in (
			{"doctype": "Community Leader", "community": "Harbour Quarter"},
			{"doctype": "Partner Agency", "agency_type": "NGO"},
		):
			page.evaluate(INSERT, {"full_name": f"Counted {number}", "status": "Active", **other})
		pair = {"stakeholder_type": "Activist", "stakeholder": person["name"]}
		page.evaluate(
			INSERT,
			{
				"doctype": "Stakeholder Commitment",
				**pair,
				"promise": f"Send the timetable {number}",
				"direction": "Ours",
				"responsible": page.evaluate("frappe.session.user"),
				"made_on": str(date.today() - timedelta(days=20)),
				"due_on": str(date.today() + timedelta(days=number)),
			},
		)
		page.evaluate(
			INSERT,
			{
				"doctype": "Stakeholder Concern",
				**pair,
				"said": f"Nobody asked us {number}",
				"category": "Process",
			},
		)
	_filled["done"] = True


def opened(page: Page) -> Locator:
	"""The block, with numbers of this moment: on a slow machine those of a minute ago may be shown at first."""
	block = page.locator(".scrm-partnerships")
	expect(block).to_have_attribute("aria-busy", "false")
	expect(block.get_by_role("heading", name="Where are the gaps?")).to_be_visible()
	with page.expect_response("**/stakeholder_crm.api.partnerships.load"):
		block.get_by_role("button", name="Refresh").click()
	expect(block).to_have_attribute("aria-busy", "false")
	return block


def linked_numbers(block: Locator) -> list[tuple[str, str, str]]:
	"""(words, number, address) of every number that leads to a list."""
	return block.evaluate(
		"""block => [...block.querySelectorAll(".scrm-number a, a.scrm-piece")].map(a => [
			a.getAttribute("aria-label") || a.textContent.trim(),
			(a.querySelector(".scrm-number-value, b") || a).textContent.trim(),
			a.getAttribute("href"),
		])"""
	)


def test_each_number_is_that_of_the_list_it_leads_to(page_as, filled):
	page = page_as("manager", place=workspace("Partnerships"))
	numbers = linked_numbers(opened(page))
	checked = 0
	for words, number, address in numbers:
		split = urlsplit(address)
		doctype = split.path.split("/")[2].replace("-", " ").title()
		if "query-report" in address or not number.isdigit():
			continue
		filters = {field: json.loads(values[0]) for field, values in parse_qs(split.query).items()}
		assert page.evaluate(LIST, [doctype, filters]) == int(number), words
		checked += 1
	assert checked >= 8


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_a_manager_follows_a_number_down_and_comes_back(page_as, filled, width):
	page = page_as("manager", width=width, place=workspace("Partnerships"))
	block = opened(page)
	card = block.locator('[data-key="ours_open"] a.scrm-number-main')
	number = int(card.locator(".scrm-number-value").inner_text())
	assert number >= PEOPLE
	card.click()
	await_list(page, "Stakeholder Commitment")
	expect(page.locator(".list-row-container .list-row:visible").first).to_be_visible()
	expect(page.locator(".list-row-container .list-row:visible")).to_have_count(min(number, 20))
	page.go_back()
	opened(page)


def test_a_bar_leads_to_its_records_by_keyboard(page_as, filled):
	page = page_as("manager", place=workspace("Partnerships"))
	part = opened(page).locator('[data-key="active"] .scrm-number-parts a', has_text="Activist")
	number = int(re.search(r"\d+", part.inner_text())[0])
	part.focus()
	page.keyboard.press("Enter")
	await_list(page, "Activist")
	expect(page.locator(".list-row-container .list-row:visible")).to_have_count(min(number, 20))
	assert number >= PEOPLE
	assert page.evaluate(LIST, ["Activist", {"status": "Active"}]) == number


def test_counting_again_shows_what_has_just_changed(page_as, filled):
	page = page_as("manager", place=workspace("Partnerships"))
	block = opened(page)
	number = block.locator('[data-key="concerns_open"] .scrm-number-value')
	before = int(number.inner_text())
	outreach = page_as("outreach")
	person = outreach.evaluate(
		INSERT, {"doctype": "Activist", "full_name": "Counted again", "causes": "Rent", "status": "Active"}
	)
	outreach.evaluate(
		INSERT,
		{
			"doctype": "Stakeholder Concern",
			"stakeholder_type": "Activist",
			"stakeholder": person["name"],
			"said": "The notice came after the day",
			"category": "Process",
		},
	)
	block.get_by_role("button", name="Refresh").click()
	expect(number).to_have_text(str(before + 1))


def test_a_form_tells_both_figures_and_what_one_is_made_of(page_as, filled):
	page = page_as("outreach")
	name = page.evaluate(
		"""async () => (await frappe.xcall("frappe.client.get_list", { doctype: "Activist",
			filters: { full_name: "Counted 0" }, fields: ["name"] }))[0].name"""
	)
	go(page, form("Activist", name))
	expect(page.locator('.frappe-control[data-fieldname="health"]')).to_be_visible()
	assert page.locator('.frappe-control[data-fieldname="record_health"]:visible').count() == 0
	page.evaluate(
		"""name => frappe.xcall("frappe.client.get", { doctype: "Activist", name }).then(doc =>
			frappe.model.sync([{ ...doc, record_health: 72, record_health_known: 2,
				record_health_parts: '{"recency": 80, "reciprocity": null, "trust": 56, "sentiment": null}' }]))
			.then(() => cur_frm.refresh())""",
		name,
	)
	page.get_by_role("link", name="Show Details").click()
	dialog = page.locator(".modal-dialog:visible")
	expect(dialog.get_by_role("row", name=re.compile("Recency"))).to_contain_text("80")
	expect(dialog.get_by_role("row", name=re.compile("Reciprocity"))).to_contain_text("not counted")


def test_outreach_staff_do_not_find_it(page_as):
	page = page_as("outreach", place=workspace("Outreach"))
	await_workspace(page, "Outreach")
	expect(page.get_by_role("link", name="Partnerships", exact=True)).to_have_count(0)
