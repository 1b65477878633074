"""The Desk itself works in the browser: what the other browser tests build on."""

import pytest

from tests.browser.desk import end_is_seen, form, go, list_of


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_a_list_opens_without_an_error(page_as, width):
	page = page_as("manager", width=width, place=list_of("Activist"))
	page.get_by_role("button", name="Add Activist").or_(page.locator(".primary-action")).first.wait_for()
	page.wait_for_load_state("networkidle")


def test_a_long_name_leaves_save_within_reach_on_a_phone(page_as):
	page = page_as("outreach", width="phone")
	name = page.evaluate(
		"""async () => (await frappe.xcall("frappe.client.insert", { doc: {
			doctype: "Activist", full_name: "Amina of the long Night Buses to the Harbour Quarter", causes: "Night buses",
		} })).name"""
	)
	go(page, form("Activist", name))
	save = page.locator(".primary-action:visible")
	save.wait_for()
	page.wait_for_load_state("networkidle")
	assert end_is_seen(save)
