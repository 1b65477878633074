"""What tests do with the host's message dialog."""

from playwright.sync_api import Page, expect


def close_message(page: Page) -> None:
	"""Close the message that is shown, by the keyboard.

	One that is not quite open yet does not hear that it should close.
	"""
	page.wait_for_function("() => frappe.msg_dialog?.display")
	page.keyboard.press("Escape")
	expect(page.locator(".modal:visible")).to_have_count(0)
