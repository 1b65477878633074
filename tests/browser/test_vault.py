"""Who reads a Confidential record notices nothing of the vault; lists and others' screens show the alias and dots."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import await_record, fits, form, go, list_of, new_form, open_record

# Machines that run tests are slower than people.
expect.set_options(timeout=30_000)

DOTS = "•••••"
LISTED = """number => frappe.db.get_value("Activist", number, ["full_name", "causes"])
	.then(answer => answer.message)"""
BOTH_WIDTHS = pytest.mark.parametrize("width", ["desktop", "phone"])


def made(page: Page) -> tuple[str, str, str]:
	"""A new Confidential activist, as typed into the form: number, full name and alias."""
	word = uuid4().hex[:8]
	name, alias = f"Ines Vara {word}", f"Lantern {word}"
	go(page, new_form("Activist", full_name=name, safe_alias=alias, causes="Night buses"))
	page.wait_for_function("name => cur_frm?.doc?.full_name === name", arg=name)
	page.evaluate("() => cur_frm.set_value('confidentiality', 'Confidential')")
	page.evaluate("""() => {
		cur_frm.add_child('contact_points', { channel: 'Phone', value: '+447700900123', safety: 'Safe' });
		return cur_frm.save();
	}""")
	page.wait_for_function("() => !cur_frm.is_new() && !cur_frm.is_dirty()")
	return page.evaluate("() => cur_frm.doc.name"), name, alias


@BOTH_WIDTHS
def test_its_owner_writes_reads_and_changes_it_as_ever(page_as, width):
	page = page_as("outreach", width=width)
	number, name, alias = made(page)
	shown = page.locator('.frappe-control[data-fieldname="full_name"]:visible input')
	expect(shown).to_have_value(name)
	go(page, list_of("Activist", safe_alias=alias))
	row = page.locator(".list-row:visible", has_text=alias)
	expect(row).to_be_visible()
	expect(row).not_to_contain_text(name)
	page.evaluate("name => frappe.model.remove_from_locals('Activist', name)", number)
	open_record(page, "Activist", number)
	expect(shown).to_have_value(name)
	shown.fill(f"{name} Soto")
	shown.press("Tab")
	page.evaluate("() => cur_frm.save()")
	page.wait_for_function("() => !cur_frm.is_dirty()")
	expect(shown).to_have_value(f"{name} Soto")
	assert page.evaluate("() => cur_frm.doc.contact_points[0].value") == "+447700900123"
	assert fits(page)


@BOTH_WIDTHS
def test_the_safeguarding_lead_reads_it_and_no_list_of_the_host_does(page_as, width):
	number, name, _alias = made(page_as("outreach"))
	page = page_as("safeguarding", width=width, place=form("Activist", number))
	await_record(page, "Activist", number)
	assert page.evaluate("() => cur_frm.doc.full_name") == name
	assert page.evaluate(LISTED, number) == {"full_name": DOTS, "causes": DOTS}


def test_its_print_has_the_causes_and_neither_name_nor_number(page_as):
	page = page_as("outreach")
	number, name, alias = made(page)
	# A page of its own: the host's print view has a script error that later versions do not have.
	desk = page.context.new_page()
	desk.goto(f"/printview?doctype=Activist&name={number}&format=Activist&no_letterhead=1")
	sheet = desk.locator(".print-format")
	expect(sheet).to_contain_text("Night buses")
	expect(sheet).to_contain_text(alias)
	expect(sheet).not_to_contain_text(name)
	expect(sheet).not_to_contain_text("+447700900123")
