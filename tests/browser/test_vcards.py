"""Stakeholders are taken along to another address book, by who may take them out."""

from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import INSERT, choose_in_menu, fits, go, list_of, open_menu, open_record

# Machines that run tests are slower than people.
expect.set_options(timeout=30_000)


@pytest.fixture
def word() -> str:
	return uuid4().hex[:10]


def activist(page: Page, name: str) -> str:
	points = [
		{"channel": "Email", "value": f"{name}-safe@example.org", "safety": "Safe"},
		{"channel": "Email", "value": f"{name}-unsafe@example.org", "safety": "Unsafe"},
	]
	return page.evaluate(
		INSERT, {"doctype": "Activist", "full_name": f"Kim {name}", "contact_points": points}
	)["name"]


def download(page: Page) -> tuple[str, str]:
	"""What the question says, and the file that follows a yes."""
	dialog = page.locator(".modal.show", has_text="Export contacts as vCards")
	expect(dialog.get_by_role("button", name="Yes")).to_be_visible()
	assert fits(page)
	said = dialog.inner_text()
	with page.expect_download() as begun:
		dialog.get_by_role("button", name="Yes").click()
	assert begun.value.suggested_filename.endswith(".vcf")
	return said, Path(begun.value.path()).read_text(encoding="utf-8")


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_one_is_taken_from_her_form(page_as, word, width):
	page = page_as("manager", width=width)
	open_record(page, "Activist", activist(page, word))
	choose_in_menu(page, "Export as vCard")
	said, file = download(page)
	assert "only addresses that are marked Safe" in said
	assert file.count("BEGIN:VCARD") == 1
	assert f"Kim {word}" in file
	assert f"{word}-safe@example.org" in file
	assert "unsafe" not in file


def test_several_are_taken_from_the_list(page_as, word):
	page = page_as("manager")
	for part in ("a", "b"):
		activist(page, f"{word}{part}")
	go(page, list_of("Activist", display_name=["like", f"%{word}%"]))
	expect(page.locator(".list-row-checkbox")).to_have_count(2)
	page.locator(".list-check-all:visible").click()
	page.get_by_role("button", name="Actions").click()
	page.get_by_role("link", name="Export as vCards").click()
	said, file = download(page)
	assert "Export contacts as vCards (2)?" in said
	assert file.count("BEGIN:VCARD") == 2


def test_who_may_not_export_is_not_offered_it(page_as, word):
	page = page_as("outreach")
	open_record(page, "Activist", activist(page, word))
	menu = open_menu(page)
	expect(menu.get_by_role("link").or_(menu.get_by_role("listitem")).first).to_be_visible()
	expect(menu.get_by_text("Export as vCard")).to_have_count(0)
