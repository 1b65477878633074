"""A log that is being written: each key lands where it was meant, and nothing of it is lost with the page."""

import json
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.desk import INSERT, go, new_form

expect.set_options(timeout=30_000)

KEPT = "() => Object.entries(localStorage).filter(([key]) => key.startsWith('scrm_meeting_log'))"


@pytest.fixture
def page(page_as) -> Page:
	return page_as("outreach")


@pytest.fixture
def meeting(page) -> str:
	"""The name of a meeting of one that is over."""
	name = f"Noor {uuid4().hex[:8]}"
	person = {"doctype": "Activist", "full_name": name, "causes": "Night buses"}
	who = page.evaluate(INSERT, person)["name"]
	start = datetime.now() - timedelta(hours=3)
	doc = {
		"doctype": "Stakeholder Meeting",
		"subject": f"Tea with {name}",
		"kind": "One-to-one",
		"starts_on": start.strftime("%Y-%m-%d %H:%M:00"),
		"ends_on": (start + timedelta(hours=1)).strftime("%Y-%m-%d %H:%M:00"),
		"purpose": "Hear what has changed",
		"participants": [{"stakeholder_type": "Activist", "stakeholder": who, "invited": 1}],
	}
	return page.evaluate(INSERT, doc)["name"]


def begin(page: Page, meeting: str) -> None:
	go(page, new_form("Meeting Log", meeting=meeting))
	page.wait_for_function(
		"() => cur_frm?.doc.doctype === 'Meeting Log' && cur_frm.doc.attendance?.length === 1"
	)
	page.wait_for_function("() => !frappe.request.ajax_count")


def contribution(page: Page) -> Locator:
	row = page.locator('[data-fieldname="attendance"] .grid-body .grid-row[data-idx="1"]')
	return row.locator('.grid-static-col[data-fieldname="contribution"]')


def summary(page: Page) -> Locator:
	return page.locator('.frappe-control[data-fieldname="summary"] textarea')


def save(page: Page) -> None:
	page.keyboard.press("Control+s")
	page.wait_for_function("() => cur_frm && !cur_frm.is_new() && !cur_frm.is_dirty()")


def kept(page: Page) -> str:
	return json.dumps(page.evaluate(KEPT))


def await_kept(page: Page, text: str) -> None:
	page.wait_for_function(
		"""text => Object.entries(localStorage).some(
			([key, value]) => key.startsWith('scrm_meeting_log') && value.includes(text)
		)""",
		arg=text,
	)


def test_the_first_keys_land_in_the_cell_that_was_clicked(page, meeting):
	begin(page, meeting)
	contribution(page).click()
	page.keyboard.type("a map of the old harbour")
	page.keyboard.press("Tab")
	page.wait_for_function("() => cur_frm.doc.attendance[0].contribution === 'a map of the old harbour'")
	summary(page).focus()
	page.keyboard.type("We talked")
	save(page)
	stored = page.evaluate("() => frappe.db.get_doc('Meeting Log', cur_frm.doc.name)")
	assert stored["attendance"][0]["contribution"] == "a map of the old harbour"
	assert kept(page) == "[]"


def test_a_late_answer_takes_nothing_that_was_typed(page, meeting):
	begin(page, meeting)
	contribution(page).click()
	page.keyboard.type("bread for everybody")
	page.keyboard.press("Tab")
	page.evaluate("() => cur_frm.script_manager.trigger('meeting')")
	page.wait_for_function("() => !frappe.request.ajax_count")
	assert page.evaluate("() => cur_frm.doc.attendance.map(row => row.contribution)") == [
		"bread for everybody"
	]


def test_a_reload_offers_every_letter_again(page, meeting):
	begin(page, meeting)
	contribution(page).click()
	page.keyboard.type("bread for everybody")
	summary(page).focus()
	page.keyboard.type("They want the hearing in the eve")
	await_kept(page, "in the eve")
	page.on("dialog", lambda dialog: dialog.accept())
	page.reload()
	page.get_by_role("button", name="Restore Draft").press("Enter")
	expect(summary(page)).to_have_value("They want the hearing in the eve")
	assert page.evaluate("() => [cur_frm.doc.meeting, cur_frm.doc.attendance[0].contribution]") == [
		meeting,
		"bread for everybody",
	]
	save(page)
	assert kept(page) == "[]"
	expect(page.get_by_role("button", name="Restore Draft")).to_have_count(0)


def test_what_is_changed_in_a_saved_log_is_kept_too(page, meeting):
	begin(page, meeting)
	summary(page).focus()
	page.keyboard.type("A whole one. ")
	save(page)
	summary(page).focus()
	page.keyboard.press("Control+End")
	page.keyboard.type("Half a sen")
	await_kept(page, "Half a sen")
	page.on("dialog", lambda dialog: dialog.accept())
	page.reload()
	page.get_by_role("button", name="Restore Draft").press("Enter")
	expect(summary(page)).to_have_value("A whole one. Half a sen")


def test_a_draft_can_be_thrown_away(page, meeting):
	begin(page, meeting)
	summary(page).focus()
	page.keyboard.type("Never mind")
	await_kept(page, "Never mind")
	page.on("dialog", lambda dialog: dialog.accept())
	page.reload()
	page.get_by_role("button", name="Discard Draft").press("Enter")
	assert kept(page) == "[]"


def test_what_stands_in_the_form_is_not_offered_again(page, meeting):
	begin(page, meeting)
	summary(page).focus()
	page.keyboard.type("Still here")
	page.keyboard.press("Tab")
	await_kept(page, "Still here")
	page.evaluate("() => cur_frm.refresh()")
	page.wait_for_timeout(300)
	expect(summary(page)).to_have_value("Still here")
	expect(page.get_by_role("button", name="Restore Draft")).to_have_count(0)


def test_a_form_that_nobody_wrote_in_is_not_kept(page, meeting):
	begin(page, meeting)
	page.wait_for_timeout(600)
	assert kept(page) == "[]"


def test_who_logs_out_leaves_nothing_on_the_device(page, meeting):
	begin(page, meeting)
	summary(page).focus()
	page.keyboard.type("Names and places")
	await_kept(page, "Names and places")
	page.on("dialog", lambda dialog: dialog.accept())
	page.evaluate("() => { frappe.app.logout(); }")
	page.wait_for_url("**/login**")
	assert page.evaluate("() => Object.keys(localStorage).filter((key) => key.startsWith('scrm_'))") == []


def test_who_comes_next_finds_nothing_of_those_before(page, meeting):
	page.evaluate("() => localStorage.setItem('scrm_meeting_log:somebody@example.org:new:', '{}')")
	go(page, "")
	page.wait_for_function(
		"() => !Object.keys(localStorage).some((key) => key.startsWith('scrm_meeting_log'))"
	)
