"""A brief that quotes a Confidential stakeholder is sealed, and its readers see no difference."""

import frappe
import pytest

from stakeholder_crm.api import briefs
from stakeholder_crm.domain.sealing import DOTS
from stakeholder_crm.engagement.briefs.create_brief import create_brief
from stakeholder_crm.patches import seal_confidential_records
from stakeholder_crm.testing import factories
from tests.security.vault.conftest import confidential
from tests.security.vault.test_sealed_records import in_database

READ = "/api/method/stakeholder_crm.api.briefs.read"


@pytest.fixture
def brief(acting):
	person = confidential("Activist", status="Active")
	return create_brief(factories.meeting([person]).name)


def test_no_column_holds_a_word_of_it(brief):
	assert {row.text for row in (*brief.lines, *brief.gaps)} == {DOTS}
	assert in_database("quokka") == []


def test_its_readers_form_shows_it(brief, form_of):
	shown = form_of(brief)
	assert "Quokkaactivistcauses".lower() in shown["__onload"].html.lower()
	assert "Quokkanote" in shown["__onload"].html


def test_our_endpoint_shows_it_to_the_request_that_asks_for_it(brief, asked):
	asked(READ, brief=brief.name)
	assert "Quokkanote" in briefs.read(brief.name)
	asked(READ, brief="another")
	assert "Quokkanote" not in briefs.read(brief.name)


def test_its_print_shows_it(brief, asked):
	asked("/printview", doctype="Meeting Brief", name=brief.name)
	assert "Quokkanote" in frappe.get_print("Meeting Brief", brief.name, "Meeting Brief")
	asked("/api/method/frappe.client.get", doctype="Meeting Brief", name=brief.name)
	assert "Quokkanote" not in frappe.get_print("Meeting Brief", brief.name, "Meeting Brief")


def test_composed_again_it_says_what_changed(brief, form_of):
	person = frappe.get_doc("Activist", {"safe_alias": "Plover"})
	person.append("care_notes", {"kind": "Do", "text": "Quokkasecond"})
	person.save()
	again = create_brief(brief.meeting)
	assert again.name != brief.name
	assert "Quokkasecond" in form_of(again)["__onload"].html
	assert in_database("quokka") == []


def test_one_from_before_the_vault_is_sealed(brief, form_of):
	for row in (*brief.lines, *brief.gaps):
		frappe.db.set_value("Brief Line", row.name, "text", f"Quokka {row.idx}")
	frappe.db.delete("Sealed Text", {"name": ("like", "Meeting Brief%")})
	seal_confidential_records.execute()
	assert in_database("quokka") == []
	assert "Quokka 1" in form_of(brief)["__onload"].html
