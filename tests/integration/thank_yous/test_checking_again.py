"""Several that stand still are tried again at once, each with a result of its own."""

import frappe
import pytest

from stakeholder_crm.api import thank_yous as api
from stakeholder_crm.testing import factories
from tests.integration.thank_yous.helpers import again, email_queue_row

UNSAFE = {"contact_points": [factories.contact_point(safety="Unknown")]}


def make_safe(doc):
	person = frappe.get_doc("Activist", doc.stakeholder)
	person.contact_points[0].safety = "Safe"
	person.save()


def test_staff_try_several_again_with_a_result_for_each(planned, users, as_user):
	fixed, blocked, failed, waiting = planned(**UNSAFE), planned(**UNSAFE), planned(), planned()
	failed.db_set("status", "Failed")
	with as_user(users["outreach"]):
		make_safe(fixed)
		names = [fixed.name, blocked.name, failed.name, waiting.name, "TY-none", fixed.name]
		results = api.check_again(frappe.as_json(names))
	assert [(row["name"], row["ok"], row["status"]) for row in results] == [
		(fixed.name, True, "Awaiting Approval"),
		(blocked.name, False, "Blocked"),
		(failed.name, True, "Scheduled"),
		(waiting.name, False, "Awaiting Approval"),
		("TY-none", False, ""),
	]
	assert "No safe contact point" in results[1]["message"]
	assert results[3]["message"] == "A thank-you that is Awaiting Approval cannot be checked again."
	assert results[0]["message"] == ""


def test_one_whose_mail_may_have_left_stays_and_holds_up_nobody(planned, users, as_user):
	left, fixed = planned(), planned(**UNSAFE)
	left.db_set({"status": "Needs Review", "email_queue": email_queue_row(left, "Sending").name})
	with as_user(users["outreach"]):
		make_safe(fixed)
		results = api.check_again([left.name, fixed.name])
	assert [(row["ok"], row["status"]) for row in results] == [
		(False, "Needs Review"),
		(True, "Awaiting Approval"),
	]
	assert "may have been sent" in results[0]["message"]
	assert again(left).status == "Needs Review"


def test_what_is_not_for_the_user_to_see_is_neither_tried_nor_shown(planned, users, as_user):
	doc = planned(confidentiality="Confidential", relationship_owner=users["outreach"], **UNSAFE)
	with as_user(users["outreach2"]):
		[result] = api.check_again([doc.name])
	assert (result["ok"], result["status"]) == (False, "")
	assert "safeguarding lead" in result["message"]
	assert again(doc).status == "Blocked"


def test_an_outsider_tries_nothing_again(planned, users, as_user):
	doc = planned(**UNSAFE)
	with as_user(users["outsider"]), pytest.raises(frappe.PermissionError):
		api.check_again([doc.name])
