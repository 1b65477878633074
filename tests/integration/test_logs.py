"""Logging a meeting: what is refused, what follows, and that it can be taken back."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import add_days, get_datetime, getdate, now_datetime, today

from stakeholder_crm.api import logs
from stakeholder_crm.services.check_loggable import NotLoggableError, SecondLogError
from stakeholder_crm.services.check_people import DuplicatePersonError, NotAFocalPersonError
from stakeholder_crm.testing import factories

CONCERN = "Stakeholder Concern"
COMMITMENT = "Stakeholder Commitment"


@pytest.fixture(autouse=True)
def _as_outreach(as_user, users):
	with as_user(users["outreach"]):
		yield


@pytest.fixture
def leader():
	return factories.community_leader(full_name="Amina Odhiambo", cadence_days=30)


@pytest.fixture
def meeting(leader):
	return factories.held_meeting([leader])


def concern_row(stakeholder, **fields):
	return {
		**factories.pair_of(stakeholder),
		"category": "Trust",
		"severity": "High",
		"said": "You never came back to us",
		**fields,
	}


def commitment_row(stakeholder, **fields):
	return {
		**factories.pair_of(stakeholder),
		"direction": "Ours",
		"promise": "Send the notes",
		"responsible": frappe.session.user,
		"due_on": add_days(today(), 10),
		**fields,
	}


def assert_refused(doc, sentence: str, error=frappe.ValidationError) -> None:
	before = frappe.db.count("Meeting Log")
	with pytest.raises(error, match=sentence):
		doc.insert()
	assert frappe.db.count("Meeting Log") == before


def made_by(log, doctype: str) -> list:
	return frappe.get_all(doctype, filters={"meeting_log": log.name}, fields=["*"], order_by="name")


def of_meeting(meeting, doctype: str) -> list[str]:
	return frappe.get_all(doctype, filters={"meeting": meeting.name}, pluck="name", order_by="name")


def todos_of(names: list[str]) -> list:
	return frappe.get_all(
		"ToDo",
		filters={"reference_type": COMMITMENT, "reference_name": ("in", names)},
		fields=["*"],
		order_by="creation",
	)


def amend(log):
	"""As the desk does it: a copy of the cancelled log, with its rows as they stand."""
	log.reload()
	copy = frappe.copy_doc(log, ignore_no_copy=False)
	copy.amended_from = log.name
	copy.docstatus = 0
	return copy


class TestStartingALog:
	def test_it_is_filled_in_from_the_meeting(self, leader):
		agency = factories.partner_agency(
			focal_people=[factories.focal_person(person_name="Rosa Lindqvist")], contact_points=[]
		)
		meeting = factories.held_meeting(
			[
				leader,
				{**factories.pair_of(agency), "represented_by": "Rosa Lindqvist"},
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
		meeting = factories.held_meeting([{**factories.pair_of(agency), "represented_by": "Rosa Lindqvist"}])
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
			factories.log(meeting, insert=False), f"is {status}: there is nothing", NotLoggableError
		)

	def test_a_log_of_a_meeting_ahead(self, leader):
		meeting = factories.meeting([leader])
		log = factories.log(meeting, insert=False, held_from=now_datetime() - timedelta(hours=2))
		assert_refused(log, "can be logged once it has begun", NotLoggableError)

	def test_a_second_log_beside_a_draft_or_a_submitted_one(self, meeting):
		draft = factories.log(meeting)
		assert_refused(
			factories.log(meeting, insert=False), f"has its log already: .*{draft.name}", SecondLogError
		)
		draft.submit()
		assert_refused(
			factories.log(meeting, insert=False), f"has its log already: .*{draft.name}", SecondLogError
		)

	def test_a_log_of_a_meeting_that_was_logged_elsewhere(self, leader):
		meeting = factories.held_meeting([leader], status="Logged")
		assert_refused(factories.log(meeting, insert=False), "is Logged already", SecondLogError)

	def test_a_draft_whose_meeting_was_called_off_since_is_not_submitted(self, meeting):
		draft = factories.log(meeting)
		meeting.db_set("status", "Cancelled")
		with pytest.raises(NotLoggableError, match="is Cancelled"):
			draft.submit()
		assert frappe.db.get_value("Meeting Log", draft.name, "docstatus") == 0

	def test_hours_in_the_wrong_order(self, meeting):
		log = factories.log(meeting, insert=False, held_to=meeting.starts_on - timedelta(minutes=1))
		assert_refused(log, "ended before it began")

	@pytest.mark.parametrize("fieldname", ["meeting", "held_from", "held_to", "summary"])
	def test_a_log_without_what_it_cannot_do_without(self, meeting, fieldname):
		log = factories.log(meeting, insert=False, **{fieldname: None})
		assert_refused(log, "Meeting|held_from|held_to|summary", frappe.MandatoryError)

	def test_hours_in_the_future(self, meeting):
		start = now_datetime() + timedelta(hours=1)
		log = factories.log(meeting, insert=False, held_from=start, held_to=start + timedelta(hours=1))
		assert_refused(log, "Held From lies in the future")

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
		assert_refused(log, "Commitments, row 1: who of us keeps", frappe.MandatoryError)

	def test_a_promise_due_before_it_was_made(self, meeting, leader):
		row = commitment_row(leader, due_on=add_days(meeting.starts_on, -1))
		log = factories.log(meeting, insert=False, commitments=[row])
		assert_refused(log, "Commitments, row 1: it is due before it was promised")

	def test_somebody_whom_the_author_may_not_see(self, as_user, users, meeting):
		with as_user(users["outreach2"]):
			hidden = factories.activist(confidentiality="Confidential")
		log = factories.log(meeting, insert=False, attendance=[factories.attendance(hidden)])
		assert_refused(log, "not for you to see", frappe.PermissionError)

	def test_a_log_moved_to_another_meeting(self, meeting):
		log = factories.log(meeting)
		log.meeting = factories.held_meeting(starts_on=add_days(meeting.starts_on, -3)).name
		with pytest.raises(frappe.CannotChangeConstantError):
			log.save()


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
		monkeypatch.setattr(
			"stakeholder_crm.services.alert_safeguarding.get_users_with_role", lambda _role: []
		)
		frappe.local.message_log.clear()
		factories.log(meeting, submit=True, safeguarding_flag=1)
		assert "Speak to a person now" in str(frappe.local.message_log)


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
	from stakeholder_crm.services.keep_in_touch import recompute

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
		recompute(pairs[:1])
	with query_count() as many:
		recompute(pairs[1:])
	assert len(one) == len(many) == 3
	with query_count() as again:
		recompute(pairs)
	assert len(again) == 2


def test_recomputing_for_nobody_asks_nothing(query_count):
	from stakeholder_crm.services.keep_in_touch import recompute

	with query_count() as queries:
		recompute([])
	assert queries == []
