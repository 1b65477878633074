"""What the tests of the map and of the network do alike."""

from playwright.sync_api import Page, expect

from tests.browser.desk import AT_REST_MS, desk_page, go

# Machines that run tests are slower than people.
expect.set_options(timeout=30_000)

WIDTHS = ("desktop", "phone")
# Where a point lies on the screen, as the library that drew it says.
WHERE = """name => {
	const { chart, items } = cur_page.page.scrm_page.box;
	const { series, index } = items.find(({ row }) => row.display_name === name);
	const { value } = chart.getOption().series[series].data[index];
	return chart.convertToPixel({ seriesIndex: series }, value);
}"""


def is_ready(page: Page) -> None:
	"""Wait until the page's answer has come and is drawn."""
	expect(page.locator('.scrm-map[aria-busy="false"]')).to_be_visible()


def open_map(page: Page, place: str) -> None:
	"""Open the map of one community."""
	go(page, desk_page("stakeholder-map", place=place))
	is_ready(page)


def table_names(page: Page) -> list[str]:
	"""Who is in the table, from the top."""
	return page.locator(".scrm-map-table tbody th a").all_inner_texts()


def where_is(page: Page, name: str) -> tuple[float, float]:
	"""Where a person's point is in the window, which is scrolled to the chart, once the chart is at rest."""
	chart = page.locator(".scrm-chart")
	chart.scroll_into_view_if_needed()
	before, now = None, _place(page, name)
	while now != before:
		page.wait_for_timeout(AT_REST_MS)
		before, now = now, _place(page, name)
	return now


def _place(page: Page, name: str) -> tuple[float, float]:
	x, y = page.evaluate(WHERE, name)
	box = page.locator(".scrm-chart").bounding_box()
	return box["x"] + x, box["y"] + y
