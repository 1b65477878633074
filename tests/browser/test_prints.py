"""Paper in Chromium: the first click prints in our format, at 10 points or more, with nothing cut off."""

import pytest

from tests.browser.desk import A4, INSERT, TOO_SMALL_OR_CUT_OFF, address, print_view

LONG_WORD = "Donaudampfschifffahrtsgesellschaft" * 4
CARE = {
	"kind": "Do",
	"text": f"Ask for the {LONG_WORD} first, and call before you come.",
	"noted_on": "2026-01-01",
}
POINT = {"channel": "Email", "value": f"{'long-name-' * 5}x@example.org", "safety": "Safe"}
PERSON = {
	"doctype": "Community Leader",
	"full_name": "Amina Odhiambo",
	"community": LONG_WORD[:140],
	"constituency": "Market women\n" * 5,
	"contact_points": [POINT],
	"care_notes": [CARE] * 12,
}


@pytest.fixture
def page(page_as):
	return page_as("outreach")


def test_nothing_on_paper_is_small_or_cut_off(page):
	name = page.evaluate(INSERT, PERSON)["name"]
	# A page of its own: the host's print view has a script error that later versions do not have.
	sheet = page.context.new_page()
	sheet.set_viewport_size(A4)
	sheet.emulate_media(media="print")
	sheet.goto(f"/printview?doctype=Community Leader&name={name}&no_letterhead=1")
	assert sheet.locator(".crm-record h1").inner_text() == "Amina Odhiambo"
	assert sheet.evaluate(TOO_SMALL_OR_CUT_OFF) == []


def test_the_desk_chooses_our_format_at_the_first_click(page):
	name = page.evaluate(INSERT, {**PERSON, "full_name": "Bilal Haddad"})["name"]
	desk = page.context.new_page()
	desk.goto(address(page, print_view("Community Leader", name)))
	paper = desk.frame_locator("iframe.print-format-container")
	paper.locator(".crm-record h1").wait_for()
	assert paper.locator(".crm-record h1").inner_text() == "Bilal Haddad"
