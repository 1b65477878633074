"""The network as a manager meets it: who is tied to whom, who bridges two groups, whom one of us alone knows."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import INSERT, await_record, desk_page, fits, go
from tests.browser.map_pages import WIDTHS, is_ready, table_names, where_is


@pytest.fixture
def quay() -> str:
	"""A community that no other test knows."""
	return f"Quay {uuid4().hex[:8]}"


def add_people(page: Page, quay: str) -> dict[str, str]:
	"""Amina and Bilal hang together, and so do Dov and Emil; Chiara knows one of each. Farah knows nobody."""
	made: dict[str, str] = {}
	known_to = {"Bilal": ["Amina"], "Chiara": ["Bilal"], "Dov": ["Chiara"], "Emil": ["Dov"]}
	for name in ("Amina", "Bilal", "Chiara", "Dov", "Emil", "Farah"):
		ties = [
			{"stakeholder_type": "Community Leader", "stakeholder": made[other], "kind": "Ally"}
			for other in known_to.get(name, [])
		]
		doc = {
			"doctype": "Community Leader",
			"full_name": f"{name} of {quay}",
			"community": quay,
			"ties": ties,
		}
		made[name] = page.evaluate(INSERT, doc)["name"]
	return made


def open_network(page: Page, quay: str) -> None:
	go(page, desk_page("stakeholder-network", place=quay))
	is_ready(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_network_and_its_table_show_the_same_people(page_as, quay, width):
	page = page_as("manager", width=width)
	people = add_people(page, quay)
	open_network(page, quay)
	expect(page.locator(".scrm-chart")).to_have_attribute("data-points", "6")
	assert sorted(table_names(page)) == [f"{name} of {quay}" for name in people]
	assert table_names(page)[-1] == f"Farah of {quay}"
	bridging = page.locator(".scrm-map-list", has_text="Connectors")
	expect(bridging.get_by_role("listitem")).to_have_text(
		[f"Chiara of {quay}Without them, fewer than 5 would be cut off from fewer than 5 others"]
	)
	alone = page.locator(".scrm-map-list", has_text="Single-contact relationships")
	expect(alone.get_by_role("listitem")).to_contain_text(["Marta"])
	expect(alone.get_by_role("link")).to_have_count(6)
	assert fits(page)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["Chiara", "Farah"])
def test_a_point_opens_its_record(page_as, quay, width, name):
	page = page_as("manager", width=width)
	people = add_people(page, quay)
	open_network(page, quay)
	press = page.touchscreen.tap if width == "phone" else page.mouse.click
	press(*where_is(page, f"{name} of {quay}"))
	await_record(page, "Community Leader", people[name])


def test_the_keyboard_goes_from_person_to_person_and_opens_a_record(page_as, quay):
	page = page_as("manager")
	people = add_people(page, quay)
	open_network(page, quay)
	chart, told = page.locator(".scrm-chart"), page.locator(".scrm-chart-told")
	chart.focus()
	page.keyboard.press("End")
	expect(told).to_contain_text(
		f"6 of 6: Farah of {quay}. Community Leader. No known ties. Known to Marta only"
	)
	page.keyboard.press("Home")
	first = table_names(page)[0]
	expect(told).to_contain_text(f"1 of 6: {first}")
	page.keyboard.press("Enter")
	await_record(page, "Community Leader", people[first.split()[0]])


def test_only_those_around_somebody_are_shown(page_as, quay):
	page = page_as("manager")
	add_people(page, quay)
	open_network(page, quay)
	page.get_by_role("button", name="Focus on").click()
	dialog = page.locator(".modal:visible")
	dialog.get_by_role("combobox").fill(f"Amina of {quay}")
	dialog.get_by_role("option", name=f"Amina of {quay}").click()
	rows = page.locator(".scrm-map-table tbody tr")
	expect(rows).to_have_count(3)
	assert sorted(table_names(page)) == [f"{name} of {quay}" for name in ("Amina", "Bilal", "Chiara")]
	page.get_by_role("button", name="Show All").click()
	expect(rows).to_have_count(6)


def test_the_network_is_saved_as_a_picture_and_an_empty_one_says_what_to_do(page_as, quay):
	page = page_as("manager")
	add_people(page, quay)
	open_network(page, quay)
	with page.expect_download() as download:
		page.get_by_role("button", name="Save as Picture").click()
	assert download.value.suggested_filename.endswith(".png")
	page.get_by_label("Type", exact=True).select_option("Partner Agency")
	expect(page.get_by_text("No results. Clear a filter.")).to_be_visible()
