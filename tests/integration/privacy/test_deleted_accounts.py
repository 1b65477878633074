"""Frappe's own requests of a user, to see and to delete an account's data."""

import json

import frappe
import pytest
from frappe.utils import today
from frappe.website.doctype.personal_data_download_request.personal_data_download_request import get_user_data

from stakeholder_crm.stakeholders.suppression import SUPPRESSION, fingerprint
from stakeholder_crm.testing import factories

EMAIL = "ida.berg@shore.example"


@pytest.fixture(autouse=True)
def _no_mail(monkeypatch):
	"""Frappe writes to the account about it, through an e-mail account that this site does not have."""
	monkeypatch.setattr(frappe, "sendmail", lambda **_mail: None)


@pytest.fixture
def account(as_user, users):
	return factories.make_user(EMAIL, "Ida", ["Website Manager"], last_name="Berg")


@pytest.fixture
def agency(account):
	rows = [
		factories.focal_person(person_name="Ida Berg", role="Head of intake", address=EMAIL, user=account)
	]
	return factories.partner_agency(full_name="Shore Legal", focal_people=rows)


@pytest.fixture
def person():
	return factories.activist(contact_points=[factories.contact_point(value=EMAIL, safety="Unsafe")])


def delete_account() -> None:
	"""As a System Manager does it, with Frappe's own request."""
	request = frappe.new_doc("Personal Data Deletion Request")
	request.email = EMAIL
	request.insert()
	request.db_set("status", "Pending Approval")
	request.trigger_data_deletion()


def test_an_agencys_user_is_redacted(agency, account):
	delete_account()
	row = frappe.get_doc("Partner Agency", agency.name).focal_people[0]
	assert (row.person_name, row.role, row.address) == ("[REDACTED]", "[REDACTED]", None)
	assert row.user != EMAIL
	assert str(row.until) < today()


def test_a_stakeholder_with_that_address_is_reviewed_and_never_written_to(person, account, users, as_user):
	delete_account()
	request = frappe.get_last_doc("Erasure Request")
	assert (request.stakeholder, request.status) == (person.name, "Requested")
	assert EMAIL not in frappe.as_json(request.as_dict())
	assert frappe.db.exists(SUPPRESSION, {"address_hash": fingerprint("Email", EMAIL)})
	assert frappe.db.get_value("Activist", person.name, "status") != "Anonymised"
	before = frappe.db.count("Erasure Request")
	frappe.get_last_doc("Personal Data Deletion Request").run_method("on_change")
	assert frappe.db.count("Erasure Request") == before


def test_nobody_learns_by_an_address_who_is_on_record(agency, person, account):
	data = json.loads(get_user_data(EMAIL))
	assert [row["person_name"] for row in data["Agency Focal Person"]] == ["Ida Berg"]
	assert person.name not in json.dumps(data, default=str)


def test_an_account_of_nobody_we_know_changes_nothing(account):
	before = frappe.db.count("Erasure Request")
	delete_account()
	assert frappe.db.count("Erasure Request") == before


def test_what_is_no_address_is_not_looked_for():
	before = frappe.db.count("Erasure Request"), frappe.db.count(SUPPRESSION)
	request = frappe.new_doc("Personal Data Deletion Request")
	request.update({"email": "no address", "status": "Deleted"})
	request.run_method("on_change")
	assert (frappe.db.count("Erasure Request"), frappe.db.count(SUPPRESSION)) == before
