"""What follows from a submitted log."""

import frappe
import pytest
from frappe.utils import add_days, getdate

from stakeholder_crm.engagement.doctype.meeting_log import meeting_log
from stakeholder_crm.engagement.doctype.stakeholder_meeting.stakeholder_meeting import StakeholderMeeting
from stakeholder_crm.testing import factories
from tests.integration.logs.rows import (
	COMMITMENT,
	CONCERN,
	amend,
	commitment_row,
	concern_row,
	made_by,
	todos_of,
)


class TestWhatFollows:
	def test_the_meeting_is_logged_and_touch_dates_are_set(self, meeting, leader):
		log = factories.log(meeting, submit=True)
		meeting.reload()
		leader.reload()
		assert log.subject == meeting.subject
		assert meeting.status == "Logged"
		assert leader.last_interaction_on == getdate(meeting.starts_on)
		assert leader.next_touch_on == getdate(add_days(meeting.starts_on, 30))

	def test_a_meeting_that_nobody_marked_held_is_held_first(self, leader):
		meeting = factories.held_meeting([leader], status="Confirmed")
		factories.log(meeting, submit=True)
		assert frappe.db.get_value("Stakeholder Meeting", meeting.name, "status") == "Logged"

	def test_who_stayed_away_was_not_met(self, leader):
		absent = factories.activist()
		meeting = factories.held_meeting([leader, absent])
		rows = [factories.attendance(leader), factories.attendance(absent, attended=0)]
		factories.log(meeting, submit=True, attendance=rows)
		absent.reload()
		assert absent.last_interaction_on is None

	def test_an_older_log_does_not_turn_the_clock_back(self, meeting, leader):
		factories.log(meeting, submit=True)
		older = factories.held_meeting([leader], starts_on=add_days(meeting.starts_on, -20))
		factories.log(older, submit=True)
		leader.reload()
		assert leader.last_interaction_on == getdate(meeting.starts_on)

	def test_an_open_form_of_the_stakeholder_is_not_outdated(self, meeting, leader):
		factories.log(meeting, submit=True)
		leader.constituency = "Some forty families"
		leader.save()
		assert leader.last_interaction_on == getdate(meeting.starts_on)

	def test_a_dormant_stakeholder_is_met_but_not_reminded_about(self, meeting, leader):
		leader.status = "Dormant"
		leader.save()
		factories.log(meeting, submit=True)
		leader.reload()
		assert leader.last_interaction_on == getdate(meeting.starts_on)
		assert leader.next_touch_on is None

	def test_what_they_said_becomes_a_concern(self, meeting, leader):
		log = factories.log(meeting, submit=True, concerns=[concern_row(leader)])
		(concern,) = made_by(log, CONCERN)
		assert concern.status == "Raised"
		assert concern.said == "You never came back to us"
		assert (concern.category, concern.severity) == ("Trust", "High")
		assert (concern.stakeholder, concern.stakeholder_name) == (leader.name, "Amina Odhiambo")
		assert concern.meeting == meeting.name
		assert concern.raised_on == getdate(meeting.starts_on)
		assert concern.responsible == meeting.lead
		log.reload()
		assert log.concerns[0].concern == concern.name

	def test_our_promise_becomes_a_commitment_with_a_neutral_to_do(self, users):
		activist = factories.activist(full_name="Ines Duarte", confidentiality="Confidential")
		meeting = factories.held_meeting([activist])
		row = commitment_row(activist, responsible=users["outreach2"], promise="Call the hospital for her")
		log = factories.log(meeting, submit=True, commitments=[row])
		(commitment,) = made_by(log, COMMITMENT)
		assert (commitment.status, commitment.direction) == ("Open", "Ours")
		assert commitment.made_on == getdate(meeting.starts_on)
		(todo,) = todos_of([commitment.name])
		assert commitment.todo == todo.name
		assert todo.allocated_to == users["outreach2"]
		assert todo.date == commitment.due_on
		assert todo.status == "Open"
		for secret in ("Ines", "Duarte", activist.display_name, "hospital", activist.name):
			assert secret not in todo.description

	def test_their_promise_is_no_task_of_ours(self, meeting, leader):
		row = commitment_row(leader, direction="Theirs", responsible=None)
		log = factories.log(meeting, submit=True, commitments=[row])
		(commitment,) = made_by(log, COMMITMENT)
		assert todos_of([commitment.name]) == []

	def test_a_colleague_may_log_a_meeting_that_somebody_else_leads(self, as_user, users, meeting, leader):
		with as_user(users["outreach2"]):
			log = factories.log(meeting, submit=True, concerns=[concern_row(leader)])
		assert made_by(log, CONCERN)
		assert frappe.db.get_value("Stakeholder Meeting", meeting.name, "status") == "Logged"

	def test_the_team_may_log_who_came_though_it_may_not_see_the_record(self, as_user, users):
		secret = factories.activist(confidentiality="Confidential", safe_alias="Heron")
		meeting = factories.held_meeting([secret], team=[{"user": users["outreach2"]}])
		with as_user(users["outreach2"]):
			log = factories.log(
				meeting,
				submit=True,
				concerns=[concern_row(secret)],
				commitments=[commitment_row(secret, responsible=users["outreach"])],
			)
			assert log.attendance[0].stakeholder_name == "Heron"
		secret.reload()
		assert secret.last_interaction_on == getdate(meeting.starts_on)
		assert made_by(log, CONCERN)
		assert made_by(log, COMMITMENT)

	def test_the_meeting_becomes_as_confidential_as_who_came(self, meeting, leader):
		rows = [
			factories.attendance(leader),
			factories.attendance(factories.activist(confidentiality="Restricted")),
		]
		factories.log(meeting, attendance=rows)
		assert frappe.db.get_value("Stakeholder Meeting", meeting.name, "confidentiality") == "Restricted"

	def test_a_submit_saves_the_meeting_once_and_asks_once_whether_it_may_be_logged(
		self, monkeypatch, as_user, users, leader
	):
		with as_user(users["outreach"]):
			meeting = factories.held_meeting([leader], status="Confirmed")
			draft = factories.log(meeting)
			asked, saved = [], []
			check = meeting_log.check_loggable
			monkeypatch.setattr(
				meeting_log, "check_loggable", lambda *about: asked.append(about) or check(*about)
			)
			monkeypatch.setattr(
				StakeholderMeeting, "on_update", lambda doc: saved.append(doc.status), raising=False
			)
			frappe.get_doc("Meeting Log", draft.name).submit()
		assert (len(asked), saved) == (1, ["Logged"])

	def test_a_guest_is_kept_and_nothing_else(self):
		meeting = factories.held_meeting([{"guest_name": "Jon Vance"}])
		log = factories.log(meeting, submit=True, attendance=[{"guest_name": "Jon Vance", "attended": 1}])
		assert log.attendance[0].guest_name == "Jon Vance"

	@pytest.mark.parametrize("who", ["safeguarding", "outsider"])
	def test_who_may_not_submit_logs_changes_nothing(self, as_user, users, meeting, who):
		draft = factories.log(meeting)
		with as_user(users[who]), pytest.raises(frappe.PermissionError):
			frappe.get_doc("Meeting Log", draft.name).submit()
		assert frappe.db.get_value("Stakeholder Meeting", meeting.name, "status") == "Held"


class TestSafeguarding:
	def alarms(self, log) -> list:
		return frappe.get_all(
			"Notification Log",
			filters={"document_type": "Meeting Log", "document_name": log.name},
			fields=["for_user", "subject", "email_content"],
			order_by="for_user",
		)

	def test_the_leads_are_told_at_once_and_without_detail(self, users, meeting):
		log = factories.log(meeting, submit=True, safeguarding_flag=1)
		(alarm,) = (alarm for alarm in self.alarms(log) if alarm.for_user == users["safeguarding"])
		assert log.name in alarm.subject
		assert "Amina" not in alarm.subject
		assert not alarm.email_content

	def test_nobody_is_told_without_the_flag(self, meeting):
		assert self.alarms(factories.log(meeting, submit=True)) == []

	def test_an_amended_log_does_not_raise_the_alarm_again(self, meeting):
		log = factories.log(meeting, submit=True, safeguarding_flag=1)
		log.cancel()
		again = amend(log).insert()
		again.submit()
		assert self.alarms(again) == []

	def test_where_nobody_could_be_told_the_author_hears_it(self, monkeypatch, meeting):
		monkeypatch.setattr("stakeholder_crm.base.notify.get_users_with_role", lambda _role: [])
		frappe.local.message_log.clear()
		factories.log(meeting, submit=True, safeguarding_flag=1)
		assert "Tell your manager in person now" in str(frappe.local.message_log)
