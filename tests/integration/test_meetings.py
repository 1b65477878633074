"""Planning a meeting, and its way from planned to closed."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import add_days, get_datetime, now_datetime, today

from stakeholder_crm.api import meetings
from stakeholder_crm.document import IllegalTransitionError
from stakeholder_crm.engagement.meetings.check_people import DuplicatePersonError, NotAFocalPersonError
from stakeholder_crm.testing import factories


@pytest.fixture(autouse=True)
def _as_outreach(as_user, users):
	with as_user(users["outreach"]):
		yield


def warnings() -> str:
	return " ".join(str(message) for message in frappe.local.message_log)


def in_a_week(hour: int = 10):
	return get_datetime(f"{add_days(today(), 7)} {hour:02}:00:00")


def unsaved(*people, **fields):
	return factories.meeting(people, insert=False, **fields)


def assert_refused(doc, sentence: str, error=frappe.ValidationError) -> None:
	"""The document is refused in these words, and nothing of it is there."""
	before = frappe.db.count(doc.doctype)
	with pytest.raises(error, match=sentence):
		doc.insert()
	assert frappe.db.count(doc.doctype) == before


def test_whoever_plans_a_meeting_leads_it(users):
	doc = unsaved(factories.activist())
	doc.lead = None
	doc.insert()
	assert doc.name.startswith("MTG-")
	assert doc.lead == users["outreach"]
	assert doc.status == "Planned"


@pytest.mark.parametrize("minutes", [0, -30])
def test_a_meeting_cannot_end_before_it_starts(minutes):
	doc = unsaved(starts_on=in_a_week(), ends_on=in_a_week() + timedelta(minutes=minutes))
	assert_refused(doc, "Ends On must be after Starts On")


@pytest.mark.parametrize("fieldname", ["subject", "starts_on", "ends_on"])
def test_a_meeting_without_what_it_cannot_do_without(fieldname):
	doc = unsaved(factories.activist())
	doc.set(fieldname, None)
	assert_refused(doc, fieldname, frappe.MandatoryError)


def test_a_time_zone_is_an_iana_name():
	assert_refused(unsaved(time_zone="Nairobi"), "Nairobi.* is not a time zone")
	assert unsaved(time_zone="Africa/Nairobi").insert().time_zone == "Africa/Nairobi"


def test_the_same_participant_twice_is_refused():
	leader = factories.community_leader(full_name="Amina Odhiambo")
	doc = unsaved(leader, factories.activist(), leader)
	assert_refused(doc, "Participants, row 3: .*Amina Odhiambo.* is already in row 1", DuplicatePersonError)


def test_the_same_guest_twice_is_refused():
	doc = unsaved({"guest_name": "Jon Vance"}, {"guest_name": " jon  VANCE"})
	assert_refused(doc, "row 2: .*is already in row 1", DuplicatePersonError)


def test_a_row_names_a_stakeholder_or_a_guest_and_not_both():
	activist = factories.activist()
	both = unsaved({**factories.pair(activist), "guest_name": "Jon Vance"})
	assert_refused(both, "row 1: choose a stakeholder or enter a guest, not both")
	assert_refused(unsaved({"guest_name": "  "}), "row 1: choose a stakeholder or enter a guest")


def test_a_participant_is_one_of_the_three_kinds(users):
	doc = unsaved({"stakeholder_type": "User", "stakeholder": users["manager"]})
	assert_refused(doc, "choose Community Leader, Activist or Partner Agency")


def test_an_agency_is_represented_by_a_focal_person_of_today():
	agency = factories.partner_agency(
		full_name="Shore Legal Aid",
		focal_people=[
			factories.focal_person(person_name="Rosa Lindqvist"),
			factories.focal_person(person_name="Tomas Berg", until=add_days(today(), -1)),
		],
	)
	row = factories.pair(agency)
	doc = unsaved({**row, "represented_by": " rosa lindqvist"}).insert()
	assert doc.participants[0].represented_by == "Rosa Lindqvist"
	for name in ("Tomas Berg", "Somebody Else"):
		assert_refused(
			unsaved({**row, "represented_by": name}),
			"is not a focal person of .*Shore Legal Aid",
			NotAFocalPersonError,
		)


def test_a_representative_who_left_since_stays_in_a_stored_row():
	person = factories.focal_person(person_name="Rosa Lindqvist")
	agency = factories.partner_agency(focal_people=[person])
	doc = factories.meeting([{**factories.pair(agency), "represented_by": "Rosa Lindqvist"}])
	agency.focal_people[0].until = today()
	agency.save()
	doc.reload()
	doc.purpose = "Another purpose"
	doc.save()
	assert doc.participants[0].represented_by == "Rosa Lindqvist"


def test_only_an_agency_is_represented():
	row = {**factories.pair(factories.activist()), "represented_by": "Rosa Lindqvist"}
	assert not factories.meeting([row]).participants[0].represented_by


def test_a_meeting_is_at_least_as_confidential_as_who_comes():
	doc = factories.meeting([factories.activist(confidentiality="Restricted"), factories.activist()])
	assert doc.confidentiality == "Restricted"
	doc.append("participants", factories.pair(factories.activist(confidentiality="Confidential")))
	doc.save()
	assert doc.confidentiality == "Confidential"
	doc.participants = doc.participants[:1]
	doc.save()
	assert doc.confidentiality == "Confidential"


def test_nobody_may_be_named_by_who_may_not_see_them(as_user, users):
	with as_user(users["outreach2"]):
		hidden = factories.activist(confidentiality="Restricted", full_name="Ines Duarte")
	doc = unsaved(hidden)
	assert_refused(doc, "Row 1, Stakeholder.*permission to view it", frappe.PermissionError)


def test_a_colleague_keeps_a_participant_that_is_there_already(as_user, users):
	with as_user(users["outreach2"]):
		hidden = factories.activist(confidentiality="Restricted")
		doc = factories.meeting([hidden], team=[{"user": users["outreach"]}])
		doc.db_set("status", "Confirmed")
	doc = frappe.get_doc(doc.doctype, doc.name)
	doc.agenda = "Tea first"
	doc.save()
	assert doc.participants[0].stakeholder == hidden.name


def test_the_lead_and_each_colleague_stand_in_the_team_once(users):
	team = [{"user": users[key]} for key in ("outreach", "outreach2", "outreach2", "manager")]
	doc = factories.meeting(lead=users["outreach"], team=team)
	assert [row.user for row in doc.team] == [users["outreach2"], users["manager"]]


def test_html_and_endless_text_are_refused():
	assert_refused(unsaved(purpose="<script>alert(1)</script>"), "Purpose.* must be plain text")
	assert_refused(
		unsaved(agenda="x" * 100_000),
		r"Agenda.* is too long \(100000 of 20000 characters\)",
		frappe.CharacterLengthExceededError,
	)


class TestTwoMeetingsAtOnce:
	def test_the_lead_is_warned_and_the_meeting_is_saved(self, users):
		first = factories.meeting(starts_on=in_a_week(10))
		frappe.local.message_log.clear()
		second = factories.meeting(starts_on=in_a_week(10) + timedelta(minutes=30))
		assert frappe.db.exists("Stakeholder Meeting", second.name)
		assert first.name in warnings()
		assert "has another meeting" in warnings()

	def test_a_colleague_in_the_team_is_named(self, users):
		factories.meeting(starts_on=in_a_week(10), lead=users["outreach2"])
		frappe.local.message_log.clear()
		factories.meeting(
			starts_on=in_a_week(10), lead=users["outreach"], team=[{"user": users["outreach2"]}]
		)
		assert "Ilse" in warnings()

	def test_a_participant_is_named_by_the_display_name(self, users):
		leader = factories.community_leader(full_name="Amina Odhiambo")
		factories.meeting([leader], starts_on=in_a_week(10), lead=users["outreach2"])
		frappe.local.message_log.clear()
		factories.meeting([leader], starts_on=in_a_week(10), lead=users["outreach"])
		assert "Amina Odhiambo" in warnings()

	def test_whom_somebody_meets_in_secret_is_not_told(self, as_user, users):
		leader = factories.community_leader(full_name="Amina Odhiambo")
		with as_user(users["outreach2"]):
			secret = factories.meeting([leader], starts_on=in_a_week(10), confidentiality="Confidential")
		frappe.local.message_log.clear()
		factories.meeting([leader], starts_on=in_a_week(10), lead=users["outreach"])
		assert secret.name not in warnings()
		assert "Amina" not in warnings()

	def test_a_colleagues_hidden_meeting_is_told_without_its_name(self, as_user, users):
		with as_user(users["outreach2"]):
			secret = factories.meeting(starts_on=in_a_week(10), confidentiality="Confidential")
		frappe.local.message_log.clear()
		factories.meeting(starts_on=in_a_week(10), team=[{"user": users["outreach2"]}])
		assert "Ilse" in warnings()
		assert secret.name not in warnings()

	def test_one_after_the_other_is_no_overlap(self):
		factories.meeting(starts_on=in_a_week(10))
		frappe.local.message_log.clear()
		factories.meeting(starts_on=in_a_week(11))
		assert "another meeting" not in warnings()

	def test_what_was_called_off_is_no_overlap(self):
		factories.meeting(starts_on=in_a_week(10), status="Cancelled")
		frappe.local.message_log.clear()
		factories.meeting(starts_on=in_a_week(10))
		assert "another meeting" not in warnings()

	def test_nobody_is_warned_again_when_neither_hours_nor_people_change(self):
		factories.meeting(starts_on=in_a_week(10))
		doc = factories.meeting(starts_on=in_a_week(10))
		frappe.local.message_log.clear()
		doc.agenda = "Tea first"
		doc.save()
		assert "another meeting" not in warnings()


class TestTheWayOfAMeeting:
	def test_a_planned_meeting_is_confirmed_postponed_and_planned_again(self):
		doc = factories.meeting()
		assert meetings.confirm(doc.name) == "Confirmed"
		assert meetings.postpone(doc.name, "The hall is flooded") == "Postponed"
		doc.reload()
		assert doc.status_reason == "The hall is flooded"
		start = in_a_week(15) + timedelta(days=7)
		answer = meetings.reschedule(doc.name, str(start), str(start + timedelta(hours=2)))
		assert answer == "Planned"
		doc.reload()
		assert (doc.starts_on, doc.ends_on) == (start, start + timedelta(hours=2))
		assert not doc.status_reason

	def test_cancelling_needs_a_reason(self):
		doc = factories.meeting()
		with pytest.raises(frappe.MandatoryError, match="Enter a reason"):
			meetings.cancel(doc.name, "  ")
		assert meetings.cancel(doc.name, "They withdrew") == "Cancelled"
		doc.reload()
		assert doc.status_reason == "They withdrew"

	def test_a_meeting_is_held_once_it_has_begun(self):
		ahead = factories.meeting()
		with pytest.raises(frappe.ValidationError, match="has not started"):
			meetings.mark_held(ahead.name)
		begun = factories.meeting(starts_on=now_datetime() - timedelta(minutes=10))
		assert meetings.mark_held(begun.name) == "Held"

	def test_only_a_logged_meeting_is_closed(self):
		doc = factories.held_meeting()
		with pytest.raises(IllegalTransitionError, match="cannot change from"):
			meetings.close(doc.name)
		doc.db_set("status", "Logged")
		assert meetings.close(doc.name) == "Closed"

	@pytest.mark.parametrize("status", ["Logged", "Closed", "Cancelled", "Held", "Postponed"])
	def test_what_is_over_or_called_off_is_not_postponed_again(self, status):
		doc = factories.meeting(status=status)
		if status == "Postponed":
			assert meetings.postpone(doc.name) == "Postponed"
			return
		with pytest.raises(IllegalTransitionError):
			meetings.postpone(doc.name)

	@pytest.mark.parametrize("hour", ["soon", "", "9999999-01-01"])
	def test_an_hour_that_cannot_be_read_is_refused(self, hour):
		doc = factories.meeting()
		with pytest.raises(frappe.ValidationError, match="Enter the start and end"):
			meetings.reschedule(doc.name, hour, "2030-01-31 14:00:00")
		assert frappe.db.get_value(doc.doctype, doc.name, "starts_on") == doc.starts_on

	def test_rescheduling_checks_the_hours_like_any_save(self):
		doc = factories.meeting()
		with pytest.raises(frappe.ValidationError, match="Ends On must be after Starts On"):
			meetings.reschedule(doc.name, "2030-01-31 14:00:00", "2030-01-31 13:00:00")

	def test_the_status_cannot_be_typed(self):
		doc = factories.meeting()
		doc.status = "Confirmed"
		with pytest.raises(IllegalTransitionError, match="cannot be chosen"):
			doc.save()
		assert frappe.db.get_value(doc.doctype, doc.name, "status") == "Planned"

	@pytest.mark.parametrize("who", ["safeguarding", "outsider"])
	@pytest.mark.parametrize("verb", [meetings.confirm, meetings.cancel, meetings.close, meetings.mark_held])
	def test_who_may_not_change_a_meeting_does_not_move_it(self, as_user, users, who, verb):
		doc = factories.meeting()
		with as_user(users[who]), pytest.raises(frappe.PermissionError):
			verb(doc.name)
		assert frappe.db.get_value(doc.doctype, doc.name, "status") == "Planned"

	def test_a_colleague_who_may_not_see_a_meeting_does_not_move_it(self, as_user, users):
		doc = factories.meeting(confidentiality="Confidential")
		with as_user(users["outreach2"]), pytest.raises(frappe.PermissionError):
			meetings.confirm(doc.name)
