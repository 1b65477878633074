"""Thanks that a person brings, thanks tried again, and the page behind the link in each message."""

import re
from uuid import uuid4

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import WIDTHS
from tests.browser.desk import end_is_seen, fits, form, go, list_of, open_actions

# Machines that run tests are slower than people.
expect.set_options(timeout=30_000)

PHONE = "+447700900123"
BY_PHONE = {"channel": "Phone", "value": PHONE, "safety": "Safe", "preferred": 1, "voicemail_ok": 0}
BY_MAIL = {"channel": "Email", "value": "a@example.org", "safety": "Unknown"}
NOTES = [
	{"kind": "Don't", "text": "Do not call at work & <2 hours before it"},
	{"kind": "Do", "text": "Ask whether she can talk before anything else"},
]
PLAN = """async ([name, points, notes]) => {
	const save = (doc) => frappe.xcall("frappe.client.insert", { doc });
	const person = await save({
		doctype: "Activist", full_name: name, causes: "Night buses",
		contact_points: points, care_notes: notes, time_zone: "Asia/Kathmandu",
	});
	const pair = { stakeholder_type: "Activist", stakeholder: person.name };
	const hour = (ago) => moment().subtract(ago, "hours").format("YYYY-MM-DD HH:mm:ss");
	const meeting = await save({
		doctype: "Stakeholder Meeting", subject: `Talk with ${name}`, kind: "One-to-one",
		starts_on: hour(30), ends_on: hour(29), lead: frappe.session.user,
		purpose: "Hear what has changed", participants: [{ ...pair, invited: 1 }],
	});
	const log = await save({
		doctype: "Meeting Log", meeting: meeting.name, held_from: hour(30), held_to: hour(29),
		summary: "We listened.", outcome: "Progress",
		attendance: [{ ...pair, attended: 1, contribution: "explaining the last bus", safe_to_mention: 1,
			acknowledge_in_writing: 1 }],
	});
	await frappe.xcall("frappe.client.submit", { doc: log });
	const [row] = await frappe.xcall("frappe.client.get_list", {
		doctype: "Thank You Follow Up", filters: { meeting_log: log.name },
	});
	return [row.name, person.name];
}"""


def unique(word: str) -> str:
	return f"{word} {uuid4().hex[:8]}"


def plan(page: Page, name: str, *points: dict) -> tuple[str, str]:
	"""Plan a thank-you to a new activist; the names of both records."""
	thank_you, person = page.evaluate(PLAN, [name, list(points), NOTES])
	return thank_you, person


@pytest.mark.parametrize("width", ["desktop", "phone"])
@pytest.mark.parametrize("user", ["outreach", "manager"])
def test_whoever_calls_sees_how(page_as, user, width):
	name, _person = plan(page_as("outreach"), unique("Ines Vara"), BY_PHONE)
	page = page_as(user, width=width, place=form("Thank You Follow Up", name))
	panel = page.locator(".scrm-script:visible")
	expect(panel).to_contain_text("Call them")
	expect(panel.get_by_role("link", name=PHONE)).to_have_attribute("href", f"tel:{PHONE}")
	expect(panel).to_contain_text("Do not call at work & <2 hours")
	expect(panel.locator("blockquote")).to_contain_text("explaining the last bus")
	page.wait_for_load_state("networkidle")
	assert fits(page)
	assert not page.evaluate("() => cur_frm.is_dirty()")


def test_the_list_says_when_each_is_due(page_as):
	name = unique("Ines Vara")
	page = page_as("outreach")
	plan(page, name, BY_PHONE)
	go(page, list_of("Thank You Follow Up", stakeholder_name=name))
	row = page.locator(".list-row:visible", has_text=name)
	due = row.locator(".list-row-col:visible", has_text=re.compile(r"\d\d:\d\d"))
	expect(due).to_have_count(1)
	assert end_is_seen(due)


def test_the_panel_of_one_is_not_left_standing_over_another(page_as):
	page = page_as("outreach")
	by_phone, _person = plan(page, unique("Ines Vara"), BY_PHONE)
	by_mail, _person = plan(page, unique("Mirela Oak"), {**BY_MAIL, "safety": "Safe"})
	go(page, form("Thank You Follow Up", by_phone))
	expect(page.locator(".scrm-script:visible")).to_be_visible()
	page.evaluate("name => frappe.set_route('Form', 'Thank You Follow Up', name)", by_mail)
	body = page.locator('.frappe-control[data-fieldname="body"]:visible')
	expect(body).to_contain_text("unsubscribe link")
	expect(page.locator(".scrm-script:visible")).to_have_count(0)
	page.evaluate("name => frappe.set_route('Form', 'Thank You Follow Up', name)", by_phone)
	expect(page.locator(".scrm-script:visible")).to_be_visible()
	expect(body).not_to_contain_text("unsubscribe link")


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_staff_check_several_again_from_the_list(page_as, width):
	page = page_as("outreach")
	fixed, stuck = unique("Fixed Person"), unique("Stuck Person")
	first, person = plan(page, fixed, BY_MAIL)
	second, _person = plan(page, stuck, BY_MAIL)
	page.evaluate(
		"""async (name) => {
			const doc = await frappe.xcall("frappe.client.get", { doctype: "Activist", name });
			doc.contact_points[0].safety = "Safe";
			await frappe.xcall("frappe.client.save", { doc });
		}""",
		person,
	)
	both = list_of("Thank You Follow Up", status="Blocked", name=["in", f"{first},{second}"])
	page = page_as("outreach", width=width, place=both)
	for who in (fixed, stuck):
		page.locator(".list-row:visible", has_text=who).locator("input[type=checkbox]").check()
	menu = open_actions(page)
	expect(menu.get_by_text("Approve", exact=True)).to_have_count(0)
	menu.get_by_text("Check Again", exact=True).click()
	dialog = page.locator(".modal:visible", has_text="Resumed: 1 of 2")
	expect(dialog.locator("li", has_text=fixed)).to_contain_text("Awaiting Approval")
	expect(dialog.locator("li", has_text=stuck)).to_contain_text("No safe contact point")
	expect(page.locator(".list-row", has_text=fixed)).to_have_count(0)


def test_a_guest_presses_the_button_on_a_phone(server: str, browser: Browser):
	context = browser.new_context(base_url=server, **WIDTHS["phone"])
	page = context.new_page()
	page.goto("/no-more?t=AAAAAAAAAAAAAAAAAAAAAAAA")
	expect(page.get_by_role("heading", name="Messages")).to_be_visible()
	assert fits(page)
	page.get_by_role("button", name="Unsubscribe").click()
	expect(page.get_by_text("You have been unsubscribed.")).to_be_visible()
	assert fits(page)
	context.close()


def test_the_page_answers_all_alike_and_says_nothing_in_its_headers(server: str):
	address = f"{server}/no-more"
	tokens = ("AAAAAAAAAAAAAAAAAAAAAAAA", "", "nonsense", "A" * 500)
	pressed = [requests.post(address, params={"t": token}, timeout=60) for token in tokens]
	by_program = requests.post(
		address, params={"t": tokens[0]}, data={"List-Unsubscribe": "One-Click"}, timeout=60
	)
	assert {answer.status_code for answer in (*pressed, by_program)} == {200}
	assert len({answer.text for answer in (*pressed, by_program)}) == 1
	looked = requests.get(address, params={"t": tokens[0]}, timeout=60)
	assert looked.status_code == 200
	for answer in (*pressed, looked):
		assert "Link" not in answer.headers
		assert "stakeholder" not in str(answer.headers).casefold()
