"""The stakeholder map as a manager meets it: by mouse, by touch, by keyboard, and as a file."""

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from dev import paths
from tests.browser.desk import INSERT, await_list, await_record, await_workspace, desk_page, fits, go, list_of
from tests.browser.map_pages import WIDTHS, is_ready, open_map, table_names, where_is
from tests.conftest import own_site

CROWD = 2000
BUBBLES = ".scrm-map-table tbody button"


@pytest.fixture
def quay() -> str:
	"""A community that no other test knows."""
	return f"Quay {uuid4().hex[:8]}"


def add_person(page: Page, quay: str, name: str, influence: int, interest: int, **assessment: object) -> str:
	"""Register and assess a community leader; the record's name."""
	doc = page.evaluate(
		INSERT, {"doctype": "Community Leader", "full_name": f"{name} of {quay}", "community": quay}
	)
	page.evaluate(
		INSERT,
		{
			"doctype": "Stakeholder Assessment",
			"stakeholder_type": "Community Leader",
			"stakeholder": doc["name"],
			"evidence": "Said so in the last meeting",
			**dict.fromkeys(("power", "legitimacy", "urgency", "trust"), 3),
			"influence": influence,
			"interest": interest,
			"current_position": "Neutral",
			"desired_position": "Leading",
			**assessment,
		},
	)
	return doc["name"]


def add_people(page: Page, quay: str) -> dict[str, str]:
	"""Three of whom two stand in the same cell, and one who was not assessed; their records by first name."""
	made = {
		"Amina": add_person(page, quay, "Amina", 5, 2),
		"Bilal": add_person(page, quay, "Bilal", 3, 4, current_position="Resistant"),
		"Chiara": add_person(page, quay, "Chiara", 3, 4),
	}
	page.evaluate(INSERT, {"doctype": "Community Leader", "full_name": f"Dov of {quay}", "community": quay})
	return made


@pytest.fixture
def crowd() -> Iterator[None]:
	"""Two thousand invented stakeholders on the browser's site, gone again afterwards."""
	seed(CROWD)
	yield
	seed(0)


def seed(count: int) -> None:
	subprocess.run(
		[sys.executable, "-m", "benchmarks.map_people", own_site("TEST_BROWSER_SITE"), str(count)],
		cwd=Path(os.environ["TEST_BENCH"]) / "sites",
		env={**os.environ, "PYTHONPATH": str(paths.ROOT)},
		check=True,
	)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_points_are_the_rows_of_the_table_and_of_the_list(page_as, quay, width):
	page = page_as("manager", width=width)
	people = add_people(page, quay)
	open_map(page, quay)
	expect(page.locator(".scrm-chart")).to_have_attribute("data-points", "3")
	assert table_names(page) == [f"{name} of {quay}" for name in people]
	row = page.locator(".scrm-map-table tbody tr", has_text="Bilal")
	expect(row.locator("td")).to_have_text(["3", "4", "Resistant → Leading", "Marta"])
	assert fits(page)
	go(page, list_of("Community Leader", community=quay, influence=[">", 0]))
	expect(page.locator(".list-row-container .list-row:visible")).to_have_count(3)


@pytest.mark.parametrize("width", WIDTHS)
def test_two_in_one_cell_do_not_cover_each_other_and_each_opens_her_record(page_as, quay, width):
	page = page_as("manager", width=width)
	people = add_people(page, quay)
	open_map(page, quay)
	bilal, chiara = (where_is(page, f"{name} of {quay}") for name in ("Bilal", "Chiara"))
	assert max(abs(one - other) for one, other in zip(bilal, chiara, strict=True)) > 8
	press = page.touchscreen.tap if width == "phone" else page.mouse.click
	press(*chiara)
	await_record(page, "Community Leader", people["Chiara"])


@pytest.mark.parametrize("width", WIDTHS)
def test_the_keyboard_goes_from_point_to_point_and_opens_a_record(page_as, quay, width):
	page = page_as("manager", width=width)
	people = add_people(page, quay)
	open_map(page, quay)
	chart, told = page.locator(".scrm-chart"), page.locator(".scrm-chart-told")
	page.get_by_role("button", name="Save as Table (CSV)").focus()
	page.keyboard.press("Tab")
	expect(chart).to_be_focused()
	expect(told).to_contain_text(f"1 of 3: Amina of {quay}")
	page.keyboard.press("ArrowDown")
	expect(told).to_contain_text(f"2 of 3: Bilal of {quay}")
	page.keyboard.press("End")
	page.keyboard.press("ArrowRight")
	expect(told).to_contain_text(f"3 of 3: Chiara of {quay}")
	page.keyboard.press("Escape")
	expect(chart).not_to_be_focused()
	expect(told).to_contain_text("Enter to open")
	chart.focus()
	page.keyboard.press("Home")
	page.keyboard.press("Enter")
	await_record(page, "Community Leader", people["Amina"])
	expect(page.get_by_text(f"Amina of {quay}").locator("visible=true").first).to_be_visible()


def test_filters_and_the_day_narrow_it_and_an_empty_map_says_what_to_do(page_as, quay):
	page = page_as("manager")
	add_people(page, quay)
	open_map(page, quay)
	missing = page.get_by_role("link", name="Community Leader: fewer than 5")
	expect(missing).to_be_visible()
	page.get_by_label("As Of").fill(page.evaluate("frappe.datetime.str_to_user('2001-01-01')"))
	page.get_by_label("As Of").blur()
	expect(page.get_by_text("No results. Choose a later day")).to_be_visible()
	expect(page.locator(".scrm-map-table")).to_be_hidden()
	page.get_by_label("As Of").fill("")
	page.get_by_label("As Of").blur()
	expect(page.locator(".scrm-map-table tbody tr")).to_have_count(3)
	page.get_by_label("Type", exact=True).select_option("Partner Agency")
	expect(page.get_by_text("No results. Clear a filter, or add an assessment.")).to_be_visible()
	page.get_by_label("Type", exact=True).select_option("Community Leader")
	expect(page.locator(".scrm-map-table tbody tr")).to_have_count(3)
	missing.click()
	await_list(page, "Community Leader")
	expect(page.locator(".list-row:visible", has_text=f"Dov of {quay}").first).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_map_is_saved_as_a_picture_and_as_a_table(page_as, quay, width):
	page = page_as("manager", width=width)
	add_people(page, quay)
	open_map(page, quay)
	with page.expect_download() as download:
		page.get_by_role("button", name="Save as Picture").click()
	assert download.value.suggested_filename.endswith(".png")
	picture = Path(download.value.path()).read_bytes()
	assert picture.startswith(b"\x89PNG")
	assert int.from_bytes(picture[16:20], "big") == 2400
	with page.expect_download() as download:
		page.get_by_role("button", name="Save as Table (CSV)").click()
	assert download.value.suggested_filename.endswith(".csv")
	text = Path(download.value.path()).read_text(encoding="utf-8-sig")
	_head, *rows = csv.reader(StringIO(text))
	assert [row[0] for row in rows] == table_names(page)


def test_who_may_not_export_is_not_offered_the_table(page_as, quay):
	add_people(page_as("manager"), quay)
	page = page_as("outreach")
	open_map(page, quay)
	expect(page.get_by_role("button", name="Save as Picture")).to_be_visible()
	expect(page.get_by_role("button", name="Save as Table (CSV)")).to_have_count(0)


@pytest.mark.parametrize(("user", "workspace"), [("manager", "Partnerships"), ("outreach", "Outreach")])
def test_there_is_a_way_back_to_the_workspace(page_as, user, workspace):
	page = page_as(user, place=desk_page("stakeholder-map"))
	is_ready(page)
	# Frappe 16 calls it Home.
	page.locator(f'a[href$="/{workspace.lower()}"]:visible').first.click()
	await_workspace(page, workspace)


@pytest.mark.parametrize("width", WIDTHS)
def test_two_thousand_are_counted_by_cell_and_a_cell_shows_who_is_in_it(page_as, crowd, width):
	page = page_as("manager", width=width, place=desk_page("stakeholder-map"))
	is_ready(page)
	expect(page.get_by_text("More than 300 match")).to_be_visible()
	bubbles = page.locator(BUBBLES)
	assert bubbles.count() > 40
	expect(page.locator(".scrm-chart")).to_have_attribute("data-points", str(bubbles.count()))
	assert fits(page)
	cell = page.locator(".scrm-map-table tbody tr", has_text="Neutral").filter(has_not_text="fewer").first
	influence, interest, _position, count = cell.locator("td").all_inner_texts()
	cell.get_by_role("button").click()
	expect(page.get_by_text(f"Influence {influence}, interest {interest}", exact=True)).to_be_visible()
	rows = page.locator(".scrm-map-table tbody tr")
	expect(page.locator(".scrm-chart")).to_have_attribute("data-points", str(rows.count()))
	assert rows.filter(has_text="Neutral →").count() + rows.filter(has_text="Neutral").count() >= int(count)
	for row in rows.all()[:5]:
		assert row.locator("td").all_inner_texts()[:2] == [influence, interest]
	page.get_by_role("button", name="Show Whole Map").click()
	expect(bubbles.first).to_be_visible()


def test_the_keyboard_opens_a_cell_of_two_thousand(page_as, crowd):
	page = page_as("manager", place=desk_page("stakeholder-map"))
	is_ready(page)
	page.locator(".scrm-chart").focus()
	page.keyboard.press("Home")
	expect(page.locator(".scrm-chart-told")).to_contain_text("1 of")
	page.keyboard.press("Enter")
	expect(page.get_by_role("button", name="Show Whole Map")).to_be_visible()
	is_ready(page)
	assert table_names(page)
