"""A file of contacts, from the list's menu to records and back."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from stakeholder_crm.testing import address_books as books
from tests.browser.desk import list_of

# Machines that run tests are slower than people.
expect.set_options(timeout=60_000)


def chip(page: Page, words: str):
	return page.locator(".scrm-import-outcomes:visible button", has_text=words)


def press(page: Page, label: str) -> None:
	"""A button of the form, which a phone keeps in a menu."""
	page.wait_for_function("label => cur_frm && cur_frm.custom_buttons[label]", arg=label)
	page.evaluate("label => cur_frm.custom_buttons[label].click()", label)


def agree(page: Page, question: str) -> None:
	dialog = page.locator(".modal.show", has_text=question)
	expect(dialog).to_be_visible()
	dialog.get_by_role("button", name="Yes").click()
	expect(page.locator(".modal.show")).to_have_count(0)


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_a_file_is_looked_through_taken_over_and_undone(page_as, width):
	word = uuid4().hex[:8]
	people = [
		{"First Name": "Amina", "Last Name": f"Abbas {word}", "E-mail 1 - Value": f"a{word}@example.org"},
		{"First Name": "Björn", "Last Name": f"Bauer {word}", "Phone 1 - Value": "0712 345678"},
		{"First Name": "Abbas", "Last Name": f"{word} Amina", "E-mail 1 - Value": f"a{word}@example.org"},
		{"Notes": "Nobody is called so"},
	]
	page = page_as("outreach", width=width, place=list_of("Activist"))
	page.wait_for_function("() => cur_list && cur_list.page && cur_list.doctype === 'Activist'")
	page.evaluate(
		"""() => cur_list.page.menu.find("a, .dropdown-item").filter(
			(_i, item) => item.textContent.includes("Import Contacts")).first().click()"""
	)
	page.wait_for_function("() => cur_frm && cur_frm.doctype === 'Contact Import'")
	assert page.evaluate("() => [cur_frm.doc.kind, cur_frm.doc.confidentiality]") == [
		"Activist",
		"Restricted",
	]
	# A site offers its own country.
	page.evaluate("() => cur_frm.set_value('phone_country', '')")
	page.evaluate("() => cur_frm.save()")
	page.wait_for_function("() => !cur_frm.is_new()")

	page.locator('[data-fieldname="import_file"] button:visible').click()
	dialog = page.locator(".modal.show", has_text="Upload")
	with page.expect_file_chooser() as chosen:
		dialog.get_by_role("button", name="My Device").click()
	text = books.csv_text(books.GOOGLE, people, ";")
	chosen.value.set_files(
		files=[{"name": "people.csv", "mimeType": "text/csv", "buffer": text.encode("utf-8-sig")}]
	)
	dialog.get_by_role("button", name="Upload", exact=True).click()
	page.wait_for_function("() => cur_frm.doc.source === 'Google Contacts'")
	assert page.evaluate("() => cur_frm.doc.columns.map((row) => [row.column_name, row.maps_to])") == [
		["First Name", "First Name"],
		["Last Name", "Last Name"],
		["Notes", "Skip"],
		["E-mail 1 - Value", "Email"],
		["Phone 1 - Value", "Phone"],
	]

	press(page, "Preview Import")
	expect(chip(page, "Skipped")).to_contain_text("2")
	expect(page.locator(".scrm-import-table")).to_contain_text("0712 345678 has no country code")
	expect(page.locator(".scrm-import-table")).to_contain_text("No name")
	chip(page, "Duplicate").click()
	expect(page.locator(".scrm-import-table")).to_contain_text("Duplicate of row 2 in this file")
	chip(page, "New").click()
	expect(page.locator(".scrm-import-table")).to_contain_text(f"Amina Abbas {word}")
	assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
	with page.expect_download() as download:
		press(page, "Download Skipped Rows")
	assert b"0712 345678" in download.value.path().read_bytes()

	press(page, "Import 1")
	agree(page, "Contacts to import: 1. Create Activist drafts")
	expect(chip(page, "Imported")).to_contain_text("1")
	chip(page, "Imported").click()
	expect(page.locator(".scrm-import-table a")).to_have_text(f"Amina Abbas {word}")
	press(page, "Revert Import")
	agree(page, "Delete the records created by this import?")
	expect(chip(page, "Reverted")).to_contain_text("1")
	assert (
		page.evaluate(
			"""name => frappe.xcall("frappe.client.get_list",
			{ doctype: "Activist", filters: { display_name: name } })""",
			f"Amina Abbas {word}",
		)
		== []
	)
