"""What an agency was told about a Confidential person, and who witnessed their consent, is sealed."""

import frappe
import pytest

from stakeholder_crm.domain.sealing import DOTS
from stakeholder_crm.testing import factories
from tests.integration.safeguarding.records import consent, disclosure
from tests.security.vault.conftest import confidential
from tests.security.vault.test_sealed_records import in_database

WORDS = {"what": "Quokkawhat", "reason": "Quokkareason", "override_reason": "Quokkaoverride"}


@pytest.fixture
def person(acting):
	return confidential("Activist", status="Active")


def test_no_column_holds_a_word_of_it_and_its_readers_see_it(person, form_of):
	given = consent(person, witness="Quokka Witness")
	made = disclosure(person, factories.partner_agency(), **WORDS).insert()
	assert in_database("quokka") == []
	assert form_of(given)["witness"] == "Quokka Witness"
	shown = form_of(made)
	assert {field: shown[field] for field in WORDS} == WORDS


def test_the_access_log_tells_of_the_override_and_not_why(person):
	made = disclosure(person, factories.partner_agency(), **WORDS).insert()
	about = {"action": "Override", "reference_name": made.name}
	assert frappe.get_all("Stakeholder Access Log", about, pluck="reason") == [DOTS]


def test_a_raised_level_seals_them(acting):
	person = factories.activist()
	consent(person, witness="Quokka Witness")
	disclosure(person, factories.partner_agency(), **{**WORDS, "override_reason": "So urgent"}).insert()
	person.update({"confidentiality": "Confidential", "safe_alias": "Plover"})
	person.save()
	assert in_database("quokka") == []
