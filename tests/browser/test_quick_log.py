"""After an informal meeting, on a phone and at a desk: written in half a minute, and not lost with the connection."""

from uuid import uuid4

import pytest
from frappe.utils import add_days, today
from playwright.sync_api import Page, expect

from tests.browser.desk import INSERT, await_record, desk_page, fits, form, go

# Machines that run tests are slower than people.
expect.set_options(timeout=30_000)

KEPT = "() => Object.keys(localStorage).filter((key) => key.startsWith('scrm_quick_log'))"
WIDTHS = pytest.mark.parametrize("width", ["phone", "desktop"])


@pytest.fixture
def name() -> str:
	"""Somebody whom no other test knows."""
	return f"Noor {uuid4().hex[:8]}"


def add_person(page: Page, name: str) -> None:
	page.get_by_role("button", name="Add People").click()
	page.get_by_role("combobox", name="Search stakeholders").fill(name)
	page.get_by_role("option", name=name).click()
	page.get_by_role("button", name="Add 1").click()
	expect(page.get_by_role("group", name=name)).to_be_visible()


def write(page: Page, name: str) -> None:
	"""One person, what she brought and what we promised her."""
	page.evaluate(INSERT, {"doctype": "Activist", "full_name": name, "causes": "Night buses"})
	go(page, desk_page("quick-log"))
	page.get_by_label("About").fill("Tea after the assembly")
	add_person(page, name)
	person = page.get_by_role("group", name=name)
	person.get_by_label("What are we thanking them for?").fill("told us who to ask")
	person.get_by_label("Safe to mention").check()
	expect(person.get_by_label("Due")).to_be_hidden()
	person.get_by_label("Our commitment").fill("Send the minutes")
	expect(person.get_by_label("Due")).to_have_value(add_days(today(), 14))


@WIDTHS
def test_a_meeting_is_logged_in_one_go(page_as, name, width):
	page = page_as("outreach", width=width)
	write(page, name)
	page.get_by_role("button", name="Add Guest").click()
	page.locator(".modal.show input").fill("Her neighbour")
	page.locator(".modal.show").get_by_role("button", name="Add").click()
	expect(page.get_by_role("group", name="Her neighbour")).to_be_visible()
	assert fits(page)
	page.get_by_role("button", name="Log Meeting").click()
	expect(page.get_by_text("Logged, and removed from this device.")).to_be_visible()
	assert page.evaluate(KEPT) == []
	page.get_by_role("link", name="Open Log").click()
	await_record(page, "Meeting Log")
	expect(page.get_by_text("Tea after the assembly").locator("visible=true").first).to_be_visible()
	expect(
		page.locator(".indicator-pill", has_text="Submitted").locator("visible=true").first
	).to_be_visible()


@WIDTHS
def test_what_is_written_outlives_the_connection_and_the_page(page_as, name, width):
	page = page_as("outreach", width=width)
	write(page, name)
	page.reload()
	person = page.get_by_role("group", name=name)
	expect(person.get_by_label("Our commitment")).to_have_value("Send the minutes")
	expect(page.get_by_text("Draft restored")).to_be_visible()
	page.context.set_offline(True)
	page.get_by_role("button", name="Log Meeting").click()
	expect(page.get_by_text("No connection. Your draft is kept")).to_be_visible()
	expect(person.get_by_label("What are we thanking them for?")).to_have_value("told us who to ask")
	page.context.set_offline(False)
	expect(page.get_by_text("Logged, and removed from this device.")).to_be_visible()
	found = page.evaluate(
		"""stakeholder => frappe.xcall("frappe.client.get_list", { doctype: "Stakeholder Commitment",
			filters: { stakeholder_name: stakeholder }, fields: ["promise"] })""",
		name,
	)
	assert [row["promise"] for row in found] == ["Send the minutes"]


def test_what_is_missing_is_said_and_nothing_is_lost(page_as):
	page = page_as("outreach", width="phone", place=desk_page("quick-log"))
	page.get_by_label("About").fill("Tea")
	page.get_by_role("button", name="Log Meeting").click()
	expect(page.get_by_text("Add at least one person.")).to_be_visible()
	expect(page.get_by_role("button", name="Add People")).to_be_focused()
	expect(page.get_by_label("About")).to_have_value("Tea")
	page.get_by_role("button", name="Discard Draft").click()
	page.locator(".modal.show").get_by_role("button", name="Yes").click()
	expect(page.get_by_label("About")).to_have_value("")
	assert page.evaluate(KEPT) == []


def test_a_record_leads_to_its_quick_log(page_as, name):
	page = page_as("outreach")
	doc = page.evaluate(INSERT, {"doctype": "Activist", "full_name": name, "causes": "Night buses"})
	go(page, form("Activist", doc["name"]))
	page.get_by_role("button", name="Record").click()
	page.locator(".dropdown-menu:visible").get_by_text("Quick Log", exact=True).click()
	expect(page.get_by_role("group", name=name)).to_be_visible()


def test_an_agency_sends_two_people(page_as, name):
	page = page_as("outreach")
	focal = [
		{"person_name": person, "channel": "Email", "safety": "Unknown"} for person in ("Ana A", "Ben B")
	]
	agency = {"full_name": name, "agency_type": "NGO", "focal_people": focal}
	page.evaluate(INSERT, {"doctype": "Partner Agency", **agency})
	go(page, desk_page("quick-log"))
	page.get_by_label("About").fill("Coordination over tea")
	cards = page.get_by_role("group", name=name)
	for number, person in enumerate(("Ana A", "Ben B")):
		page.get_by_role("button", name="Add People").click()
		page.get_by_role("combobox", name="Search stakeholders").fill(name)
		page.get_by_role("option", name=name).click()
		page.get_by_role("button", name="Add 1").click()
		expect(cards).to_have_count(number + 1)
		cards.nth(number).get_by_label("Represented By").fill(person)
	page.get_by_role("button", name="Log Meeting").click()
	expect(page.get_by_text("Logged, and removed from this device.")).to_be_visible()
