"""Telling a partner agency something, step by step."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import close_message, fits, form, report

# Machines that run tests are slower than people.
expect.set_options(timeout=30_000)

SAVE = """doc => frappe.xcall("frappe.client.insert", { doc }).then(made => made.name)"""


def save(page: Page, **doc: object) -> str:
	return page.evaluate(SAVE, doc)


@pytest.fixture
def people(page_as) -> dict[str, str]:
	"""An activist and an agency with an agreement that covers contacts only."""
	word = uuid4().hex[:8]
	page = page_as("outreach")
	person = save(page, doctype="Activist", full_name=f"Ines Vara {word}", causes="Night buses")
	agency = save(
		page,
		doctype="Partner Agency",
		full_name=f"Shore Aid {word}",
		agency_type="Legal Services",
		jurisdiction="North Shore",
	)
	save(
		page_as("manager"),
		doctype="Partnership Agreement",
		agency=agency,
		title=f"Protocol {word}",
		status="In Force",
		signed_on="2026-01-01",
		starts_on="2026-01-01",
		categories=[{"category": "Contact"}],
	)
	return {"person": person, "agency": agency, "word": word}


def step(page: Page, number: int):
	return page.locator(".scrm-walk-step:visible").nth(number - 1)


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_the_form_walks_through_a_disclosure(page_as, people, width):
	page = page_as("outreach", width=width, place=form("Activist", people["person"]))
	page.wait_for_function("() => cur_frm && cur_frm.custom_buttons['Disclosure to an Agency']")
	page.evaluate("() => cur_frm.custom_buttons['Disclosure to an Agency'].click()")
	expect(step(page, 1)).to_contain_text("Disclosed To: choose the agency")
	expect(step(page, 3)).to_contain_text("none recorded")
	page.evaluate("name => cur_frm.set_value('agency', name)", people["agency"])
	expect(step(page, 1)).to_contain_text(f"Shore Aid {people['word']} receives information about Ines Vara")
	expect(step(page, 2)).to_contain_text("in force, covers Contact")
	page.evaluate("() => cur_frm.set_value({ category: 'Contact', basis: 'Consent' })")
	verdict = page.locator(".scrm-walk-verdict:visible")
	expect(verdict).to_contain_text("Needs an Override Reason")
	expect(page.locator('[data-fieldname="override_reason"]:visible').first).to_be_visible()
	assert fits(page)

	page.evaluate("() => cur_frm.set_value({ what: 'Her number', reason: 'A lawyer calls her back' })")
	page.evaluate("() => { cur_frm.save(); }")
	refusal = page.locator(".modal:visible", has_text="Requirements Missing")
	expect(refusal).to_contain_text("Record their consent")
	close_message(page)

	button = page.get_by_role("button", name="Record Consent")
	button.focus()
	page.keyboard.press("Enter")
	page.wait_for_function("() => cur_frm && cur_frm.doctype === 'Consent Record'")
	page.evaluate("() => cur_frm.set_value({ decision: 'Given', how: 'Spoken' })")
	page.evaluate("() => cur_frm.save()")
	page.wait_for_function("() => !cur_frm.is_new()")
	page.evaluate(
		"""() => frappe.set_route("Form", "Disclosure Log",
			Object.keys(locals["Disclosure Log"]).find((name) => locals["Disclosure Log"][name].__islocal))"""
	)
	page.evaluate("() => cur_frm.set_value('disclosed_on', frappe.datetime.now_datetime())")
	expect(step(page, 3)).to_contain_text("Given on")
	expect(verdict).to_contain_text("May be disclosed.")
	expect(page.locator('[data-fieldname="override_reason"]:visible')).to_have_count(0)
	page.evaluate("() => cur_frm.save()")
	page.wait_for_function("() => cur_frm.doctype === 'Disclosure Log' && !cur_frm.is_new()")
	assert page.evaluate("() => [cur_frm.doc.overridden, Boolean(cur_frm.doc.agreement)]") == [0, True]
	expect(page.locator(".scrm-walk:visible")).to_have_count(0)


def test_an_agency_is_told_from_its_own_form(page_as, people):
	page = page_as("outreach", place=form("Partner Agency", people["agency"]))
	page.wait_for_function("() => cur_frm && cur_frm.custom_buttons['Disclosure to This Agency']")
	page.evaluate("() => cur_frm.custom_buttons['Disclosure to This Agency'].click()")
	expect(step(page, 1)).to_contain_text("choose the stakeholder")
	expect(step(page, 2)).to_contain_text("covers Contact")


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_a_manager_reads_numbers_without_links(page_as, width):
	page = page_as("manager", width=width, place=report("Stakeholders in Numbers"))
	rows = page.locator(".dt-row[data-row-index]")
	expect(rows).to_have_count(3)
	expect(rows.first).to_contain_text("Community Leader")
	expect(page.locator(".dt-row[data-row-index] a")).to_have_count(0)
	expect(page.get_by_text("are shown as “fewer than 5”")).to_be_visible()
