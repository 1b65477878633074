"""Two people of one agency in a meeting and in its log: each row says who it is."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import INSERT, form, go, new_form

expect.set_options(timeout=30_000)

NAMES = ("Ada Mensah", "Ben Brandt")


@pytest.fixture
def meeting(page_as) -> str:
	page = page_as("outreach")
	agency = {
		"doctype": "Partner Agency",
		"full_name": f"Harbour {uuid4().hex[:8]}",
		"agency_type": "NGO",
		"focal_people": [{"person_name": name, "channel": "In Person"} for name in NAMES],
	}
	who = page.evaluate(INSERT, agency)["name"]
	pair = {"stakeholder_type": "Partner Agency", "stakeholder": who, "invited": 1}
	start = datetime.now() - timedelta(hours=3)
	doc = {
		"doctype": "Stakeholder Meeting",
		"subject": "Coordination",
		"kind": "Partner Coordination",
		"starts_on": start.strftime("%Y-%m-%d %H:%M:00"),
		"ends_on": (start + timedelta(hours=1)).strftime("%Y-%m-%d %H:%M:00"),
		"purpose": "Agree on the week",
		"participants": [{**pair, "represented_by": name} for name in NAMES],
	}
	return page.evaluate(INSERT, doc)["name"]


def shown(page: Page, table: str) -> list[str]:
	cells = page.locator(
		f'[data-fieldname="{table}"] .grid-body .grid-static-col[data-fieldname="represented_by"] .static-area'
	)
	expect(cells).to_have_count(len(NAMES))
	return [text.strip() for text in cells.all_inner_texts()]


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_two_rows_of_one_agency_are_told_apart(page_as, meeting, width):
	page = page_as("outreach", width=width)
	go(page, form("Stakeholder Meeting", meeting))
	page.wait_for_function("() => cur_frm?.doc.participants?.length === 2")
	assert shown(page, "participants") == list(NAMES)
	go(page, new_form("Meeting Log", meeting=meeting))
	page.wait_for_function("() => cur_frm?.doc.attendance?.length === 2")
	assert shown(page, "attendance") == list(NAMES)
