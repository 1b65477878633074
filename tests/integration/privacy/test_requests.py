"""Who may ask for an erasure, who decides, and who carries it out."""

import frappe
import pytest

from stakeholder_crm.api import privacy
from stakeholder_crm.document import IllegalTransitionError
from stakeholder_crm.testing import factories
from tests.integration.privacy.conftest import request_for


@pytest.fixture
def request_by_staff(person, as_user, users):
	with as_user(users["outreach"]):
		return request_for(person.pair)


def test_whoever_sees_the_person_may_ask(person, as_user, users):
	with as_user(users["manager"]):
		request = request_for(person.pair, reason="Recorded in Error", asked_by=None)
	assert (request.status, request.requested_by) == ("Requested", users["manager"])


def test_whoever_does_not_see_her_may_not(person, as_user, users):
	person.doc.confidentiality = "Confidential"
	person.doc.save()
	with as_user(users["outreach2"]), pytest.raises(frappe.PermissionError):
		request_for(person.pair)


def test_a_request_of_the_person_says_who_asked(person, as_user, users):
	with as_user(users["outreach"]), pytest.raises(frappe.MandatoryError, match="Request Details"):
		request_for(person.pair, asked_by=" ")


def test_one_request_at_a_time(person, request_by_staff, as_user, users):
	with as_user(users["manager"]), pytest.raises(frappe.DuplicateEntryError, match=request_by_staff.name):
		request_for(person.pair)


def test_the_status_is_no_field_to_choose(person, as_user, users):
	with as_user(users["manager"]), pytest.raises(IllegalTransitionError):
		request_for(person.pair, status="Approved")


@pytest.mark.parametrize("role", ["outreach", "manager", "outsider"])
@pytest.mark.parametrize(
	"act",
	[
		lambda name: privacy.approve_erasure(name),
		lambda name: privacy.refuse_erasure(name, "No"),
		lambda name: privacy.erase(name),
	],
)
def test_nobody_but_the_safeguarding_lead_decides(request_by_staff, as_user, users, role, act):
	with as_user(users[role]), pytest.raises(frappe.PermissionError):
		act(request_by_staff.name)


def test_whoever_asked_does_not_review(person, as_user, users):
	with as_user(users["safeguarding"]):
		request = request_for(person.pair)
		with pytest.raises(frappe.PermissionError, match="Another safeguarding lead"):
			privacy.approve_erasure(request.name)
		with pytest.raises(frappe.PermissionError, match="Another safeguarding lead"):
			privacy.refuse_erasure(request.name, "No")


def test_another_lead_reviews(person, as_user, users):
	second = factories.make_user("second-lead@crm-test.example", "Selma", ["Safeguarding Lead"])
	with as_user(users["safeguarding"]):
		request = request_for(person.pair)
	with as_user(second):
		assert privacy.approve_erasure(request.name, "Called her back") == "Approved"
	request.reload()
	assert (request.reviewer, request.review_note) == (second, "Called her back")


def test_a_refusal_says_why_and_is_final(request_by_staff, as_user, users):
	with as_user(users["safeguarding"]):
		with pytest.raises(frappe.MandatoryError, match="Review Note"):
			privacy.refuse_erasure(request_by_staff.name, "")
		assert privacy.refuse_erasure(request_by_staff.name, "Case is open") == "Refused"
		with pytest.raises(IllegalTransitionError):
			privacy.approve_erasure(request_by_staff.name)


def test_only_what_was_approved_is_carried_out(request_by_staff, as_user, users, jobs):
	with as_user(users["safeguarding"]), pytest.raises(frappe.ValidationError, match="approved"):
		privacy.erase(request_by_staff.name)
	assert jobs.names() == []


def test_the_form_asks_how_far_it_is(approved, as_user, users, jobs):
	with as_user(users["safeguarding"]):
		privacy.erase(approved.name)
		privacy.erase(approved.name)
		assert len(jobs.names()) == 1
		assert privacy.erasure_progress(approved.name)["percent"] == 0
		jobs.run("stakeholder_crm.safeguarding.privacy.")
		assert privacy.erasure_progress(approved.name) == {
			"status": "Erased",
			"percent": None,
			"failed_because": None,
		}


def test_nobody_is_forgotten_twice(person, approved, carry_out, as_user, users):
	carry_out(approved)
	with as_user(users["manager"]), pytest.raises(frappe.ValidationError, match="already erased"):
		request_for(person.pair)
