"""A log is started from its meeting; what cannot be one is refused."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import add_days, now_datetime

from stakeholder_crm.api import logs
from stakeholder_crm.engagement.meetings.check_loggable import NotLoggableError, SecondLogError
from stakeholder_crm.engagement.meetings.check_people import DuplicatePersonError, NotAFocalPersonError
from stakeholder_crm.testing import factories
from tests.integration.logs.rows import (
	assert_refused,
	commitment_row,
)


class TestStartingALog:
	def test_it_is_filled_in_from_the_meeting(self, leader):
		agency = factories.partner_agency(
			focal_people=[factories.focal_person(person_name="Rosa Lindqvist")], contact_points=[]
		)
		meeting = factories.held_meeting(
			[
				leader,
				{**factories.pair(agency), "represented_by": "Rosa Lindqvist"},
				{"guest_name": "Jon Vance"},
			]
		)
		answer = logs.prefill(meeting.name)
		assert answer["doctype"] == "Meeting Log"
		assert answer["meeting"] == meeting.name
		assert (answer["held_from"], answer["held_to"]) == (meeting.starts_on, meeting.ends_on)
		rows = answer["attendance"]
		assert [(row.stakeholder, row.guest_name, row.represented_by) for row in rows] == [
			(leader.name, None, None),
			(agency.name, None, "Rosa Lindqvist"),
			(None, "Jon Vance", None),
		]
		assert all(row.attended for row in rows)
		assert [row.acknowledge_in_writing for row in rows] == [1, 1, 0]
		assert not frappe.db.exists("Meeting Log", {"meeting": meeting.name})

	def test_what_it_gives_can_be_saved_and_submitted(self, meeting):
		log = frappe.get_doc(logs.prefill(meeting.name))
		log.summary = "We listened."
		log.insert().submit()
		assert frappe.db.get_value("Stakeholder Meeting", meeting.name, "status") == "Logged"

	@pytest.mark.parametrize(
		"point",
		[
			{"safety": "Unknown"},
			{"safety": "Unsafe"},
			{"valid_until": "2020-01-31"},
			{"channel": "Phone", "value": "+254 20 222 2222"},
		],
	)
	def test_thanks_in_writing_are_not_proposed_without_a_safe_way(self, point):
		activist = factories.activist(contact_points=[factories.contact_point(**point)])
		meeting = factories.held_meeting([activist])
		assert logs.prefill(meeting.name)["attendance"][0].acknowledge_in_writing == 0

	def test_nor_for_a_focal_person_whose_address_is_not_safe(self):
		agency = factories.partner_agency(
			focal_people=[factories.focal_person(person_name="Rosa Lindqvist", safety="Unknown")]
		)
		meeting = factories.held_meeting([{**factories.pair(agency), "represented_by": "Rosa Lindqvist"}])
		assert logs.prefill(meeting.name)["attendance"][0].acknowledge_in_writing == 0

	def test_nor_for_somebody_confidential(self):
		meeting = factories.held_meeting([factories.activist(confidentiality="Confidential")])
		assert logs.prefill(meeting.name)["attendance"][0].acknowledge_in_writing == 0

	def test_a_draft_is_pointed_at_instead_of_a_second_one(self, meeting):
		draft = factories.log(meeting)
		with pytest.raises(SecondLogError, match=draft.name):
			logs.prefill(meeting.name)

	@pytest.mark.parametrize("who", ["safeguarding", "outsider"])
	def test_who_may_not_write_logs_gets_none(self, as_user, users, meeting, who):
		with as_user(users[who]), pytest.raises(frappe.PermissionError):
			logs.prefill(meeting.name)

	def test_who_may_not_see_the_meeting_gets_none(self, as_user, users, leader):
		meeting = factories.held_meeting([leader], confidentiality="Confidential")
		with as_user(users["outreach2"]), pytest.raises(frappe.PermissionError):
			logs.prefill(meeting.name)


class TestWhatIsRefused:
	@pytest.mark.parametrize("status", ["Cancelled", "Postponed"])
	def test_a_log_of_a_meeting_that_was_called_off(self, leader, status):
		meeting = factories.held_meeting([leader], status=status)
		assert_refused(
			factories.log(meeting, insert=False), f"is {status} and cannot be logged", NotLoggableError
		)

	def test_a_log_of_a_meeting_ahead(self, leader):
		meeting = factories.meeting([leader])
		log = factories.log(meeting, insert=False, held_from=now_datetime() - timedelta(hours=2))
		assert_refused(log, "Log it after it has started", NotLoggableError)

	def test_a_second_log_beside_a_draft_or_a_submitted_one(self, meeting):
		draft = factories.log(meeting)
		assert_refused(
			factories.log(meeting, insert=False), f"A log already exists: .*{draft.name}", SecondLogError
		)
		draft.submit()
		assert_refused(
			factories.log(meeting, insert=False), f"A log already exists: .*{draft.name}", SecondLogError
		)

	def test_a_log_of_a_meeting_that_was_logged_elsewhere(self, leader):
		meeting = factories.held_meeting([leader], status="Logged")
		assert_refused(factories.log(meeting, insert=False), "is already Logged", SecondLogError)

	def test_a_draft_whose_meeting_was_called_off_since_is_not_submitted(self, meeting):
		draft = factories.log(meeting)
		meeting.db_set("status", "Cancelled")
		with pytest.raises(NotLoggableError, match="is Cancelled"):
			draft.submit()
		assert frappe.db.get_value("Meeting Log", draft.name, "docstatus") == 0

	def test_hours_in_the_wrong_order(self, meeting):
		log = factories.log(meeting, insert=False, held_to=meeting.starts_on - timedelta(minutes=1))
		assert_refused(log, "must be after Held From")

	@pytest.mark.parametrize("fieldname", ["meeting", "held_from", "held_to", "summary"])
	def test_a_log_without_what_it_cannot_do_without(self, meeting, fieldname):
		log = factories.log(meeting, insert=False, **{fieldname: None})
		assert_refused(log, "Meeting|held_from|held_to|summary", frappe.MandatoryError)

	def test_hours_in_the_future(self, meeting):
		start = now_datetime() + timedelta(hours=1)
		log = factories.log(meeting, insert=False, held_from=start, held_to=start + timedelta(hours=1))
		assert_refused(log, "Held From cannot be in the future")

	def test_the_same_person_twice(self, meeting, leader):
		log = factories.log(meeting, insert=False, attendance=[factories.attendance(leader)] * 2)
		assert_refused(log, "Attendance, row 2: .*is already in row 1", DuplicatePersonError)

	def test_an_agency_represented_by_a_stranger(self, meeting):
		agency = factories.partner_agency(focal_people=[factories.focal_person()])
		row = factories.attendance(agency, represented_by="Somebody Else")
		log = factories.log(meeting, insert=False, attendance=[row])
		assert_refused(log, "is not a focal person of", NotAFocalPersonError)

	def test_a_contribution_too_long_for_a_letter(self, meeting, leader):
		row = factories.attendance(leader, contribution="x" * 501)
		log = factories.log(meeting, insert=False, attendance=[row])
		assert_refused(log, "at most 500 characters", frappe.CharacterLengthExceededError)

	def test_a_promise_of_ours_that_nobody_keeps(self, meeting, leader):
		log = factories.log(meeting, insert=False, commitments=[commitment_row(leader, responsible=None)])
		assert_refused(log, "Commitments, row 1: choose Assigned To", frappe.MandatoryError)

	def test_a_promise_due_before_it_was_made(self, meeting, leader):
		row = commitment_row(leader, due_on=add_days(meeting.starts_on, -1))
		log = factories.log(meeting, insert=False, commitments=[row])
		assert_refused(log, "Commitments, row 1: Due On cannot be before the meeting")

	def test_somebody_whom_the_author_may_not_see(self, as_user, users, meeting):
		with as_user(users["outreach2"]):
			hidden = factories.activist(confidentiality="Confidential")
		log = factories.log(meeting, insert=False, attendance=[factories.attendance(hidden)])
		assert_refused(log, "permission to view it", frappe.PermissionError)

	def test_a_log_moved_to_another_meeting(self, meeting):
		log = factories.log(meeting)
		log.meeting = factories.held_meeting(starts_on=add_days(meeting.starts_on, -3)).name
		with pytest.raises(frappe.CannotChangeConstantError):
			log.save()
