"""A brief as it is read: on a phone, printed on one sheet of two pages, and after something changed."""

import re
import time
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import A4, INSERT, TOO_SMALL_OR_CUT_OFF, fits, form, go, link_to

PEOPLE = ("Amina Diallo", "Bashir Noor", "Consuelo Reyes", "Dmitri Volkov", "Esperance Kone")
SUBMIT = "doc => frappe.xcall('frappe.client.submit', { doc })"
STATUS = """name => frappe.xcall("frappe.client.get_value",
	{ doctype: "Meeting Brief", filters: name, fieldname: "status" })"""
COMPOSE = "meeting => frappe.xcall('stakeholder_crm.api.briefs.create', { meeting })"


def insert(page: Page, doctype: str, **fields: Any) -> dict[str, Any]:
	return page.evaluate(INSERT, {"doctype": doctype, **fields})


def day(offset: int) -> str:
	return f"{datetime.now() + timedelta(days=offset):%Y-%m-%d}"


def plan(page: Page, people: list[dict[str, Any]], start: datetime, **fields: Any) -> dict[str, Any]:
	return insert(
		page,
		"Stakeholder Meeting",
		subject=f"A date for the hearing {uuid4().hex[:6]}",
		starts_on=f"{start:%Y-%m-%d %H:%M:%S}",
		ends_on=f"{start + timedelta(hours=1):%Y-%m-%d %H:%M:%S}",
		purpose="Agree on when and where the hearing takes place",
		participants=[{**pair, "role": "Party", "invited": 1} for pair in people],
		**fields,
	)


def person(page: Page, name: str) -> dict[str, str]:
	"""A leader about whom there is something in every section."""
	doc = insert(
		page,
		"Community Leader",
		full_name=f"{name} {uuid4().hex[:6]}",
		community="Harbour Quarter",
		leadership_role="Elder",
		constituency="About 200 households around the old harbour",
		care_notes=[
			{"kind": "Do", "text": "ask about the garden first"},
			{"kind": "Don't", "text": "ask about the landlord; there is a court case", "source": "a cousin"},
		],
	)
	pair = {"stakeholder_type": "Community Leader", "stakeholder": doc["name"]}
	scales = dict.fromkeys(("power", "legitimacy", "urgency", "influence", "interest", "trust"), 3)
	insert(
		page,
		"Stakeholder Assessment",
		**pair,
		**scales,
		current_position="Neutral",
		desired_position="Supportive",
		evidence="Said so in the last meeting",
	)
	insert(
		page,
		"Stakeholder Commitment",
		**pair,
		promise="Send the map of the quarter with the new bus stops",
		responsible=page.evaluate("frappe.session.user"),
		made_on=day(-30),
		due_on=day(-3),
	)
	insert(
		page,
		"Stakeholder Concern",
		**pair,
		said="Nobody told us about the fence until it stood there",
		severity="High",
	)
	return pair


def wait_until_stale(page: Page, brief: str) -> None:
	"""Until the worker has looked at what changed."""
	deadline = time.monotonic() + 90
	while page.evaluate(STATUS, brief)["status"] != "Stale":
		assert time.monotonic() < deadline, "The brief did not turn Stale."
		page.wait_for_timeout(500)


@pytest.fixture
def rich_brief(page_as) -> tuple[Page, str]:
	"""The brief of a meeting of five, with a past."""
	page = page_as("outreach")
	people = [person(page, name) for name in PEOPLE]
	start = datetime.now().replace(minute=0, second=0, microsecond=0)
	past = plan(page, people, start - timedelta(days=30))
	log = insert(
		page,
		"Meeting Log",
		meeting=past["name"],
		held_from=past["starts_on"],
		held_to=past["ends_on"],
		summary="They want the hearing in the evening, when people are back from the fields.",
		adaptations="We dropped the agenda after ten minutes and went round the table twice.",
		attendance=[{**pair, "attended": 1, "contribution": "a plan of the old harbour"} for pair in people],
	)
	page.evaluate(SUBMIT, log)
	coming = plan(
		page,
		people,
		start + timedelta(days=5),
		desired_outcome="A date and a place that everybody can reach",
		agenda="Round of news; places; dates; who tells whom",
		ground_rules="One speaks at a time. What is said here stays here.",
		disclosure_boundary="Where the families stay",
		engagement_level="Involve",
	)
	return page, page.evaluate(COMPOSE, coming["name"])["name"]


def test_a_brief_for_five_prints_on_one_sheet_of_two_pages(rich_brief):
	page, name = rich_brief
	# A page of its own: Frappe's print view has a script error that later versions do not have.
	sheet = page.context.new_page()
	sheet.goto(f"/printview?doctype=Meeting%20Brief&name={name}&format=Meeting%20Brief&no_letterhead=1")
	expect(sheet.get_by_text("What Worked Last Time")).to_be_visible()
	printed = sheet.pdf(prefer_css_page_size=True)
	assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
	sheet.set_viewport_size(A4)
	sheet.emulate_media(media="print")
	assert sheet.evaluate(TOO_SMALL_OR_CUT_OFF) == []


def test_a_brief_is_read_on_a_phone(rich_brief, page_as):
	_page, name = rich_brief
	page = page_as("outreach", width="phone", place=form("Meeting Brief", name))
	expect(page.locator(".crm-brief h2")).to_be_visible()
	assert fits(page)
	gaps = page.locator(".crm-brief-gaps")
	expect(gaps).not_to_be_in_viewport()
	page.locator(".crm-brief-to-gaps").click()
	expect(gaps).to_be_in_viewport()
	source = page.locator(".crm-brief-source a", has_text="LOG-").first
	address = link_to(page, "Meeting Log", source.inner_text())
	expect(source).to_have_attribute("href", re.compile(f"{re.escape(address)}$"))


def test_a_stale_brief_says_what_changed_and_is_composed_again(page_as):
	page = page_as("outreach")
	pair = person(page, "Amina Diallo")
	meeting = plan(page, [pair], datetime.now() + timedelta(days=9))
	name = page.evaluate(COMPOSE, meeting["name"])["name"]
	insert(page, "Stakeholder Concern", **pair, said="The hall is watched")
	wait_until_stale(page, name)
	go(page, form("Meeting Brief", name))
	expect(page.locator(".crm-brief-box", has_text="The hall is watched").first).to_be_visible()
	page.locator(".crm-brief-compose").click()
	expect(page.locator(".crm-brief", has_text="version 2")).to_be_visible()
	expect(page.locator(".crm-brief-compose:visible")).to_have_count(0)
