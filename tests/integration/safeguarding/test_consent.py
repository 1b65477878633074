"""Consent is written once, and what is taken back counts at once."""

import frappe
import pytest
from frappe.utils import add_days, now_datetime

from stakeholder_crm.stakeholders.suppression import fingerprint, suppress
from stakeholder_crm.testing import factories
from tests.integration.safeguarding.records import THANKS, consent, messages, told

SUPPRESSION = "Contact Suppression"
POINTS = [
	factories.contact_point(value="ines@example.org"),
	factories.contact_point(value="old@example.org", bounced=1, preferred=0),
	factories.contact_point(channel="SMS", value="+447700900123", preferred=0, safety="Unsafe"),
	factories.contact_point(channel="In Person", value="at the library", preferred=0),
]
MAIL = {("Email", "ines@example.org"), ("Email", "old@example.org")}
TEXT = {("SMS", "+447700900123")}


@pytest.fixture
def staff(as_user, users):
	with as_user(users["outreach"]):
		yield users["outreach"]


@pytest.fixture
def ines(staff):
	return factories.activist(full_name="Ines Duarte", contact_points=[dict(point) for point in POINTS])


def suppressed(*addresses) -> set:
	found = {
		(channel, value): frappe.db.get_value(
			SUPPRESSION, {"address_hash": fingerprint(channel, value)}, ["reason", "covers"]
		)
		for channel, value in addresses or MAIL | TEXT
	}
	assert set(found.values()) <= {None, ("Consent Withdrawn", THANKS)}
	return {address for address, row in found.items() if row}


@pytest.mark.parametrize(
	("channel", "expected"), [("", MAIL | TEXT), ("Email", MAIL), ("SMS", TEXT), ("In Person", set())]
)
def test_consent_taken_back_suppresses_every_address_of_that_channel(ines, channel, expected):
	consent(ines, "Withdrawn", THANKS, channel=channel)
	assert suppressed() == expected
	assert ("are now suppressed" in messages()) is bool(expected)


@pytest.mark.parametrize("purpose", ["Meeting Invitations", "Publicity", "Sharing with Partner Agencies"])
def test_what_nothing_is_sent_for_suppresses_nothing(ines, purpose):
	consent(ines, "Withdrawn", purpose)
	assert suppressed() == set()


def test_a_suppression_for_all_messages_stays_one(ines):
	suppress("Email", "ines@example.org", "Opted Out")
	consent(ines, "Withdrawn", THANKS, channel="Email")
	hash_ = fingerprint("Email", "ines@example.org")
	assert frappe.db.get_value(SUPPRESSION, {"address_hash": hash_}, "covers") == "All Messages"


def test_a_withdrawal_written_down_late_does_not_overrule_what_was_said_since(ines):
	consent(ines, "Given", THANKS, days_ago=2, channel="Email")
	consent(ines, "Withdrawn", THANKS, days_ago=5)
	assert suppressed() == TEXT


def test_consent_given_later_lifts_no_suppression_and_says_who_can(ines, as_user, users):
	consent(ines, "Withdrawn", THANKS, days_ago=2)
	frappe.clear_messages()
	consent(ines, "Given", THANKS, days_ago=1)
	assert suppressed() == MAIL | TEXT
	assert "The safeguarding lead can" in messages()
	with as_user(users["safeguarding"]):
		row = frappe.get_doc(SUPPRESSION, {"address_hash": fingerprint("Email", "ines@example.org")})
		row.delete()
	assert suppressed(*MAIL) == {("Email", "old@example.org")}


def test_consent_given_where_nothing_is_suppressed_says_nothing(ines):
	consent(ines, "Given", THANKS)
	consent(ines, "Given", "Publicity")
	assert messages() == "[]"


def test_the_safeguarding_lead_finds_a_suppression_by_the_address(ines, as_user, users):
	consent(ines, "Withdrawn", THANKS)
	with as_user(users["safeguarding"]), pytest.raises(frappe.DuplicateEntryError) as refused:
		frappe.get_doc(
			{"doctype": SUPPRESSION, "channel": "Email", "address": "INES@example.org", "reason": "Unsafe"}
		).insert()
	name = frappe.db.get_value(SUPPRESSION, {"address_hash": fingerprint("Email", "ines@example.org")})
	assert name in str(refused.value)


def test_an_agencys_withdrawal_covers_its_focal_people(staff):
	agency = factories.partner_agency(focal_people=[factories.focal_person(address="ada@example.org")])
	consent(agency, "Withdrawn", THANKS)
	assert suppressed(("Email", "ada@example.org")) == {("Email", "ada@example.org")}


def test_an_address_that_cannot_be_read_is_passed_over(ines):
	frappe.db.set_value("Stakeholder Contact Point", ines.contact_points[0].name, "value", "no address")
	consent(ines, "Withdrawn", THANKS, channel="Email")
	assert suppressed() == {("Email", "old@example.org")}


def test_an_address_added_after_a_withdrawal_is_held_by_the_gate(staff, ines):
	consent(ines, "Withdrawn", THANKS, channel="Email")
	ines.reload()
	ines.contact_points = []
	ines.append("contact_points", factories.contact_point(value="new@example.org"))
	ines.save()
	log = factories.log(factories.held_meeting([ines]), submit=True)
	row = frappe.get_value(
		"Thank You Follow Up", {"meeting_log": log.name}, ["status", "reason_code"], as_dict=True
	)
	assert (row.status, row.reason_code) == ("Cancelled", "consent_withdrawn")


def test_notes_that_are_not_wanted_call_the_owner_and_the_leads(person, as_user, users):
	with as_user(users["manager"]):
		record = consent(person, "Withdrawn", "Keeping Notes")
	assert told(record) >= {users["outreach"], users["safeguarding"]}
	subjects = frappe.get_all(
		"Notification Log", filters={"document_name": record.name}, pluck="subject", order_by="name"
	)
	assert not any("Ines" in subject or "Notes" in subject for subject in subjects)


def test_where_there_is_no_lead_to_call_it_says_so(person, as_user, users):
	frappe.db.delete("Has Role", {"role": "Safeguarding Lead"})
	with as_user(users["outreach2"]):
		record = consent(person, "Withdrawn", "Keeping Notes")
	assert "Tell your manager in person now" in messages()
	assert told(record) == {users["outreach"]}


def test_whoever_writes_it_down_is_not_told_by_herself(person, as_user, users):
	with as_user(users["outreach"]):
		record = consent(person, "Withdrawn", "Keeping Notes")
	assert users["outreach"] not in told(record)


def test_a_late_note_of_an_old_withdrawal_calls_nobody(person, as_user, users):
	with as_user(users["outreach"]):
		consent(person, "Given", "Keeping Notes", days_ago=1)
		assert told(consent(person, "Withdrawn", "Keeping Notes", days_ago=5)) == set()


@pytest.mark.parametrize("purpose", ["Keeping Notes", "Sharing with Partner Agencies", "Publicity"])
def test_a_channel_goes_with_messages_only(person, staff, purpose):
	with pytest.raises(frappe.ValidationError, match="Channel: leave it blank"):
		consent(person, "Given", purpose, channel="Email")


@pytest.mark.parametrize("user", ["outreach", "manager", "safeguarding", "Administrator"])
def test_nobody_edits_or_deletes_a_decision(person, staff, as_user, users, user):
	record = consent(person)
	with as_user(users.get(user, user)):
		record = frappe.get_doc(record.doctype, record.name)
		record.how = "In Writing"
		with pytest.raises((frappe.PermissionError, frappe.ValidationError)):
			record.save()
		with pytest.raises(frappe.PermissionError):
			frappe.delete_doc(record.doctype, record.name)
		with pytest.raises(frappe.PermissionError):
			frappe.delete_doc(record.doctype, record.name, force=True, ignore_permissions=True)
	assert frappe.db.exists(record.doctype, record.name)


def test_a_decision_lies_in_the_past(person, staff):
	with pytest.raises(frappe.ValidationError, match="cannot be in the future"):
		consent(person, decided_on=add_days(now_datetime(), 1))
