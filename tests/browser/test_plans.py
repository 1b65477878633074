"""A meeting's plan: started with two clicks, ticked off, in the list."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.desk import INSERT, await_record, fits, form, go

# Machines that run tests are slower than people.
expect.set_options(timeout=30_000)


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_a_plan_is_started_and_ticked_off(page_as, width):
	page = page_as("outreach", width=width)
	begin = datetime.now().replace(second=0, microsecond=0) + timedelta(days=20)
	meeting = page.evaluate(
		INSERT,
		{
			"doctype": "Stakeholder Meeting",
			"subject": f"Tea {uuid4().hex[:8]}",
			"kind": "Informal Gathering",
			"starts_on": str(begin),
			"ends_on": str(begin + timedelta(hours=1)),
			"lead": page.evaluate("frappe.session.user"),
			"purpose": "Hear what has changed",
		},
	)
	go(page, form("Stakeholder Meeting", meeting["name"]))
	# On a phone it stands in a menu.
	page.wait_for_function("() => cur_frm?.custom_buttons[__('Start Plan')]")
	page.evaluate("cur_frm.custom_buttons[__('Start Plan')].click()")
	dialog = page.locator(".modal.show", has_text="Start Plan")
	expect(dialog.locator("select")).to_have_value("Informal Gathering")
	dialog.get_by_role("button", name="Start").click()
	await_record(page, "Engagement Plan")
	expect(page.get_by_text("0 of 4 steps done.").locator("visible=true")).to_be_visible()
	assert fits(page)
	page.evaluate(
		"""async () => {
			const [row] = cur_frm.doc.steps;
			await frappe.model.set_value(row.doctype, row.name, "done", 1);
			await cur_frm.save();
		}"""
	)
	expect(page.get_by_text("1 of 4 steps done.").locator("visible=true")).to_be_visible()
