"""Records that must be trusted later: written once, about people the writer may see."""

import frappe
import pytest
from frappe.utils import add_days, now_datetime, today

from stakeholder_crm.stakeholders.suppression import fingerprint
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
		**factories.pair(leader),
		purpose="Thank-You Messages",
		decision="Withdrawn",
		how="Spoken",
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
	with as_user(users["outreach"]), pytest.raises(frappe.ValidationError, match="cannot be in the future"):
		consent(leader, decided_on=add_days(now_datetime(), 1)).insert()


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
	with as_user(users["manager"]), pytest.raises(frappe.ValidationError, match="must be after Starts On"):
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


def suppression(**fields):
	return frappe.new_doc("Contact Suppression", **{"channel": "Email", "reason": "Opted Out", **fields})


def test_a_suppressed_address_is_kept_as_a_fingerprint_only(as_user, users):
	with as_user(users["safeguarding"]):
		made = suppression(address="Amina@example.org").insert()
		made.reload()
	stored = frappe.db.get_value(made.doctype, made.name, "*", as_dict=True)
	assert "amina" not in str(stored).casefold()
	assert stored.address_hash == fingerprint("Email", "amina@EXAMPLE.org")


def test_suppressing_twice_is_said_to_be_done_already(as_user, users):
	with as_user(users["manager"]):
		suppression(address="amina@example.org").insert()
		with pytest.raises(frappe.DuplicateEntryError, match="already suppressed"):
			suppression(address="amina@example.org").insert()


@pytest.mark.parametrize(
	("fields", "sentence"),
	[
		({}, "Address or Number is required"),
		({"address": "amina@"}, "not valid for"),
		({"channel": "SMS", "address": "0712"}, "not valid for"),
	],
)
def test_a_suppression_needs_an_address(fields, sentence, as_user, users):
	with as_user(users["manager"]), pytest.raises(frappe.ValidationError, match=sentence):
		suppression(**fields).insert()


def test_a_fingerprint_cannot_be_forged(as_user, users):
	with as_user(users["manager"]):
		made = suppression(address="amina@example.org", address_hash="0" * 64).insert()
	assert made.address_hash == fingerprint("Email", "amina@example.org")


def test_only_the_safeguarding_lead_lifts_a_suppression(as_user, users):
	with as_user(users["manager"]):
		made = suppression(address="amina@example.org").insert()
		assert not made.has_permission("delete")
	with as_user(users["outreach"]):
		assert not frappe.has_permission("Contact Suppression", "read")
	with as_user(users["safeguarding"]):
		assert made.has_permission("delete")
