"""The Desk itself works in the browser: what the other browser tests build on."""

import pytest

from tests.browser.desk import list_of


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_a_list_opens_without_an_error(page_as, width):
	page = page_as("manager", width=width, place=list_of("Activist"))
	page.get_by_role("button", name="Add Activist").or_(page.locator(".primary-action")).first.wait_for()
	page.wait_for_load_state("networkidle")
