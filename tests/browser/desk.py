"""What tests in the Desk do alike."""

from playwright.sync_api import Page, expect

INSERT = "doc => frappe.xcall('frappe.client.insert', { doc })"


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
