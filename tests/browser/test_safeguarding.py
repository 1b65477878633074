"""Opening a record to somebody, lowering a level, and forgetting a person, as people do it."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import (
	close_message,
	fits,
	form,
	go,
	new_form,
	open_menu,
	open_tab,
	report,
	tick_in_report,
	title_of,
)

# Machines that run tests are slower than people.
expect.set_options(timeout=30_000)

SAVE = """doc => frappe.xcall("frappe.client.insert", { doc }).then(made => made.name)"""
IN_TEN_DAYS = "() => cur_frm.set_value('ends_on', frappe.datetime.add_days(frappe.datetime.get_today(), 10))"
TICKED = "() => frappe.query_report.datatable.rowmanager.getCheckedRows().length"
BOTH_WIDTHS = pytest.mark.parametrize("width", ["desktop", "phone"])


def save(page: Page, **doc: object) -> str:
	return page.evaluate(SAVE, doc)


def activist(page: Page, **fields: object) -> tuple[str, str]:
	"""A new activist's number and alias."""
	word = uuid4().hex[:8]
	doc = {
		"doctype": "Activist",
		"full_name": f"Ines Vara {word}",
		"safe_alias": f"Lantern {word}",
		"causes": "Night buses",
		"status": "Active",
		"confidentiality": "Confidential",
		**fields,
	}
	return save(page, **doc), str(doc["safe_alias"])


def opened(page: Page, doctype: str) -> None:
	page.wait_for_function("doctype => cur_frm && cur_frm.doctype === doctype && cur_frm.doc", arg=doctype)
	page.wait_for_load_state("networkidle")


def press(page: Page, label: str) -> None:
	"""A form's button, which a phone keeps in its menu."""
	page.wait_for_function("label => cur_frm.custom_buttons[label]", arg=label)
	page.evaluate("label => cur_frm.custom_buttons[label].click()", label)


@BOTH_WIDTHS
def test_a_record_is_opened_to_a_manager_and_closed_again(page_as, width):
	_name, alias = activist(page_as("outreach"))
	page = page_as("safeguarding", width=width, place=new_form("Access Grant"))
	opened(page, "Access Grant")
	page.locator(".scrm-choose:visible").focus()
	page.keyboard.press("Enter")
	page.locator(".modal:visible input").first.fill(alias)
	expect(page.locator(".scrm-picker-option:visible")).to_have_count(1)
	page.keyboard.press("ArrowDown")
	page.keyboard.press("Enter")
	page.wait_for_function("() => cur_frm.doc.stakeholder")
	page.evaluate("user => cur_frm.set_value({ user, reason: 'Steps in' })", "manager@crm-test.example")
	page.evaluate(IN_TEN_DAYS)
	page.evaluate("() => cur_frm.save()")
	page.wait_for_function("() => !cur_frm.is_new()")
	assert fits(page)
	press(page, "Withdraw")
	page.locator(".modal:visible textarea").fill("No longer needed")
	page.locator(".modal:visible .btn-primary:visible").click()
	page.wait_for_function("() => cur_frm.doc.withdrawn_on")
	page.wait_for_function("() => !cur_frm.custom_buttons['Withdraw']")


@BOTH_WIDTHS
def test_a_manager_marks_a_liaison(page_as, width):
	page = page_as("manager", width=width, place=new_form("Agency Liaison"))
	opened(page, "Agency Liaison")
	for field in ("user", "agency_type", "reason"):
		expect(
			page.locator(f'.frappe-control[data-fieldname="{field}"]:visible .control-input')
		).to_be_visible()
	expect(page.locator('.frappe-control[data-fieldname="until"]:visible')).to_have_count(0)
	assert fits(page)


@pytest.mark.parametrize("doctype", ["Activist", "Stakeholder Meeting"])
def test_a_lower_level_asks_why(page_as, doctype):
	page = page_as("outreach")
	name, _alias = activist(page, confidentiality="Restricted")
	if doctype == "Stakeholder Meeting":
		name = save(
			page,
			doctype=doctype,
			subject="Talk at the quay",
			starts_on="2035-01-01 10:00:00",
			ends_on="2035-01-01 11:00:00",
			purpose="Hear what changed",
			confidentiality="Restricted",
		)
	page.evaluate("route => frappe.set_route(...route)", ["Form", doctype, name])
	opened(page, doctype)
	if doctype == "Stakeholder Meeting":
		open_tab(page, "Preparation")
	field = page.locator('.frappe-control[data-fieldname="lowered_because"]:visible')
	expect(field).to_have_count(0)
	page.evaluate("() => cur_frm.set_value('confidentiality', 'Open')")
	expect(field.locator("textarea")).to_be_visible()
	page.evaluate("() => cur_frm.refresh()")
	expect(field.locator("textarea")).to_be_visible()
	page.evaluate("() => { cur_frm.save(); }")
	expect(page.locator(".modal:visible")).to_contain_text("Reason for Lowering")
	close_message(page)
	field.locator("textarea").fill("Says so in public now")
	page.keyboard.press("Tab")
	page.evaluate("() => cur_frm.save()")
	expect(field.locator(".control-value:visible")).to_have_text("Says so in public now")
	assert page.evaluate("() => [cur_frm.doc.confidentiality, cur_frm.is_dirty()]") == ["Open", False]


@BOTH_WIDTHS
def test_a_person_is_forgotten(page_as, width):
	page = page_as("outreach")
	name, alias = activist(page)
	go(page, form("Activist", name))
	opened(page, "Activist")
	open_menu(page).get_by_text("Request Erasure").click()
	opened(page, "Erasure Request")
	page.evaluate("() => cur_frm.set_value('asked_by', 'Herself, by phone')")
	page.evaluate("() => cur_frm.save()")
	page.wait_for_function("() => !cur_frm.is_new()")
	request = page.evaluate("() => cur_frm.doc.name")

	page = page_as("safeguarding", width=width, place=form("Erasure Request", request))
	opened(page, "Erasure Request")
	expect(title_of(page)).to_contain_text(alias)
	assert fits(page)
	press(page, "Approve")
	page.locator(".modal:visible .btn-primary:visible").click()
	page.wait_for_function("() => cur_frm.doc.status === 'Approved'")
	press(page, "Erase")
	page.locator(".modal:visible input").fill(name)
	page.locator(".modal:visible .btn-primary:visible").click()
	page.wait_for_function("() => cur_frm.doc.status === 'Erased'", timeout=90_000)
	report = page.locator('[data-fieldname="report_html"]:visible')
	expect(report).to_contain_text("None were found")
	expect(title_of(page)).not_to_contain_text(alias)
	expect(page.locator(".modal:visible")).to_have_count(0)
	assert fits(page)


def test_ticks_end_when_the_rows_change(page_as):
	activist(page_as("outreach"), confidentiality="Open", status="Draft")
	page = page_as("manager", place=report("Retention Review", draft_days=-1))
	tick_in_report(page.locator(".dt-row-0 input[type=checkbox]").first)
	assert page.evaluate(TICKED) == 1
	page.evaluate("() => frappe.query_report.refresh()")
	expect(page.locator(".dt-row-0 input[type=checkbox]:checked")).to_have_count(0)
	assert page.evaluate(TICKED) == 0
