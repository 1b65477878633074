"""What must not go any more is taken back at once, wherever it stands; what left, or may have, stays."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import now_datetime, today

from stakeholder_crm.follow_up.messages.claim import move_claimed
from stakeholder_crm.follow_up.messages.dispatch import dispatch_due
from stakeholder_crm.stakeholders.suppression import suppress
from stakeholder_crm.testing import factories
from tests.integration.thank_yous.helpers import (
	THANK_YOU,
	address,
	again,
	email_queue_row,
	only,
	settings,
)

GOING = ("Awaiting Approval", "Scheduled")
STANDING = ("Failed", "Blocked", "Needs Review")


def change(doc, **values):
	person = frappe.get_doc(doc.stakeholder_type, doc.stakeholder)
	person.update(values)
	person.save()


def change_point(doc, **values):
	person = frappe.get_doc(doc.stakeholder_type, doc.stakeholder)
	person.contact_points[0].update(values)
	person.save()


def withdraw(doc, **fields):
	frappe.get_doc(
		{
			"doctype": "Consent Record",
			"stakeholder_type": doc.stakeholder_type,
			"stakeholder": doc.stakeholder,
			"purpose": "Thank-You Messages",
			"decision": "Withdrawn",
			"how": "Spoken",
			"decided_on": now_datetime(),
			**fields,
		}
	).insert()


def give_intermediary(doc):
	between = factories.community_leader()
	change(doc, intermediary_type=between.doctype, intermediary=between.name)


def cancel_log(doc):
	frappe.get_doc("Meeting Log", doc.meeting_log).cancel()


# Nothing is wanted any more.
ENDS = {
	"do not contact": (lambda doc: change(doc, status="Do Not Contact"), "not_active"),
	"dormant": (lambda doc: change(doc, status="Dormant"), "not_active"),
	"consent for all": (lambda doc: withdraw(doc), "consent_withdrawn"),
	"consent for e-mail": (lambda doc: withdraw(doc, channel="Email"), "consent_withdrawn"),
	"suppression": (lambda doc: suppress("Email", address(doc), "Opted Out"), "suppressed"),
	"log cancelled": (cancel_log, "log_cancelled"),
}
# A machine must not do it any more, but a person may find a way.
HOLDS = {
	"unsafe": (lambda doc: change_point(doc, safety="Unsafe"), "no_safe_route"),
	"no longer valid": (lambda doc: change_point(doc, valid_until="2020-01-01"), "no_safe_route"),
	"removed": (lambda doc: change(doc, contact_points=[]), "no_safe_route"),
	"intermediary": (give_intermediary, "through_intermediary"),
}


def told(doc, user) -> list[str]:
	return frappe.get_all(
		"Notification Log",
		filters={"document_type": THANK_YOU, "document_name": doc.name, "for_user": user},
		pluck="subject",
		order_by="creation",
	)


@pytest.fixture
def waiting(planned, users, as_user):
	"""A thank-you to Rosa Vale that stands in the given state."""

	def make(status):
		doc = planned(full_name="Rosa Vale")
		assert doc.status == "Awaiting Approval"
		if status != doc.status:
			doc.db_set("status", status)
		return again(doc)

	return make


@pytest.mark.parametrize("status", [*GOING, *STANDING])
@pytest.mark.parametrize("what", list(ENDS))
def test_where_nothing_is_wanted_any_more_it_is_cancelled_at_once(waiting, users, as_user, what, status):
	happens, code = ENDS[what]
	doc = waiting(status)
	with as_user(users["outreach"]):
		happens(doc)
	after = again(doc)
	assert (after.status, after.reason_code) == ("Cancelled", code)
	assert after.block_reason.endswith(".")
	assert after.approved_by is None
	assert told(doc, users["outreach"]) == [f"A thank-you was stopped: {doc.name}"]


@pytest.mark.parametrize("status", GOING)
@pytest.mark.parametrize("what", list(HOLDS))
def test_where_a_machine_must_not_do_it_any_more_it_waits_for_a_person_at_once(
	waiting, users, as_user, what, status
):
	happens, code = HOLDS[what]
	doc = waiting(status)
	with as_user(users["outreach"]):
		happens(doc)
	after = again(doc)
	assert (after.status, after.reason_code) == ("Blocked", code)
	todo = frappe.get_doc("ToDo", after.todo)
	assert (todo.status, todo.allocated_to) == ("Open", users["outreach"])
	assert "Rosa" not in todo.description


@pytest.mark.parametrize("status", STANDING)
@pytest.mark.parametrize("what", list(HOLDS))
def test_what_waits_for_a_person_already_goes_on_waiting(waiting, users, as_user, what, status):
	happens, _code = HOLDS[what]
	doc = waiting(status)
	with as_user(users["outreach"]):
		happens(doc)
	assert again(doc).status == status


@pytest.mark.parametrize("what", [*ENDS, *HOLDS])
def test_what_is_over_or_under_way_stays_as_it_is(waiting, users, as_user, what):
	happens, _code = {**ENDS, **HOLDS}[what]
	docs = {status: waiting(status) for status in ("Sent", "Queued", "Done Manually", "Not Needed")}
	with as_user(users["outreach"]):
		for doc in docs.values():
			happens(doc)
	for status, doc in docs.items():
		assert again(doc).status == status
		assert told(doc, users["outreach"]) == []


@pytest.mark.parametrize("what", list(ENDS))
@pytest.mark.parametrize("queued", ["Sending", "Sent"])
def test_what_may_have_left_is_left_alone(waiting, users, as_user, what, queued):
	happens, _code = ENDS[what]
	doc = waiting("Needs Review")
	doc.db_set("email_queue", email_queue_row(doc, queued).name)
	with as_user(users["outreach"]):
		happens(again(doc))
	assert again(doc).status == "Needs Review"


@pytest.mark.parametrize("what", list(ENDS))
def test_one_that_broke_off_is_left_alone_whatever_its_channel(waiting, users, as_user, what):
	happens, _code = ENDS[what]
	doc = waiting("Needs Review")
	doc.db_set("reason_code", "broke_off")
	with as_user(users["outreach"]):
		happens(again(doc))
	assert again(doc).status == "Needs Review"


@pytest.mark.parametrize("what", list(ENDS))
def test_one_that_a_run_has_just_claimed_does_not_leave(waiting, users, as_user, what):
	happens, code = ENDS[what]
	doc = waiting("Scheduled")
	doc.db_set({"status": "Claimed", "claim_token": "a-run", "claimed_on": now_datetime()})
	with as_user(users["outreach"]):
		happens(again(doc))
	after = again(doc)
	assert (after.status, after.reason_code) == ("Cancelled", code)
	assert move_claimed(doc.name, "a-run", "Claimed", "Queued") is False
	assert again(doc).status == "Cancelled"
	assert told(doc, users["outreach"]) == [f"A thank-you was stopped: {doc.name}"]


@pytest.mark.usefixtures("ready_to_send")
@pytest.mark.parametrize("what", ["do not contact", "unsafe", "suppression"])
def test_one_that_a_run_has_reserved_does_not_leave(planned, users, as_user, mail_sink, monkeypatch, what):
	from stakeholder_crm.follow_up.messages import send as sender

	happens, _code = {**ENDS, **HOLDS}[what]
	doc = planned()
	claim = sender.claim

	def claim_too_late(name, token, moment):
		happens(again(doc))
		return claim(name, token, moment)

	monkeypatch.setattr(sender, "claim", claim_too_late)
	dispatch_due()
	assert again(doc).status in ("Cancelled", "Blocked")
	assert mail_sink.received == []


@pytest.mark.parametrize(
	"happens",
	[
		lambda doc: withdraw(doc, channel="SMS"),
		lambda doc: withdraw(doc, purpose="Publicity"),
		lambda doc: suppress("Email", "another@example.org", "Opted Out"),
		lambda doc: suppress("SMS", "+447700900123", "Opted Out"),
		lambda doc: change(doc, care_notes=[{"kind": "Do", "text": "Whisper"}]),
	],
	ids=["other channel", "other purpose", "other address", "other kind of address", "care note"],
)
def test_what_has_nothing_to_do_with_it_changes_nothing(waiting, users, as_user, happens):
	doc = waiting("Scheduled")
	with as_user(users["outreach"]):
		happens(doc)
	assert again(doc).status == "Scheduled"


def test_the_thank_yous_of_others_are_not_touched(planned, users, as_user):
	mine, other = planned(), planned()
	with as_user(users["outreach"]):
		change(mine, status="Do Not Contact")
	assert (again(mine).status, again(other).status) == ("Cancelled", "Awaiting Approval")


def test_whoever_shares_an_address_that_asked_for_no_more_is_not_written_to_there(planned, users, as_user):
	shared = {"contact_points": [factories.contact_point(value="family@example.org")]}
	docs = [planned(**shared), planned(**shared)]
	with as_user(users["outreach"]):
		suppress("Email", "Family@example.org", "Opted Out")
	assert [again(doc).status for doc in docs] == ["Cancelled", "Cancelled"]


def test_an_agencys_focal_person_who_asked_for_no_more_is_not_written_to(users, as_user):
	with as_user(users["outreach"]):
		focal = factories.focal_person(person_name="Petra Lund", address="petra@example.org")
		agency = factories.partner_agency(focal_people=[focal])
		row = {**factories.pair(agency), "represented_by": "Petra Lund"}
		log = factories.log(factories.held_meeting([row]), submit=True)
		suppress("Email", "petra@example.org", "Opted Out")
	assert only(log).status == "Cancelled"


def test_a_focal_person_who_has_left_is_not_written_to(users, as_user):
	with as_user(users["outreach"]):
		focal = factories.focal_person(person_name="Petra Lund")
		agency = factories.partner_agency(focal_people=[focal])
		row = {**factories.pair(agency), "represented_by": "Petra Lund"}
		log = factories.log(factories.held_meeting([row]), submit=True)
		agency.reload()
		agency.focal_people[0].until = frappe.utils.add_days(today(), -1)
		agency.save()
	assert only(log).status == "Blocked"


def test_a_stakeholder_who_becomes_active_again_wakes_nothing_by_itself(planned, users, as_user):
	doc = planned()
	with as_user(users["outreach"]):
		change(doc, status="Dormant")
		change(doc, status="Active")
	assert again(doc).status == "Cancelled"


def test_next_weeks_meeting_is_thanked_for_on_its_own(logged, users):
	settings(approval_rule="None")
	person = factories.activist(relationship_owner=users["outreach"])
	first = logged(person, meeting={"starts_on": now_datetime() - timedelta(days=7)})
	second = logged(person)
	one, other = only(first), only(second)
	assert one.name != other.name
	assert (one.status, other.status) == ("Scheduled", "Scheduled")
	assert one.due_on < other.due_on
