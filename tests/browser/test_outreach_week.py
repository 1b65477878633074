"""An outreach worker's week in the browser: meet, prepare, record, thank."""

from datetime import datetime, timedelta
from itertools import count
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.desk import form, go, list_of, new_form, open_tab, workspace

DAYS_AHEAD = count(12)
# Machines that run tests are slower than people.
expect.set_options(timeout=30_000)

PHONE_PAGES = (
	workspace("Outreach"),
	new_form("Activist"),
	new_form("Community Leader"),
	new_form("Partner Agency"),
	new_form("Stakeholder Meeting"),
	new_form("Meeting Log"),
	new_form("Stakeholder Concern"),
	new_form("Stakeholder Commitment"),
	list_of("Thank You Follow Up"),
)


def unique(word: str) -> str:
	return f"{word} {uuid4().hex[:8]}"


def field(page: Page, fieldname: str) -> Locator:
	"""The input of a form's field that is on screen."""
	control = page.locator(f'.frappe-control[data-fieldname="{fieldname}"]:visible')
	return control.locator("input, textarea, select").locator("visible=true").first


def button(page: Page, name: str) -> Locator:
	return page.get_by_role("button", name=name, exact=True).locator("visible=true")


def save(page: Page) -> None:
	"""Save the form and wait until the server has it."""
	# At the button's edge: Frappe draws its text again when a field is left, and a click on it is lost.
	button(page, "Save").click(position={"x": 3, "y": 3})
	page.wait_for_function("() => cur_frm && !cur_frm.is_new() && !cur_frm.is_dirty()")


def cell(page: Page, table: str, fieldname: str) -> Locator:
	"""The input of a cell in a table's first row."""
	row = page.locator(f'[data-fieldname="{table}"] .grid-body .grid-row[data-idx="1"]:visible')
	place = row.locator(f'[data-fieldname="{fieldname}"]').first
	place.click()
	return place.locator("input, textarea, select").first


def choose(page: Page, name: str) -> None:
	"""Search for somebody in the open picker and take the first hit, by keyboard."""
	search = page.get_by_role("combobox", name="Search stakeholders")
	search.fill(name)
	expect(page.locator(".scrm-picker-option.active", has_text=name)).to_be_visible()
	search.press("Enter")


def set_hours(page: Page, starts_on: datetime) -> None:
	"""Type the start of the meeting as the user's date format has it; its end follows."""
	shown = page.evaluate("stored => frappe.datetime.str_to_user(stored)", f"{starts_on:%Y-%m-%d %H:%M:%S}")
	field(page, "starts_on").fill(shown)
	field(page, "subject").click()
	expect(field(page, "ends_on")).not_to_have_value("")


def new_activist(page: Page, name: str) -> None:
	go(page, workspace("Outreach"))
	button(page, "New Activist").click()
	field(page, "full_name").fill(name)
	field(page, "causes").fill("Night buses")
	open_tab(page, "Contact")
	page.locator('[data-fieldname="contact_points"] .grid-add-row:visible').click()
	cell(page, "contact_points", "value").fill(f"{uuid4().hex[:8]}@example.org")
	cell(page, "contact_points", "safety").select_option("Safe")
	save(page)


def plan_meeting(page: Page, subject: str, person: str) -> str:
	go(page, workspace("Outreach"))
	button(page, "Plan Meeting").click()
	field(page, "subject").fill(subject)
	# Two at once would be warned of, in a dialog.
	set_hours(page, datetime.now().replace(minute=0) + timedelta(days=next(DAYS_AHEAD)))
	button(page, "Add Participants").click()
	choose(page, person)
	button(page, "Add 1").click()
	save(page)
	return page.evaluate("cur_frm.doc.name")


def let_time_pass(page: Page, meeting: str) -> None:
	"""Move the meeting into the past, as waiting for it would."""
	starts_on = datetime.now() - timedelta(hours=30)
	values = {
		"starts_on": f"{starts_on:%Y-%m-%d %H:%M:%S}",
		"ends_on": f"{starts_on + timedelta(hours=1):%Y-%m-%d %H:%M:%S}",
	}
	page.evaluate(
		"""([name, fieldname]) => frappe.xcall("frappe.client.set_value",
			{ doctype: "Stakeholder Meeting", name, fieldname })""",
		[meeting, values],
	)


def log_meeting(page: Page, meeting: str, person: str) -> None:
	go(page, form("Stakeholder Meeting", meeting))
	button(page, "Log Meeting").click()
	attendance = page.locator('[data-fieldname="attendance"]:visible')
	expect(attendance.get_by_text(person)).to_be_visible()
	cell(page, "attendance", "contribution").fill("explaining how the last bus decides who can come")
	cell(page, "attendance", "safe_to_mention").check()
	field(page, "summary").fill("We walked the line of the night bus and listened.")
	save(page)
	button(page, "Submit").click()
	button(page, "Yes").click()


def test_the_whole_loop(page_as):
	person, subject = unique("Ines Vara"), unique("The night bus")
	page = page_as("outreach")
	new_activist(page, person)
	meeting = plan_meeting(page, subject, person)

	button(page, "Create Brief").click()
	expect(page.get_by_role("heading", name=f"Brief: {subject}")).to_be_visible()
	expect(page.locator('[data-fieldname="brief_html"]:visible')).to_contain_text(person)

	let_time_pass(page, meeting)
	log_meeting(page, meeting, person)
	button(page, "Thank-Yous").click()
	row = page.locator(".list-row:visible", has_text=person)
	expect(row).to_contain_text("Awaiting Approval")


def test_composing_twice_at_once_makes_one_brief(page_as):
	page = page_as("outreach")
	person = unique("Twice Asked")
	new_activist(page, person)
	meeting = plan_meeting(page, unique("Two clicks"), person)
	briefs = page.evaluate(
		"""meeting => Promise.all([1, 2, 3].map(() =>
			frappe.xcall("stakeholder_crm.api.briefs.create", { meeting })))""",
		meeting,
	)
	assert {brief["version"] for brief in briefs} == {1}


def test_a_manager_approves_from_the_list(page_as):
	person, subject = unique("Mirela Oak"), unique("The market wall")
	page = page_as("outreach")
	new_activist(page, person)
	meeting = plan_meeting(page, subject, person)
	let_time_pass(page, meeting)
	log_meeting(page, meeting, person)
	expect(button(page, "Thank-Yous")).to_be_visible()

	page = page_as("manager", place=list_of("Thank You Follow Up", stakeholder_name=person))
	row = page.locator(".list-row:visible", has_text=person)
	row.locator("input[type=checkbox]").check()
	button(page, "Actions").click()
	page.locator(".dropdown-menu:visible").get_by_text("Approve", exact=True).click()
	dialog = page.locator(".modal:visible", has_text="Approved: 1 of 1")
	expect(dialog).to_contain_text(person)
	expect(dialog).to_contain_text("Scheduled")


def test_the_picker_creates_who_is_missing_and_takes_several(page_as):
	known, missing = unique("Known Person"), unique("Missing Person")
	page = page_as("outreach")
	new_activist(page, known)
	go(page, new_form("Stakeholder Meeting"))
	button(page, "Add Participants").click()
	choose(page, known)
	page.get_by_role("combobox", name="Search stakeholders").fill(missing)
	expect(page.get_by_text(f"Create “{missing}” as")).to_be_visible()
	page.locator(".scrm-picker-create").get_by_role("button", name="Community Leader").click()
	expect(field(page, "full_name")).to_have_value(missing)
	field(page, "community").fill("Eastbank")
	button(page, "Create").click()
	button(page, "Add 2").click()
	table = page.locator('[data-fieldname="participants"]:visible')
	expect(table.get_by_text(known)).to_be_visible()
	expect(table.get_by_text(missing)).to_be_visible()

	button(page, "Add Participants").click()
	page.get_by_role("combobox", name="Search stakeholders").fill(known)
	expect(page.get_by_role("option", name=known)).to_have_attribute("aria-disabled", "true")


def test_records_that_are_written_once_can_be_written_once(page_as):
	page = page_as("outreach")
	new_activist(page, unique("Ana Ledger"))
	button(page, "Record").click()
	page.locator(".dropdown-menu:visible").get_by_text("Assessment", exact=True).click()
	# A new form puts the cursor into its first field when it is ready; what is typed before lands there.
	expect(field(page, "stakeholder")).to_be_focused()
	field(page, "evidence").fill("Said so on the night bus")
	for scale in ("power", "legitimacy", "urgency", "influence", "interest", "trust"):
		field(page, scale).fill("3")
	field(page, "current_position").select_option("Neutral")
	field(page, "desired_position").select_option("Supportive")
	save(page)
	expect(page.locator('.frappe-control[data-fieldname="evidence"]:visible textarea:visible')).to_have_count(
		0
	)


@pytest.mark.parametrize("place", PHONE_PAGES)
def test_every_page_fits_a_phone(page_as, place):
	page = page_as("outreach", width="phone", place=place)
	page.wait_for_load_state("networkidle")
	width = page.evaluate("() => [document.documentElement.scrollWidth, window.innerWidth]")
	assert width[0] <= width[1], f"{place} is {width[0]} pixels wide"
