"""What holds up thank-yous, and where they stand: the workspace and the report, as their readers meet them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import INSERT, await_record, await_report, fits, follow_number, report, workspace

# Machines that run tests are slower than people.
expect.set_options(timeout=30_000)

SUBMIT = "doc => frappe.xcall('frappe.client.submit', { doc })"
STOP = """value => frappe.xcall("frappe.client.set_value", { doctype: "Stakeholder CRM Settings",
	name: "Stakeholder CRM Settings", fieldname: "kill_switch", value })"""
STOPPED = "Automatic messages are turned off in Settings."
REPORT = "Follow-up Health"


def log_meeting(page: Page, **contact_point: str) -> str:
	"""Log a meeting that ended yesterday with one new activist; her name."""
	name = f"Rosa {uuid4().hex[:8]}"
	point = {"channel": "Email", "value": f"{uuid4().hex[:8]}@example.org", "safety": "Safe", **contact_point}
	person = page.evaluate(
		INSERT,
		{"doctype": "Activist", "full_name": name, "causes": "Night buses", "contact_points": [point]},
	)
	pair = {"stakeholder_type": "Activist", "stakeholder": person["name"]}
	ended = datetime.now() - timedelta(hours=30)
	begin, end = f"{ended - timedelta(hours=1):%Y-%m-%d %H:%M:%S}", f"{ended:%Y-%m-%d %H:%M:%S}"
	meeting = page.evaluate(
		INSERT,
		{
			"doctype": "Stakeholder Meeting",
			"subject": f"The bus of {name}",
			"kind": "One-to-one",
			"starts_on": begin,
			"ends_on": end,
			"lead": page.evaluate("frappe.session.user"),
			"purpose": "Hear what has changed",
			"participants": [{**pair, "invited": 1}],
		},
	)
	log = page.evaluate(
		INSERT,
		{
			"doctype": "Meeting Log",
			"meeting": meeting["name"],
			"held_from": begin,
			"held_to": end,
			"summary": "We listened.",
			"outcome": "Progress",
			"attendance": [
				{
					**pair,
					"attended": 1,
					"contribution": "explaining the line of the night bus",
					"safe_to_mention": 1,
					"acknowledge_in_writing": 1,
				}
			],
		},
	)
	page.evaluate(SUBMIT, log)
	return name


@pytest.fixture
def stopped(page_as) -> Iterator[Page]:
	"""A manager's Desk with the kill switch on; off again afterwards, for the other tests."""
	page = page_as("manager")
	page.evaluate(STOP, 1)
	yield page
	page.evaluate(STOP, 0)


@pytest.mark.parametrize("width", ["desktop", "phone"])
@pytest.mark.parametrize("user", ["outreach", "manager"])
def test_the_stop_is_seen_on_the_workspace(stopped, page_as, user, width):
	page = page_as(user, width=width, place=workspace("Outreach"))
	notice = page.get_by_role("status").filter(has_text=STOPPED)
	expect(notice).to_be_visible()
	assert notice.bounding_box()["y"] < page.get_by_role("button", name="Plan Meeting").bounding_box()["y"]
	link = notice.get_by_role("link", name="Open Settings")
	expect(link).to_have_count(1 if user == "manager" else 0)
	assert fits(page)
	if user == "manager":
		link.click()
		await_record(page, "Stakeholder CRM Settings")


def test_a_workspace_where_nothing_is_stopped_does_not_say_so(page_as):
	page = page_as("manager", place=workspace("Outreach"))
	expect(page.get_by_role("heading", name="Thank-yous to finish")).to_be_visible()
	expect(page.get_by_text(STOPPED)).to_have_count(0)


@pytest.mark.parametrize("width", ["desktop", "phone"])
@pytest.mark.parametrize("user", ["outreach", "manager"])
def test_the_report_is_found_and_leads_to_those_it_counts(page_as, user, width):
	blocked = log_meeting(page_as("outreach"), safety="Unsafe")
	page = page_as(user, width=width, place=workspace("Outreach"))
	page.get_by_role("link", name=REPORT).or_(page.locator("a.link-item", has_text=REPORT)).first.click()
	await_report(page, REPORT)
	row = page.locator(".dt-row[data-row-index]", has_text="No safe contact point")
	expect(row).to_be_visible()
	card = page.locator(".summary-item", has_text="Blocked").locator(".summary-value")
	assert int(card.inner_text()) >= 1
	expect(page.locator(".chart-wrapper .frappe-chart")).to_be_visible(visible=width == "desktop")
	assert fits(page)
	count = int(row.locator("a").nth(1).inner_text())
	follow_number(page, row.get_by_role("link", name="Blocked"), "Thank You Follow Up")
	rows = page.locator(".list-row-container .list-row:visible")
	expect(page.locator(".list-row:visible", has_text=blocked)).to_be_visible()
	assert rows.count() == min(count, 20)


def test_an_empty_period_says_what_to_do(page_as):
	page = page_as("outreach", place=report(REPORT, from_date="1990-01-01", to_date="1990-01-02"))
	expect(page.get_by_text("Choose a longer one, or submit a meeting log")).to_be_visible()
