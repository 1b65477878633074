"""Where a host has things in its Desk, and what tests in the Desk do alike.

Tests name what they want to see. How a host addresses it is known here alone: what stands before it (``/app`` in
Frappe 15, ``/desk`` in 16) is read off the Desk that is open, and the rest is what people's bookmarks hold.
"""

import contextlib
import json
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from playwright.sync_api import Error, Locator, Page, TimeoutError, expect

CLICKS, PATIENCE_MS = 3, 10_000
# After which what was about to draw itself again has done so.
AT_REST_MS = 300
# Within the margins, at 96 dots an inch.
A4 = {"width": 680, "height": 1009}
# What on paper is smaller than 10 points, or sticks out of it.
TOO_SMALL_OR_CUT_OFF = """() => {
	const page = document.querySelector('.print-format');
	const right = page.getBoundingClientRect().right + 1;
	const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
	const found = [];
	while (walker.nextNode()) {
		const { parentElement, textContent } = walker.currentNode;
		if (!textContent.trim() || parentElement.tagName === 'STYLE' || !parentElement.offsetParent) continue;
		const range = document.createRange();
		range.selectNodeContents(walker.currentNode);
		const points = parseFloat(getComputedStyle(parentElement).fontSize) * 0.75;
		if (points < 9.99 || range.getBoundingClientRect().right > right) found.push(`${points}: ${textContent}`);
	}
	return found;
}"""
INSERT = "doc => frappe.xcall('frappe.client.insert', { doc })"
AT = """([view, of]) => {
	const [here, name] = window.frappe?.get_route?.() || [];
	return here === view && name === of;
}"""
AT_FORM = """([doctype, name]) => window.cur_frm?.doc && cur_frm.doctype === doctype
	&& (!name || cur_frm.doc.name === name) && frappe.get_route()[0] === 'Form'"""
AT_NEW = "doctype => window.cur_frm && cur_frm.doctype === doctype && cur_frm.is_new()"

# Places, for `go` and for `page_as(…, place=…)`.


def form(doctype: str, name: str) -> str:
	"""A record's form."""
	return f"{_slug(doctype)}/{quote(name)}"


def new_form(doctype: str, **values: Any) -> str:
	"""A new form, with some values."""
	return _with(f"{_slug(doctype)}/new", values)


def print_view(doctype: str, name: str) -> str:
	"""A record as it will be printed, with its menu."""
	return f"print/{quote(doctype)}/{quote(name)}"


def list_of(doctype: str, **filters: Any) -> str:
	"""A list, narrowed by values or by pairs of an operator and a value."""
	return _with(_slug(doctype), filters)


def calendar_of(doctype: str) -> str:
	"""A DocType's calendar."""
	return f"{_slug(doctype)}/view/calendar/default"


def report(name: str, **filters: Any) -> str:
	"""A report with its filters."""
	return _with(f"query-report/{quote(name)}", filters)


def workspace(name: str) -> str:
	"""A workspace."""
	return _slug(name)


def desk_page(name: str, **filters: Any) -> str:
	"""One of our own pages, by its name."""
	return _with(name, filters)


def _slug(name: str) -> str:
	return name.lower().replace(" ", "-")


def _with(place: str, filters: dict[str, Any]) -> str:
	written = {key: json.dumps(value) if isinstance(value, list) else value for key, value in filters.items()}
	return f"{place}?{urlencode(written, quote_via=quote)}" if written else place


def address(page: Page, place: str) -> str:
	"""A place's address on the host whose Desk is open in the page."""
	root = urlsplit(page.url).path.split("/")[1]
	return f"/{root}/{place}" if place else f"/{root}"


def go(page: Page, place: str) -> None:
	"""Go to a place from wherever in the Desk the page is; it is loaded again, as from a bookmark."""
	page.goto(address(page, place))


# What is open.


def open_record(page: Page, doctype: str, name: str) -> None:
	"""Open a record's form, and wait until it is there."""
	go(page, form(doctype, name))
	await_record(page, doctype, name)


def await_record(page: Page, doctype: str, name: str = "", *, patience_ms: float | None = None) -> None:
	"""Wait until a record's form is there; without a name, any record's."""
	page.wait_for_function(AT_FORM, arg=[doctype, name], timeout=patience_ms)


def open_new(page: Page, doctype: str) -> None:
	"""Open a new form, and wait until it is there."""
	go(page, new_form(doctype))
	page.wait_for_function(AT_NEW, arg=doctype)


def await_list(page: Page, doctype: str, *, patience_ms: float | None = None) -> None:
	"""Wait until a list is what is open."""
	page.wait_for_function(AT, arg=["List", doctype], timeout=patience_ms)


def follow_number(page: Page, number: Locator, doctype: str) -> None:
	"""Click a number of a report; its list opens."""
	_click_in_report(number, partial(await_list, page, doctype))


def follow_name(page: Page, link: Locator, doctype: str, name: str) -> None:
	"""Click a name in a report; its record opens."""
	_click_in_report(link, partial(await_record, page, doctype, name))


def tick_in_report(box: Locator) -> None:
	"""Tick a row of a report, again where the report draws itself again just then."""
	box.page.wait_for_load_state("networkidle")
	for _ in range(CLICKS):
		with contextlib.suppress(Error):
			box.check(timeout=PATIENCE_MS)
			box.page.wait_for_timeout(AT_REST_MS)
			if box.is_checked():
				return
	box.check()


def _click_in_report(link: Locator, arrive: Callable[..., None]) -> None:
	"""Click until it leads there: a report that draws itself again just then loses the click."""
	for _ in range(CLICKS):
		link.click()
		with contextlib.suppress(TimeoutError):
			arrive(patience_ms=PATIENCE_MS)
			return
	arrive()


def await_report(page: Page, name: str) -> None:
	"""Wait until a report is what is open."""
	page.wait_for_function(AT, arg=["query-report", name])


def title_of(page: Page) -> Locator:
	"""The title of the form that is shown: in its head or, on Frappe 16, as the last crumb."""
	return page.locator(".title-text:visible, .title-text-form:visible").last


def await_workspace(page: Page, name: str) -> None:
	"""Wait until a workspace is what is open."""
	page.wait_for_function(AT, arg=["Workspaces", name])


# What is pressed. These buttons have an icon, and on some hosts or on a phone no name.


def open_menu(page: Page) -> Locator:
	"""Open the menu of a form or list, the one with three dots; what is in it."""
	page.locator(".menu-btn-group button:visible").first.click()
	return page.locator(".dropdown-menu:visible")


def choose_in_menu(page: Page, item: str) -> None:
	"""Choose something in that menu."""
	open_menu(page).get_by_text(item, exact=True).click()


def open_actions(page: Page) -> Locator:
	"""Open the menu of what can be done with the rows that are ticked in a list; what is in it."""
	page.locator(".actions-btn-group button:visible").first.click()
	return page.locator(".dropdown-menu:visible")


def open_tab(page: Page, name: str) -> None:
	"""Turn to a tab of a form."""
	page.get_by_role("tab", name=name).locator("visible=true").first.click()


# What is seen.


def link_to(page: Page, doctype: str, name: str) -> str:
	"""The address that the host gives a record."""
	return page.evaluate("([doctype, name]) => frappe.utils.get_form_link(doctype, name)", [doctype, name])


def fits(page: Page) -> bool:
	"""Whether nothing sticks out of the page."""
	return page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def end_is_seen(place: Locator) -> bool:
	"""Whether the text in it, or the whole of a button, can be seen to its right end: on the screen, under nothing else."""
	return place.evaluate("""element => {
		const range = document.createRange();
		range.selectNodeContents(element);
		const box = range.getBoundingClientRect();
		const there = document.elementFromPoint(box.right - 2, box.top + box.height / 2);
		return there !== null && element.contains(there);
	}""")


def close_message(page: Page) -> None:
	"""Close the host's message by the keyboard.

	One that is not quite open yet does not hear that it should close.
	"""
	page.wait_for_function("() => frappe.msg_dialog?.display")
	page.keyboard.press("Escape")
	expect(page.locator(".modal:visible")).to_have_count(0)
