"""The two reports on stakeholders of all kinds, as a reader meets them."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import follow_name, go, report

ADD = """values => frappe.xcall("frappe.client.insert", {doc: values}).then(doc => doc.name)"""


@pytest.fixture
def page(page_as):
	return page_as("outreach")


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_the_directory_finds_people_and_leads_to_their_records(page_as, width):
	page = page_as("outreach", width=width)
	leader = page.evaluate(
		ADD,
		{
			"doctype": "Community Leader",
			"full_name": f"Amina & Sons ({width})",
			"community": f"Quay of {width}",
		},
	)
	agency = page.evaluate(
		ADD,
		{
			"doctype": "Partner Agency",
			"full_name": f"Legal Aid ({width})",
			"agency_type": "Legal Services",
			"jurisdiction": f"Quay of {width}",
		},
	)
	go(page, report("Stakeholder Directory", place=f"Quay of {width}"))
	rows = page.locator(".dt-row[data-row-index]").filter(has_text=f"({width})")
	rows.nth(1).wait_for()
	assert rows.count() == 2
	link = page.get_by_role("link", name=f"Amina & Sons ({width})")
	expect(link).to_have_attribute("href", re.compile(f"{leader}$"))
	expect(page.get_by_role("link", name=f"Legal Aid ({width})")).to_have_attribute(
		"href", re.compile(f"{agency}$")
	)
	follow_name(page, link, "Community Leader", leader)


def test_losing_touch_opens(page):
	go(page, report("Losing Touch"))
	page.get_by_text("Losing Touch").first.wait_for()
	page.wait_for_load_state("networkidle")
