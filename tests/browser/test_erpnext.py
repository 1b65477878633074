"""What ERPNext's forms and ours show of each other, and how a Lead becomes a stakeholder."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from stakeholder_crm.testing.factories import USERS
from tests.browser.desk import INSERT, fits, form, go, open_record
from tests.browser.users import give_roles

# Machines that run tests are slower than people.
expect.set_options(timeout=30_000)

pytestmark = pytest.mark.erpnext


@pytest.fixture
def buyer(server: str) -> str:
	"""One of the outreach staff who works with ERPNext, too."""
	give_roles(
		USERS["outreach2"][0], ["Purchase User", "Purchase Master Manager", "Sales User", "Sales Manager"]
	)
	return "outreach2"


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_a_supplier_and_an_agency_show_each_other(page_as, buyer, width):
	name = f"Harbour {uuid4().hex[:8]}"
	page = page_as(buyer, width=width)
	supplier = page.evaluate(INSERT, {"doctype": "Supplier", "supplier_name": f"{name} Ltd"})["name"]
	agency = page.evaluate(INSERT, {"doctype": "Partner Agency", "full_name": name, "agency_type": "Shelter"})
	go(page, form("Partner Agency", agency["name"]))
	page.get_by_role("tab", name="Connections").click()
	shown = page.locator('[data-fieldname="stakeholder_connections"]:visible')
	expect(shown).to_contain_text("No connections yet")
	assert fits(page)
	shown.get_by_role("button", name="Connect Supplier").click()
	dialog = page.locator(".modal.show")
	field = dialog.locator('[data-fieldname="name"] input')
	expect(field).to_be_visible()
	field.fill(supplier)
	page.locator(".awesomplete li:visible", has_text=supplier).first.click()
	dialog.get_by_role("button", name="Connect", exact=True).click()
	expect(shown.get_by_role("link", name=f"{name} Ltd")).to_be_visible()
	assert fits(page)

	open_record(page, "Supplier", supplier)
	tab = page.get_by_role("tab", name="Dashboard")
	if tab.count():
		tab.click()
	shown = page.locator('[data-fieldname="stakeholder_connections"]:visible')
	expect(shown.get_by_role("link", name=name, exact=True)).to_be_visible()
	shown.get_by_role("button", name=f"Disconnect {name}").click()
	page.locator(".modal.show").get_by_role("button", name="Yes").click()
	expect(shown).to_contain_text("No connections yet")
	assert fits(page)


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_a_lead_becomes_a_confidential_activist_and_goes(page_as, buyer, width):
	name = f"Amina {uuid4().hex[:8]}"
	page = page_as(buyer, width=width)
	lead = page.evaluate(INSERT, {"doctype": "Lead", "first_name": name})["name"]
	open_record(page, "Lead", lead)
	page.wait_for_function("() => cur_frm.custom_buttons?.Activist")
	page.evaluate("() => cur_frm.custom_buttons.Activist.click()")
	dialog = page.locator(".modal.show", has_text="New Activist")
	expect(dialog).to_contain_text("There are no e-mails or comments to move")
	expect(dialog.locator('[data-fieldname="full_name"] input')).to_have_value(name)
	expect(dialog.get_by_text("Delete the Lead permanently")).to_be_hidden()
	dialog.locator('[data-fieldname="confidentiality"] select').select_option("Confidential")
	expect(dialog.get_by_text("Delete the Lead permanently")).to_be_visible()
	dialog.locator('[data-fieldname="safe_alias"] input').fill(f"Heron {name[-8:]}")
	dialog.get_by_role("button", name="Create").click()
	page.wait_for_function("() => window.cur_frm?.doctype === 'Activist' && !cur_frm.is_new()")
	assert page.evaluate("() => cur_frm.doc.full_name") == name
	count = "name => frappe.xcall('frappe.client.get_count', { doctype: 'Lead', filters: { name } })"
	assert page.evaluate(count, lead) == 0
