"""What tests in the Desk do alike."""

from playwright.sync_api import Page, expect

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


def open_record(page: Page, doctype: str, name: str) -> None:
	"""Open a record's form, and wait until it is there."""
	page.goto(f"/app/{doctype.lower().replace(' ', '-')}/{name}")
	await_record(page, name)


def await_record(page: Page, name: str) -> None:
	"""Wait until a record's form is there."""
	page.wait_for_function("name => cur_frm && cur_frm.doc && cur_frm.doc.name === name", arg=name)


def fits(page: Page) -> bool:
	"""Whether nothing sticks out of the page."""
	return page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def close_message(page: Page) -> None:
	"""Close the host's message by the keyboard.

	One that is not quite open yet does not hear that it should close.
	"""
	page.wait_for_function("() => frappe.msg_dialog?.display")
	page.keyboard.press("Escape")
	expect(page.locator(".modal:visible")).to_have_count(0)
