"""What a person does: a to-do that says the kind of act, and a script that says how, where it is safe."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import frappe
import pytest
from frappe.utils import now_datetime

from stakeholder_crm.api import thank_yous as api
from stakeholder_crm.base.clock import to_moment
from stakeholder_crm.follow_up.messages.script import load_script
from stakeholder_crm.stakeholders.suppression import suppress
from stakeholder_crm.testing import factories
from tests.integration.thank_yous.helpers import THANK_YOU, again, settings

KATHMANDU = ZoneInfo("Asia/Kathmandu")
PHONE = "+447700900123"
WORDS = "The record has the details."


def point(channel, value="", **fields):
	return factories.contact_point(channel=channel, value=value, **fields)


PHONE_POINT = {"contact_points": [point("Phone", PHONE)]}


@pytest.fixture
def script(users, as_user):
	"""The script of a thank-you as a user of that role gets it."""

	def read(doc, role="outreach"):
		with as_user(users[role]):
			return api.script(doc.name)

	return read


@pytest.mark.parametrize(
	("points", "row", "sentence"),
	[
		([point("Phone", PHONE)], {}, "Call to say thank you: {0}. "),
		([point("SMS", PHONE)], {}, "Send a thank-you message: {0}. "),
		([point("WhatsApp", PHONE)], {}, "Send a thank-you message: {0}. "),
		([point("Letter", "Dock Road 4")], {}, "Write a thank-you letter: {0}. "),
		([point("In Person")], {}, "Say thank you in person: {0}. "),
		([point("Intermediary")], {}, "Ask an intermediary to pass on a thank-you: {0}. "),
		(
			[point("Email", "a@example.org")],
			{"acknowledge_in_writing": 0},
			"Call or visit to say thank you: {0}. ",
		),
		(
			[point("Email", "a@example.org")],
			{"safe_to_mention": 0},
			"Call or visit to say thank you: {0}. ",
		),
	],
)
def test_the_to_do_says_what_kind_of_act_it_is_and_names_nobody(planned, points, row, sentence):
	doc = planned(full_name="Rosa Vale", contact_points=points, row=row)
	assert doc.status == "Blocked"
	text = frappe.db.get_value("ToDo", doc.todo, "description")
	assert text == sentence.format(doc.name) + WORDS
	for secret in ("Rosa", "900123", "Dock", "Activist", "neighbourhood", "Safe Harbour"):
		assert secret not in text


def test_the_to_do_of_what_is_not_about_thanking_does_not_say_how(planned):
	doc = planned(contact_points=[])
	assert (
		frappe.db.get_value("ToDo", doc.todo, "description")
		== f"A thank-you needs your attention: {doc.name}"
	)


def test_planning_one_shows_no_change_in_its_history(planned):
	doc = planned(**PHONE_POINT)
	versions = frappe.get_all("Version", filters={"docname": doc.name}, pluck="data", order_by="name")
	changed = {field for data in versions for field, *_values in frappe.parse_json(data)["changed"]}
	assert {field for field in changed if not doc.meta.get_field(field).hidden} == set()


def test_a_to_do_that_opens_again_says_the_act_of_today(planned, users, as_user):
	doc = planned(contact_points=[])
	with as_user(users["outreach"]):
		person = frappe.get_doc("Activist", doc.stakeholder)
		person.append("contact_points", point("Phone", PHONE))
		person.save()
		assert api.retry(doc.name) == "Blocked"
	todo = frappe.get_doc("ToDo", again(doc).todo)
	assert (todo.name, todo.status) == (doc.todo, "Open")
	assert todo.description.startswith("Call to say thank you")


def test_whoever_was_to_call_is_told_at_once_when_there_is_an_intermediary_now(planned, users, as_user):
	doc = planned(**PHONE_POINT)
	assert "Call them" in doc.block_reason
	with as_user(users["outreach"]):
		between = factories.community_leader()
		person = frappe.get_doc("Activist", doc.stakeholder)
		person.update({"intermediary_type": between.doctype, "intermediary": between.name})
		person.save()
	after = again(doc)
	assert (after.status, after.reason_code) == ("Blocked", "through_intermediary")
	assert "intermediary" in after.block_reason
	todo = frappe.get_doc("ToDo", after.todo)
	assert (todo.name, todo.status) == (doc.todo, "Open")
	assert todo.description.startswith("Ask an intermediary")


def test_whoever_was_to_call_a_number_that_is_unsafe_now_is_told_at_once(planned, users, as_user):
	doc = planned(**PHONE_POINT)
	with as_user(users["outreach"]):
		person = frappe.get_doc("Activist", doc.stakeholder)
		person.contact_points[0].safety = "Unsafe"
		person.save()
	after = again(doc)
	assert (after.status, after.reason_code) == ("Blocked", "no_safe_route")
	assert not frappe.db.get_value("ToDo", after.todo, "description").startswith("Call")


def test_a_call_is_told_with_all_that_the_caller_must_know(planned, script):
	notes = [
		{"kind": "Do", "text": "Ask whether she can talk"},
		{"kind": "Don't", "text": "Do not call at work"},
	]
	phone = point("Phone", "+44 7700 900123", voicemail_ok=0, name_organisation_ok=0)
	doc = planned(contact_points=[phone], care_notes=notes, time_zone="Asia/Kathmandu")
	told = script(doc)
	assert told["stop"] == ""
	assert (told["channel"], told["address"]) == ("Phone", PHONE)
	assert told["voicemail_ok"] is False
	assert told["may_name_us"] is False
	assert (told["do"], told["dont"]) == (("Ask whether she can talk",), ("Do not call at work",))
	assert told["hour"]["zone"] == "Asia/Kathmandu"
	assert told["hour"]["allowed"] is True
	assert abs((told["hour"]["now"] - now_datetime()).total_seconds()) < 60
	assert told["is_text"] is True
	assert told["say"] == doc.body
	assert "explaining how the neighbourhood sees it" in told["say"]
	assert told["intermediary"] is None


def test_where_a_voicemail_is_fine_and_we_may_be_named_it_says_so(planned, script):
	told = script(planned(contact_points=[point("Phone", PHONE, voicemail_ok=1)]))
	assert (told["voicemail_ok"], told["may_name_us"]) == (True, True)


def test_a_quiet_hour_is_told_with_the_next_decent_one(planned):
	doc = planned(time_zone="Asia/Kathmandu", quiet_from="20:00", quiet_to="08:00", **PHONE_POINT)
	night = datetime.now(KATHMANDU).replace(hour=23, minute=0, second=0, microsecond=0)
	hour = load_script(doc, night).hour
	assert hour.allowed is False
	assert to_moment(hour.now) == night
	assert to_moment(hour.next_allowed) == night.replace(hour=8) + timedelta(days=1)


def test_hours_that_cannot_be_read_are_not_guessed(planned, script):
	doc = planned(**PHONE_POINT)
	frappe.db.set_value("Activist", doc.stakeholder, "time_zone", "Nowhere/Land")
	assert script(doc)["hour"] is None


def test_a_letter_has_no_hour_and_no_voicemail(planned, script):
	told = script(planned(contact_points=[point("Letter", "Dock Road 4")]))
	assert (told["address"], told["hour"], told["voicemail_ok"]) == ("Dock Road 4", None, None)


def test_what_must_not_be_written_is_told_with_a_way_to_speak(planned, script):
	doc = planned(
		contact_points=[point("Letter", "Dock Road 4"), point("Phone", PHONE, preferred=0)],
		row={"acknowledge_in_writing": 0},
	)
	assert script(doc)["address"] == PHONE


def test_where_nobody_can_be_spoken_to_it_says_what_to_do(planned, script):
	told = script(planned(row={"acknowledge_in_writing": 0}, care_notes=[{"kind": "Do", "text": "Whisper"}]))
	assert "at the next meeting" in told["stop"]
	assert told["address"] == ""
	assert told["do"] == ("Whisper",)


def test_nothing_that_is_not_safe_to_mention_is_put_into_anybodys_mouth(planned, script):
	row = {"safe_to_mention": 0, "contribution": "hiding her cousin"}
	told = script(planned(row=row, **PHONE_POINT))
	assert told["address"] == PHONE
	assert told["say"] == ""
	assert "cousin" not in str(told)


def test_without_a_text_the_contribution_is_what_to_say(planned, script):
	settings(thank_you_template="")
	told = script(planned(**PHONE_POINT))
	assert (told["say"], told["is_text"]) == ("explaining how the neighbourhood sees it", False)


@pytest.mark.parametrize("contribution", ["bringing Amina along", "your words on case x-17"])
def test_words_that_give_something_away_are_not_to_be_said(logged, script, contribution):
	person, other = factories.activist(**PHONE_POINT), factories.activist(full_name="Amina Diallo")
	log = logged(
		person,
		other,
		meeting={"case_ref": "X17"},
		attendance=[
			factories.attendance(person, contribution=contribution),
			factories.attendance(other, attended=0),
		],
	)
	told = script(frappe.get_doc(THANK_YOU, {"meeting_log": log.name, "stakeholder": person.name}))
	assert told["say"] == ""


def test_a_text_that_says_who_we_are_is_not_read_out_where_that_must_not_be_known(planned, script):
	doc = planned(contact_points=[point("Phone", PHONE, name_organisation_ok=0)])
	doc.db_set("body", "Dear friend, we of Safe Harbour thank you.")
	told = script(doc)
	assert (told["say"], told["is_text"]) == ("explaining how the neighbourhood sees it", False)


@pytest.mark.parametrize(
	("fields", "word"),
	[({"status": "Do Not Contact"}, "not Active"), ({"status": "Dormant"}, "not Active")],
)
def test_who_must_not_be_contacted_has_no_script(planned, script, fields, word):
	doc = planned(**PHONE_POINT)
	# Past the hook that would cancel it, as a change that nothing told us of.
	frappe.db.set_value("Activist", doc.stakeholder, fields)
	told = script(doc)
	assert word in told["stop"]
	assert (told["address"], told["say"], told["channel"]) == ("", "", "")


def test_a_number_that_has_become_unsafe_is_not_shown_any_more(planned, script):
	doc = planned(**PHONE_POINT)
	frappe.db.set_value("Stakeholder Contact Point", doc.contact_point, "safety", "Unsafe")
	told = script(doc)
	assert "Do not call" in told["stop"]
	assert PHONE not in str(told)


def test_a_number_that_asked_for_no_more_is_not_called(planned, script):
	doc = planned(contact_points=[point("Phone", PHONE)], row={"acknowledge_in_writing": 0})
	suppress("Phone", PHONE, "Opted Out")
	doc.db_set({"status": "Blocked", "reason_code": "not_in_writing"})
	told = script(doc)
	assert told["stop"]
	assert PHONE not in str(told)


def test_whoever_is_reached_through_somebody_else_is_told_with_that_persons_name(
	planned, users, as_user, script
):
	with as_user(users["outreach"]):
		between = factories.community_leader(full_name="Dina Moss")
	doc = planned(intermediary_type=between.doctype, intermediary=between.name, **PHONE_POINT)
	told = script(doc)
	assert told["channel"] == "Intermediary"
	assert told["intermediary"] == {
		"stakeholder_type": "Community Leader",
		"stakeholder": between.name,
		"display_name": "Dina Moss",
	}
	assert PHONE not in str(told)
	assert told["hour"] is None


def test_an_intermediary_who_must_not_be_contacted_is_not_asked(planned, script):
	between = factories.community_leader(status="Dormant")
	told = script(planned(intermediary_type=between.doctype, intermediary=between.name))
	assert "another way" in told["stop"]
	assert told["intermediary"] is None


def test_an_intermediary_whom_the_reader_may_not_see_is_not_named(planned, script, users):
	between = factories.activist(
		full_name="Hidden Helper", confidentiality="Confidential", relationship_owner=users["safeguarding"]
	)
	doc = planned()
	frappe.db.set_value(
		"Activist", doc.stakeholder, {"intermediary_type": "Activist", "intermediary": between.name}
	)
	doc.db_set({"status": "Blocked", "reason_code": "through_intermediary"})
	told = script(doc)
	assert "safeguarding lead" in told["stop"]
	assert between.display_name not in str(told)
	assert script(doc, "safeguarding")["intermediary"]["display_name"] == between.display_name


def test_an_agencys_focal_person_may_be_called(users, as_user, script):
	with as_user(users["outreach"]):
		focal = factories.focal_person(person_name="Petra Lund", channel="Phone", address=PHONE)
		agency = factories.partner_agency(focal_people=[focal])
		row = {**factories.pair(agency), "represented_by": "Petra Lund"}
		factories.log(factories.held_meeting([row]), submit=True)
	told = script(frappe.get_doc(THANK_YOU, {"stakeholder": agency.name}))
	assert (told["channel"], told["address"], told["voicemail_ok"]) == ("Phone", PHONE, False)


@pytest.mark.parametrize(
	("status", "code", "shown"),
	[
		("Needs Review", "too_late", True),
		("Failed", "refused", True),
		("Needs Review", "names_others", False),
		("Needs Review", "broke_off", False),
		("Awaiting Approval", "", False),
		("Sent", "by_hand", False),
		("Cancelled", "by_hand", False),
	],
)
def test_a_script_is_there_where_a_person_may_thank_them(planned, script, status, code, shown):
	doc = planned(contact_points=[factories.contact_point(), point("Phone", PHONE, preferred=0)])
	doc.db_set({"status": status, "reason_code": code})
	told = script(doc)
	assert (told["address"] == PHONE) if shown else told is None


def test_where_a_machine_failed_and_there_is_no_other_way_there_is_no_script(planned, script):
	doc = planned()
	doc.db_set({"status": "Failed", "reason_code": "refused"})
	assert script(doc) is None


@pytest.mark.parametrize("role", ["outreach2", "manager", "outsider"])
def test_who_is_not_cleared_gets_no_number(planned, users, as_user, role):
	doc = planned(confidentiality="Confidential", relationship_owner=users["outreach"], **PHONE_POINT)
	with as_user(users[role]), pytest.raises(frappe.PermissionError):
		api.script(doc.name)


def test_who_may_see_thank_yous_but_no_activists_gets_no_number(planned, users, as_user, monkeypatch):
	from frappe.model.document import Document

	doc = planned(**PHONE_POINT)
	allowed = Document.has_permission

	def but_no_activists(self, *args, **kwargs):
		return self.doctype != "Activist" and allowed(self, *args, **kwargs)

	monkeypatch.setattr(Document, "has_permission", but_no_activists)
	with as_user(users["manager"]), pytest.raises(frappe.PermissionError):
		api.script(doc.name)


def test_the_form_is_told_what_a_machine_would_send(planned):
	for doc, by_machine in ((planned(), True), (planned(**PHONE_POINT), False)):
		doc.run_method("onload")
		assert doc.get_onload("by_machine") is by_machine
