"""A log can be taken back, and what is recomputed costs the same for many."""

import frappe
import pytest
from frappe.utils import add_days, get_datetime, getdate, now_datetime

from stakeholder_crm.testing import factories
from tests.integration.logs.rows import (
	COMMITMENT,
	CONCERN,
	amend,
	commitment_row,
	concern_row,
	of_meeting,
	todos_of,
)


class TestTakingItBack:
	@pytest.fixture
	def log(self, meeting, leader):
		return factories.log(
			meeting,
			submit=True,
			concerns=[concern_row(leader), concern_row(leader, said="Nobody speaks our language")],
			commitments=[commitment_row(leader), commitment_row(leader, promise="Bring an interpreter")],
		)

	def test_cancelling_undoes_everything_that_nobody_worked_on(self, log, meeting, leader):
		commitments = of_meeting(meeting, COMMITMENT)
		log.cancel()
		leader.reload()
		log.reload()
		assert of_meeting(meeting, CONCERN) == of_meeting(meeting, COMMITMENT) == []
		assert todos_of(commitments) == []
		assert not any(row.concern for row in log.concerns)
		assert not any(row.commitment for row in log.commitments)
		assert leader.last_interaction_on is None
		assert leader.next_touch_on == getdate(add_days(getdate(leader.creation), 30))
		assert frappe.db.get_value("Stakeholder Meeting", meeting.name, "status") == "Held"

	def test_touch_dates_go_back_to_the_log_before(self, meeting, leader):
		earlier = factories.held_meeting([leader], starts_on=add_days(meeting.starts_on, -20))
		factories.log(earlier, submit=True)
		factories.log(meeting, submit=True).cancel()
		leader.reload()
		assert leader.last_interaction_on == getdate(earlier.starts_on)

	def test_what_has_been_worked_on_stays_with_a_comment(self, log, meeting):
		concern = frappe.get_doc(CONCERN, log.concerns[0].concern)
		concern.status = "Acknowledged"
		concern.save()
		commitment = frappe.get_doc(COMMITMENT, log.commitments[1].commitment)
		commitment.add_comment("Comment", "The agency has one for us")
		log.cancel()
		assert of_meeting(meeting, CONCERN) == [concern.name]
		assert of_meeting(meeting, COMMITMENT) == [commitment.name]
		for doc in (concern, commitment):
			comments = frappe.get_all(
				"Comment",
				filters={
					"reference_doctype": doc.doctype,
					"reference_name": doc.name,
					"comment_type": "Info",
				},
				pluck="content",
				order_by="creation",
			)
			assert any(f"{log.name} was cancelled" in text for text in comments)
		assert [todo.reference_name for todo in todos_of([commitment.name])] == [commitment.name]

	def test_a_closed_meeting_is_held_again_too(self, log, meeting):
		meeting.reload()
		meeting.move_to("Closed")
		log.cancel()
		assert frappe.db.get_value("Stakeholder Meeting", meeting.name, "status") == "Held"

	def test_a_meeting_that_was_moved_on_by_hand_is_left_alone(self, log, meeting):
		meeting.db_set("status", "Held")
		log.cancel()
		assert frappe.db.get_value("Stakeholder Meeting", meeting.name, "status") == "Held"

	def test_a_record_that_somebody_deleted_already_is_no_obstacle(self, log, meeting):
		# Managers may delete; here only its absence matters.
		frappe.delete_doc(CONCERN, log.concerns[0].concern, ignore_permissions=True, force=True)
		log.cancel()
		assert of_meeting(meeting, CONCERN) == []

	def test_amending_makes_everything_once(self, log, meeting, leader):
		log.cancel()
		again = amend(log).insert()
		again.submit()
		assert len(of_meeting(meeting, CONCERN)) == 2
		commitments = of_meeting(meeting, COMMITMENT)
		assert len(commitments) == 2
		assert len(todos_of(commitments)) == 2
		leader.reload()
		assert leader.last_interaction_on == getdate(meeting.starts_on)
		assert frappe.db.get_value("Stakeholder Meeting", meeting.name, "status") == "Logged"

	def test_amending_keeps_what_was_worked_on_and_makes_no_second(self, log, meeting):
		concern = frappe.get_doc(CONCERN, log.concerns[0].concern)
		concern.status = "Acting"
		concern.save()
		log.cancel()
		again = amend(log).insert()
		again.submit()
		again.reload()
		assert len(of_meeting(meeting, CONCERN)) == 2
		assert again.concerns[0].concern == concern.name
		concern.reload()
		assert (concern.status, concern.meeting_log) == ("Acting", again.name)

	def test_twice_amended_is_still_once(self, log, meeting):
		for _round in range(2):
			log.cancel()
			log = amend(log).insert()
			log.submit()
		assert len(of_meeting(meeting, CONCERN)) == 2
		assert len(todos_of(of_meeting(meeting, COMMITMENT))) == 2

	def test_a_row_cannot_claim_a_concern_of_another_meeting(self, log, leader):
		other = factories.concern(leader)
		log.cancel()
		again = amend(log)
		again.concerns[0].concern = other.name
		again.insert()
		again.submit()
		again.reload()
		assert again.concerns[0].concern != other.name
		other.reload()
		assert other.meeting_log is None

	@pytest.mark.parametrize("who", ["safeguarding", "outsider"])
	def test_who_may_not_cancel_logs_takes_nothing_back(self, as_user, users, log, meeting, who):
		with as_user(users[who]), pytest.raises(frappe.PermissionError):
			frappe.get_doc("Meeting Log", log.name).cancel()
		assert len(of_meeting(meeting, CONCERN)) == 2


def test_touch_dates_cost_the_same_for_one_as_for_many(query_count):
	from stakeholder_crm.stakeholders.contact_dates import update_contact_dates

	people = [factories.activist() for _ in range(6)]
	for number, day in enumerate((3, 4)):
		meeting = factories.held_meeting(
			people, starts_on=get_datetime(add_days(now_datetime(), -day)), status="Held"
		)
		factories.log(meeting, submit=True)
		assert number < 2
	pairs = [(person.doctype, person.name) for person in people]
	frappe.db.set_value("Activist", {"name": ("in", [name for _, name in pairs])}, "next_touch_on", None)
	with query_count() as one:
		update_contact_dates(pairs[:1])
	with query_count() as many:
		update_contact_dates(pairs[1:])
	assert len(one) == len(many) == 4
	with query_count() as again:
		update_contact_dates(pairs)
	assert len(again) == 3


def test_recomputing_for_nobody_asks_nothing(query_count):
	from stakeholder_crm.stakeholders.contact_dates import update_contact_dates

	with query_count() as queries:
		update_contact_dates([])
	assert queries == []
