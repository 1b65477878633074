"""Who is on record already is said while somebody is written down, and nothing is held up by it."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import await_record, choose_in_menu, fits, go, link_to, open_new, open_record, report

# Machines that run tests are slower than people.
expect.set_options(timeout=30_000)

SAVE = """doc => frappe.xcall("frappe.client.insert", { doc }).then(made => made.name)"""


def save(page: Page, **doc: object) -> str:
	return page.evaluate(SAVE, doc)


def new_form(page: Page, doctype: str) -> None:
	open_new(page, doctype)
	expect(page.locator('input[data-fieldname="full_name"]:visible')).to_be_visible()


@pytest.fixture
def word() -> str:
	letters = "bdfgklmnprstv"
	return "".join(letters[int(one, 16) % len(letters)] for one in uuid4().hex[:7])


@pytest.mark.parametrize("width", ["desktop", "phone"])
@pytest.mark.parametrize(
	("doctype", "more"),
	[
		("Community Leader", {"community": "Harbour Quarter"}),
		("Activist", {"causes": "Night buses"}),
		("Partner Agency", {"agency_type": "Legal Services", "jurisdiction": "North Shore"}),
	],
)
def test_typing_a_name_that_is_there_warns_and_the_save_goes_on(page_as, word, width, doctype, more):
	page = page_as("outreach", width=width)
	name = f"Zola{word} Abe{word}"
	first = save(page, doctype=doctype, full_name=name, **more)
	new_form(page, doctype)
	page.locator('input[data-fieldname="full_name"]:visible').press_sequentially(f"Abe{word} Zola{word}")
	warning = page.locator(".scrm-alike:visible")
	expect(warning.locator("strong")).to_have_text("Possible duplicate")
	expect(warning.locator("li")).to_contain_text("Possible duplicate")
	expect(warning).to_contain_text("same name")
	expect(warning.get_by_role("link", name=name)).to_have_attribute("href", link_to(page, doctype, first))
	assert fits(page)
	page.evaluate("values => cur_frm.set_value(values)", more)
	page.evaluate("() => { cur_frm.save(); }")
	page.wait_for_function("() => !cur_frm.is_new() && !cur_frm.is_dirty()")
	expect(warning).to_contain_text("same name")
	warning.get_by_role("button", name="Dismiss").click()
	expect(warning).to_have_count(0)


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_who_is_created_in_passing_is_looked_for_too(page_as, word, width):
	page = page_as("outreach", width=width)
	name = f"Zola{word} Abe{word}"
	save(page, doctype="Activist", full_name=name)
	page.evaluate("name => { stakeholder_crm.create_stakeholder('Activist', { full_name: name }); }", name)
	dialog = page.locator(".modal.show", has_text="New Activist")
	warning = dialog.locator(".scrm-alike")
	expect(warning.get_by_role("link", name=name)).to_be_visible()
	full_name = dialog.locator('[data-fieldname="full_name"] input')
	full_name.fill(f"Nobody{word[::-1]}")
	expect(warning).to_have_count(0)
	full_name.fill(f"Abe{word} Zola{word}")
	expect(warning).to_contain_text("same name")
	assert fits(page)
	dialog.get_by_role("button", name="Create").click()
	expect(dialog).to_have_count(0)


def test_a_contact_point_that_is_there_warns_on_a_record_that_is_changed(page_as, word):
	page = page_as("outreach")
	points = [{"channel": "Email", "value": f"{word}@example.org"}]
	save(page, doctype="Activist", full_name=f"Kim {word}", contact_points=points)
	other = save(page, doctype="Activist", full_name=f"Somebody Else{word[::-1]}")
	open_record(page, "Activist", other)
	expect(page.locator(".scrm-alike")).to_have_count(0)
	page.evaluate(
		"""value => {
			const row = cur_frm.add_child("contact_points", { channel: "Email" });
			return frappe.model.set_value(row.doctype, row.name, "value", value);
		}""",
		f"{word}@example.org",
	)
	warning = page.locator(".scrm-alike:visible")
	expect(warning).to_contain_text("same e-mail address")
	expect(warning).to_contain_text(f"Kim {word}")


def test_whom_one_may_not_see_is_not_named(page_as, word):
	points = [{"channel": "Email", "value": f"{word}@example.org"}]
	save(
		page_as("manager"),
		doctype="Activist",
		full_name=f"Ona {word}",
		safe_alias=f"Heron {word[::-1]}",
		confidentiality="Confidential",
		contact_points=points,
	)
	page = page_as("outreach", width="phone")
	new_form(page, "Activist")
	page.evaluate(
		"values => cur_frm.set_value(values)", {"full_name": f"Ona {word}", "contact_points": points}
	)
	page.evaluate("() => cur_frm.trigger('full_name')")
	warning = page.locator(".scrm-alike:visible")
	expect(warning).to_contain_text("Ask the safeguarding lead.")
	expect(warning.get_by_role("link")).to_have_count(0)
	assert "Heron" not in warning.inner_text()
	assert fits(page)


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_who_is_somebody_else_is_said_once_on_the_form(page_as, word, width):
	page = page_as("outreach", width=width)
	points = [{"channel": "Email", "value": f"{word}@example.org"}]
	save(page, doctype="Activist", full_name=f"Kim {word}", contact_points=points)
	other = save(page, doctype="Activist", full_name=f"Kim {word[::-1]}", contact_points=points)
	open_record(page, "Activist", other)
	page.evaluate("() => cur_frm.trigger('full_name')")
	warning = page.locator(".scrm-alike:visible")
	expect(warning).to_contain_text("same e-mail address")
	assert fits(page)
	warning.get_by_role("button", name="Not a Duplicate").click()
	expect(warning).to_have_count(0)
	page.reload()
	await_record(page, "Activist", other)
	with page.expect_response("**/stakeholder_crm.api.duplicates.find_matches") as answered:
		page.evaluate("() => cur_frm.trigger('full_name')")
	assert answered.value.json() == {"message": []}
	expect(warning).to_have_count(0)


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_two_records_are_merged_side_by_side_and_split_again(page_as, word, width):
	page = page_as("manager", width=width)
	kept = save(page, doctype="Activist", full_name=f"Zola {word}", causes="Night buses")
	merged = save(page, doctype="Activist", full_name=f"Zolla {word}", causes="Rents", affiliations="Choir")
	open_record(page, "Activist", kept)
	page.evaluate(
		"([doctype, kept, merged]) => { stakeholder_crm.compare_and_merge(doctype, kept, merged); }",
		["Activist", kept, merged],
	)
	dialog = page.locator(".modal:visible", has_text=f"Merge {merged} into {kept}")
	expect(dialog).to_contain_text("similar name")
	expect(dialog).to_contain_text("Confidentiality will be Open")
	dialog.locator("label", has_text="Rents").click()
	expect(dialog.locator('input[name="affiliations"][value="merged"]')).to_be_checked()
	assert fits(page)
	dialog.get_by_role("button", name="Merge", exact=True).click()
	page.wait_for_function("() => cur_frm.doc.causes === 'Rents' && cur_frm.doc.affiliations === 'Choir'")
	log = page.evaluate(
		"""number => frappe.xcall("frappe.client.get_list",
			{ doctype: "Stakeholder Merge Log", filters: { merged_number: number } }).then(rows => rows[0].name)""",
		merged,
	)
	open_record(page, "Stakeholder Merge Log", log)
	page.wait_for_function("() => cur_frm && cur_frm.custom_buttons['Undo Merge']")
	page.evaluate("() => cur_frm.custom_buttons['Undo Merge'].click()")
	page.locator(".modal:visible").get_by_role("button", name="Yes").click()
	page.wait_for_function("() => cur_frm.doc.status === 'Undone'")
	open_record(page, "Activist", merged)
	assert page.evaluate("() => cur_frm.doc.causes") == "Rents"


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_an_activist_becomes_a_community_leader(page_as, word, width):
	page = page_as("manager", width=width)
	name = save(page, doctype="Activist", full_name=f"Zola {word}", causes="Night buses")
	open_record(page, "Activist", name)
	choose_in_menu(page, "Convert to Community Leader")
	dialog = page.locator(".modal:visible", has_text="Convert to Community Leader")
	dialog.locator('input[data-fieldname="community"]').fill("Harbour Quarter")
	assert fits(page)
	dialog.get_by_role("button", name="Convert", exact=True).click()
	page.wait_for_function(
		"() => cur_frm.doctype === 'Community Leader' && cur_frm.doc.community === 'Harbour Quarter'"
	)
	assert page.evaluate("() => cur_frm.doc.full_name") == f"Zola {word}"


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_a_manager_finds_all_pairs_and_merges_one(page_as, word, width):
	page = page_as("manager", width=width)
	points = [{"channel": "Email", "value": f"{word}@example.org"}]
	one, other = (
		save(page, doctype="Activist", full_name=name, contact_points=points)
		for name in (f"Zola {word}", f"{word} Zola")
	)
	go(page, report("Possible Duplicates"))
	button = page.locator(f'.scrm-pair[data-verb="merge"][data-one="{one}"][data-other="{other}"]')
	button.evaluate("element => element.click()")
	dialog = page.locator(".modal:visible", has_text=f"Merge {other} into {one}")
	expect(dialog).to_contain_text("Likely duplicate")
	dialog.get_by_role("button", name="Merge", exact=True).click()
	expect(button).to_be_hidden()
	assert fits(page)


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_a_manager_says_that_two_are_two_and_takes_it_back(page_as, word, width):
	page = page_as("manager", width=width)
	points = [{"channel": "Email", "value": f"{word}@example.org"}]
	one = save(
		page,
		doctype="Community Leader",
		full_name=f"Zola {word}",
		community="Harbour Quarter",
		contact_points=points,
	)
	other = save(page, doctype="Activist", full_name=f"{word} Zola", contact_points=points)

	def button(verb: str):
		return page.locator(f'.scrm-pair[data-verb="{verb}"][data-one="{other}"][data-other="{one}"]')

	go(page, report("Possible Duplicates"))
	expect(button("not_duplicate")).to_be_attached()
	assert not button("merge").count()
	button("not_duplicate").evaluate("element => element.click()")
	expect(button("not_duplicate")).to_be_hidden()
	page.evaluate("() => frappe.query_report.set_filter_value('not_duplicate', 1)")
	button("undo").evaluate("element => element.click()")
	expect(button("not_duplicate")).to_be_attached()
	assert fits(page)
