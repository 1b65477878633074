"""A cancelled log takes its thank-yous back; an amended one wakes the same ones."""

from datetime import timedelta

import frappe
from frappe.utils import now_datetime

from stakeholder_crm.testing import factories
from tests.integration.thank_yous.helpers import THANK_YOU, only, thank_yous


def amendment(log):
	amended = frappe.copy_doc(log)
	amended.update({"amended_from": log.name, "docstatus": 0})
	return amended


def test_cancelling_the_log_takes_back_what_has_not_left(staff):
	waiting, blocked, sent = factories.activist(), factories.activist(contact_points=[]), factories.activist()
	log = factories.log(factories.held_meeting([waiting, blocked, sent]), submit=True)
	planned = thank_yous(log)
	frappe.db.set_value(THANK_YOU, planned[sent.name].name, "status", "Sent")
	log.cancel()
	after = thank_yous(log)
	assert after[waiting.name].status == "Cancelled"
	assert "log was cancelled" in after[waiting.name].block_reason
	assert after[blocked.name].status == "Cancelled"
	assert frappe.db.get_value("ToDo", after[blocked.name].todo, "status") == "Cancelled"
	assert after[sent.name].status == "Sent"


def test_an_amended_log_wakes_the_same_thank_you_with_the_new_words(staff):
	person, left_out = factories.activist(), factories.activist()
	log = factories.log(factories.held_meeting([person, left_out]), submit=True)
	first = thank_yous(log)
	log.cancel()
	amended = amendment(log)
	amended.attendance = [row for row in amended.attendance if row.stakeholder == person.name]
	amended.attendance[0].contribution = "bringing the drawings"
	amended.insert().submit()
	second = thank_yous(log)
	assert {name: row.name for name, row in second.items()} == {name: row.name for name, row in first.items()}
	assert second[person.name].status == "Awaiting Approval"
	assert second[person.name].meeting_log == amended.name
	assert "bringing the drawings" in second[person.name].body
	assert second[left_out.name].status == "Cancelled"


def test_an_amended_log_leaves_what_was_sent(staff):
	person = factories.activist()
	log = factories.log(factories.held_meeting([person]), submit=True)
	frappe.db.set_value(THANK_YOU, only(log).name, "status", "Sent")
	log.cancel()
	amended = amendment(log)
	amended.insert().submit()
	assert only(log).status == "Sent"
	assert only(log).meeting_log == log.name


def test_the_same_person_is_thanked_again_for_the_next_meeting(logged):
	person = factories.activist()
	logged(person)
	logged(person, meeting={"starts_on": now_datetime() - timedelta(days=1)})
	assert frappe.db.count(THANK_YOU, {"stakeholder": person.name}) == 2
