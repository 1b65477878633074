"""Who speaks for a Confidential agency, and what is to be done before and after a meeting with it, is sealed, too."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import add_days, now_datetime

from stakeholder_crm.base.doctypes import MEETING, PLAN, THANK_YOU
from stakeholder_crm.domain.sealing import DOTS
from stakeholder_crm.engagement.plans.create_plan import create_plan
from stakeholder_crm.patches import seal_confidential_records
from stakeholder_crm.stakeholders.merging.merge import merge_stakeholders
from stakeholder_crm.testing import factories
from tests.security.vault.conftest import confidential
from tests.security.vault.test_sealed_meetings import form_values
from tests.security.vault.test_sealed_records import in_database

PERSON = "Quokka Person"


def seated(agency):
	return {**factories.pair(agency), "invited": 1, "represented_by": PERSON}


def plan_of(meeting):
	[template, *_more] = frappe.get_all("Engagement Plan Template", pluck="name", order_by="name")
	plan = create_plan(
		frappe.get_doc(MEETING, meeting.name), frappe.get_doc("Engagement Plan Template", template)
	)
	plan.append("steps", {"title": "Quokkastep", "kind": "Task", "days": 2, "assigned_to": meeting.lead})
	return plan.save()


def log_of(meeting, agency, **fields):
	came = factories.attendance(agency, represented_by=PERSON, contribution="the map of the old town")
	return factories.log(meeting, attendance=[came], **fields)


def stored(doc):
	return frappe.get_doc(doc.doctype, doc.name)


@pytest.fixture
def agency(acting):
	return confidential("Partner Agency", status="Active")


def test_no_column_holds_a_name_or_a_step(agency):
	meeting = factories.held_meeting([seated(agency)])
	plan_of(meeting)
	log_of(meeting, agency, submit=True)
	assert in_database("quokka") == []


def test_its_readers_forms_show_them(agency, form_of):
	meeting = factories.held_meeting([seated(agency)])
	plan, log = plan_of(meeting), log_of(meeting, agency, submit=True)
	[thanks] = frappe.get_all(THANK_YOU, filters={"meeting_log": log.name}, pluck="name")
	assert [row["represented_by"] for row in form_of(meeting)["participants"]] == [PERSON]
	assert [row["represented_by"] for row in form_of(log)["attendance"]] == [PERSON]
	assert form_of(frappe.get_doc(THANK_YOU, thanks))["represented_by"] == PERSON
	assert "Quokkastep" in [row["title"] for row in form_of(plan)["steps"]]


def test_a_thank_you_goes_to_the_representative(agency):
	log = log_of(factories.held_meeting([seated(agency)]), agency, submit=True)
	[thanks] = frappe.get_all(
		THANK_YOU, filters={"meeting_log": log.name}, fields=["status", "block_reason", "represented_by"]
	)
	assert (thanks.status, thanks.block_reason, thanks.represented_by) == ("Awaiting Approval", "", DOTS)


def test_an_amended_log_keeps_the_thank_you_of_the_same_representative(agency, form_of):
	log = log_of(factories.held_meeting([seated(agency)]), agency, submit=True)
	log.cancel()
	again = frappe.copy_doc(stored(log))
	again.update(form_values(form_of(log)))
	again.update({"amended_from": log.name, "docstatus": 0})
	again.insert().submit()
	[thanks] = frappe.get_all(THANK_YOU, filters={"meeting": log.meeting}, fields=["status", "meeting_log"])
	assert (thanks.status, thanks.meeting_log) == ("Awaiting Approval", again.name)


def test_a_moved_meeting_keeps_the_steps_of_its_plan(agency, form_of):
	start = now_datetime().replace(minute=0, second=0, microsecond=0) + timedelta(days=20)
	meeting = factories.meeting([seated(agency)], starts_on=start, ends_on=start + timedelta(hours=1))
	plan = plan_of(meeting)
	before = sorted(row["title"] for row in form_of(plan)["steps"])
	meeting = stored(meeting)
	meeting.update({"starts_on": add_days(start, 7), "ends_on": add_days(meeting.ends_on, 7)})
	meeting.save()
	assert {row.title for row in stored(plan).steps} == {DOTS}
	assert sorted(row["title"] for row in form_of(plan)["steps"]) == before


def test_a_raised_level_seals_them_and_a_lowered_one_opens_them(acting):
	agency = factories.partner_agency(
		status="Active", focal_people=[factories.focal_person(person_name=PERSON)]
	)
	meeting = factories.held_meeting([seated(agency)])
	plan = plan_of(meeting)
	log_of(meeting, agency, submit=True)
	assert PERSON in {row.represented_by for row in stored(meeting).participants}
	agency = stored(agency)
	agency.update({"confidentiality": "Confidential", "safe_alias": "Curlew"})
	agency.save()
	assert in_database("quokka") == []
	assert {row.title for row in stored(plan).steps} == {DOTS}


def test_merged_agencies_agree_on_the_representatives_name(agency, form_of):
	other = confidential(
		"Partner Agency",
		status="Active",
		focal_people=[factories.focal_person(person_name="quokka person", address="quokkarow@example.org")],
	)
	meeting = factories.held_meeting([{**seated(other), "represented_by": "quokka person"}])
	merge_stakeholders(("Partner Agency", agency.name), ("Partner Agency", other.name))
	assert [row["represented_by"] for row in form_of(meeting)["participants"]] == [PERSON]
	assert in_database("quokka") == []


def test_the_patch_seals_what_an_earlier_one_left(agency, form_of):
	meeting = factories.held_meeting([seated(agency)])
	plan = plan_of(meeting)
	for row in stored(plan).steps:
		frappe.db.set_value(row.doctype, row.name, "title", "Quokkaearlier")
	seal_confidential_records.execute()
	assert in_database("quokka") == []
	assert {row["title"] for row in form_of(plan)["steps"]} == {"Quokkaearlier"}
	assert stored(plan).doctype == PLAN
