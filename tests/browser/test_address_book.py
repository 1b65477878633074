"""A person's Contact on her form: made, changed, and taken out when the level is raised."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from stakeholder_crm.testing.factories import USERS
from tests.browser.desk import INSERT, close_message, fits, form, go, open_record
from tests.browser.users import give_roles

# Machines that run tests are slower than people.
expect.set_options(timeout=30_000)


@pytest.fixture
def name() -> str:
	"""Somebody whom no other test knows."""
	return f"Samira {uuid4().hex[:8]}"


@pytest.fixture
def keeper(server: str) -> str:
	"""One of the outreach staff who may write into the address book, too."""
	give_roles(USERS["outreach2"][0], ["Sales User"])
	return "outreach2"


def open_person(page: Page, name: str) -> None:
	"""Write down somebody with a Contact, and open her contact tab."""
	point = {"channel": "Email", "value": f"{uuid4().hex[:8]}@example.org", "safety": "Safe"}
	person = page.evaluate(
		INSERT,
		{
			"doctype": "Community Leader",
			"full_name": name,
			"community": "Harbour Quarter",
			"contact_points": [point],
		},
	)
	links = [{"link_doctype": "Community Leader", "link_name": person["name"]}]
	page.evaluate(INSERT, {"doctype": "Contact", "first_name": name, "links": links})
	go(page, form("Community Leader", person["name"]))
	page.get_by_role("tab", name="Contact").click()


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_a_contact_is_shown_and_goes_with_a_word_of_warning(page_as, keeper, name, width):
	page = page_as(keeper, width=width)
	open_person(page, name)
	book = page.locator('[data-fieldname="contact_html"]')
	expect(book.get_by_text(name)).to_be_visible()
	expect(book.get_by_role("button", name="New Contact")).to_be_hidden()
	assert fits(page)
	page.evaluate("cur_frm.set_value('confidentiality', 'Restricted')")
	dialog = page.locator(".modal.show", has_text="Removal from Address Book")
	expect(dialog).to_contain_text("will be permanently deleted")
	close_message(page)
	page.evaluate("cur_frm.save()")
	expect(book.get_by_text("Only Open stakeholders are in the address book")).to_be_visible()
	count = page.evaluate(
		"first_name => frappe.xcall('frappe.client.get_count', { doctype: 'Contact', filters: { first_name } })",
		name,
	)
	assert count == 0


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_a_focal_persons_row_is_filled_from_a_contact_of_the_agency(page_as, keeper, name, width):
	page = page_as(keeper, width=width)
	agency = page.evaluate(
		INSERT, {"doctype": "Partner Agency", "full_name": f"Office of {name}", "agency_type": "Shelter"}
	)["name"]
	mail = f"{uuid4().hex[:8]}@example.org"
	contact = page.evaluate(
		INSERT,
		{
			"doctype": "Contact",
			"first_name": name,
			"designation": "Duty lead",
			"email_ids": [{"email_id": mail, "is_primary": 1}],
			"links": [{"link_doctype": "Partner Agency", "link_name": agency}],
		},
	)["name"]
	open_record(page, "Partner Agency", agency)
	page.evaluate("() => { cur_frm.scroll_to_field('focal_people'); }")
	grid = page.locator('[data-fieldname="focal_people"]')
	grid.get_by_role("button", name="Add Row").click()
	page.evaluate("() => { cur_frm.fields_dict.focal_people.grid.grid_rows[0].toggle_view(true); }")
	row = grid.locator(".form-in-grid")
	# The host puts the cursor there when the row is open; before, it would take it away from what is typed into.
	expect(row.locator('[data-fieldname="person_name"] input')).to_be_focused()
	row.locator('[data-fieldname="contact"] input').press_sequentially(name)
	row.locator('[data-fieldname="contact"] [role="listbox"] > *', has_text=name).first.click()
	expect(row.locator('[data-fieldname="person_name"] input')).to_have_value(name)
	expect(row.locator('[data-fieldname="role"] input')).to_have_value("Duty lead")
	expect(row.locator('[data-fieldname="address"] input')).to_have_value(mail)
	assert fits(page)
	page.evaluate("() => { cur_frm.save(); }")
	page.wait_for_function("() => !cur_frm.is_dirty()")
	assert page.evaluate("() => cur_frm.doc.focal_people[0].contact") == contact
