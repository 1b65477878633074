"""Records that must be trusted later: written once, about people the writer may see."""

import frappe
import pytest
from frappe.utils import add_days, now_datetime, today

from stakeholder_crm.testing import factories


@pytest.fixture
def leader(as_user, users):
	with as_user(users["outreach"]):
		return factories.community_leader()


@pytest.fixture
def agency(as_user, users):
	with as_user(users["outreach"]):
		return factories.partner_agency(full_name="North Shore Legal Aid")


def consent(leader, **fields):
	return frappe.new_doc(
		"Consent Record",
		**factories.pair_of(leader),
		purpose="Thank-You Messages",
		decision="Withdrawn",
		how="Spoken",
		**fields,
	)


def disclosure(leader, agency, **fields):
	return frappe.new_doc(
		"Disclosure Log",
		**factories.pair_of(leader),
		agency=agency.name,
		category="Concerns",
		what="That she asks for an interpreter",
		basis="Consent",
		reason="So that one is there",
		**fields,
	)


def agreement(agency, **fields):
	return frappe.new_doc(
		"Partnership Agreement",
		**{"agency": agency.name, "title": "Referral protocol", "starts_on": today(), **fields},
	)


def test_a_decision_is_recorded_by_staff_and_never_edited(leader, as_user, users):
	with as_user(users["outreach"]):
		record = consent(leader).insert()
		record.decision = "Given"
		with pytest.raises(frappe.PermissionError):
			record.save()
	record.reload()
	record.witness = "Somebody else"
	with pytest.raises(frappe.ValidationError):
		record.save()


def test_a_decision_lies_in_the_past(leader, as_user, users):
	with as_user(users["outreach"]), pytest.raises(frappe.ValidationError, match="lies in the future"):
		consent(leader, decided_on=add_days(now_datetime(), 1)).insert()


def test_a_disclosure_carries_the_display_name_and_lies_in_the_past(leader, agency, as_user, users):
	with as_user(users["outreach"]):
		assert disclosure(leader, agency).insert().stakeholder_name == leader.display_name
		with pytest.raises(frappe.ValidationError, match="lies in the future"):
			disclosure(leader, agency, disclosed_on=add_days(now_datetime(), 1)).insert()


def test_a_disclosure_under_somebody_elses_agreement_is_refused(leader, agency, as_user, users):
	with as_user(users["manager"]):
		other = agreement(factories.partner_agency()).insert()
	with as_user(users["outreach"]), pytest.raises(frappe.ValidationError, match="with another agency"):
		disclosure(leader, agency, agreement=other.name).insert()


def test_an_agreement_carries_the_agencys_display_name_and_keeps_it(agency, as_user, users):
	with as_user(users["manager"]):
		made = agreement(agency).insert()
		assert made.agency_name == "North Shore Legal Aid"
		renamed = frappe.get_doc(agency.doctype, agency.name)
		renamed.full_name = "North Shore Law Centre"
		renamed.save()
		made.reload()
	assert made.agency_name == "North Shore Law Centre"


@pytest.mark.parametrize("fieldname", ["ends_on", "review_on"])
def test_an_agreement_does_not_end_before_it_starts(fieldname, agency, as_user, users):
	with as_user(users["manager"]), pytest.raises(frappe.ValidationError, match="lies before Starts On"):
		agreement(agency, **{fieldname: add_days(today(), -1)}).insert()


def test_an_agreement_comes_into_force_when_it_is_signed(agency, as_user, users):
	with as_user(users["manager"]):
		made = agreement(agency).insert()
		made.status = "In Force"
		with pytest.raises(frappe.MandatoryError, match="Signed On"):
			made.save()
		made.reload()
		made.update({"status": "In Force", "signed_on": today()})
		assert made.save().status == "In Force"


def test_staff_do_not_write_agreements(agency, as_user, users):
	with as_user(users["outreach"]), pytest.raises(frappe.PermissionError):
		agreement(agency).insert()
