"""A meeting that nobody planned, logged in one step from a phone."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import add_days, now_datetime, today

from stakeholder_crm.api import logs
from stakeholder_crm.testing import factories

MEETING, LOG = "Stakeholder Meeting", "Meeting Log"


@pytest.fixture(autouse=True)
def _as_outreach(as_user, users):
	with as_user(users["outreach"]):
		yield


@pytest.fixture
def person():
	return factories.activist()


def pair(doc) -> dict[str, str]:
	return {"stakeholder_type": doc.doctype, "stakeholder": doc.name}


def note(*people: dict, **values) -> dict:
	began = now_datetime().replace(microsecond=0) - timedelta(hours=2)
	return {
		"key": frappe.generate_hash(length=32),
		"about": "Tea after the assembly",
		"kind": "Informal Gathering",
		"began": str(began),
		"minutes": 30,
		"people": list(people),
		**values,
	}


def test_a_meeting_and_its_submitted_log_are_made(person):
	sent = note(
		{**pair(person), "brought": " told us who to ask ", "may_be_thanked": 1},
		{"guest_name": "Her neighbour", "brought": "the key to the hall"},
	)
	made = logs.quick(sent)
	meeting, log = frappe.get_doc(MEETING, made["meeting"]), frappe.get_doc(LOG, made["log"])
	assert (meeting.status, meeting.kind, meeting.subject) == (
		"Logged",
		"Informal Gathering",
		"Tea after the assembly",
	)
	assert meeting.lead == frappe.session.user
	assert str(log.held_from) == sent["began"]
	assert log.held_to - log.held_from == timedelta(minutes=30)
	assert (log.docstatus, log.summary) == (1, "Tea after the assembly")
	rows = [
		(row.stakeholder, row.guest_name, row.contribution, row.safe_to_mention) for row in log.attendance
	]
	assert rows == [
		(person.name, None, "told us who to ask", 1),
		(None, "Her neighbour", "the key to the hall", 0),
	]
	assert str(frappe.db.get_value("Activist", person.name, "last_interaction_on")) == sent["began"][:10]


def test_what_was_promised_is_a_commitment_of_the_one_who_logs(person):
	due = add_days(today(), 14)
	made = logs.quick(note({**pair(person), "promised": "Send the minutes", "due_on": due}))
	found = frappe.get_all(
		"Stakeholder Commitment",
		filters={"meeting_log": made["log"]},
		fields=["promise", "direction", "responsible", "stakeholder", "due_on"],
		order_by="name",
	)
	assert [{**row, "due_on": str(row.due_on)} for row in found] == [
		{
			"promise": "Send the minutes",
			"direction": "Ours",
			"responsible": frappe.session.user,
			"stakeholder": person.name,
			"due_on": due,
		}
	]


def test_nobody_is_thanked_for_what_is_not_said_to_be_safe(person):
	made = logs.quick(note({**pair(person), "brought": "a name that must not be written down"}))
	bodies = frappe.get_all(
		"Thank You Follow Up",
		filters={"meeting_log": made["log"]},
		fields=["status", "body"],
		order_by="name",
	)
	assert len(bodies) == 1
	assert bodies[0].status not in ("Scheduled", "Awaiting Approval", "Queued", "Sent")
	assert "must not be written down" not in (bodies[0].body or "")


def test_a_note_that_arrives_twice_is_logged_once(person):
	sent = note(pair(person))
	first = logs.quick(sent)
	assert logs.quick(frappe.as_json(sent)) == first
	assert frappe.db.count(MEETING, {"quick_log_key": sent["key"]}) == 1


def test_a_key_opens_nobody_elses_note(person, as_user, users):
	sent = note(pair(person))
	first = logs.quick(sent)
	with as_user(users["outreach2"]), pytest.raises(frappe.DuplicateEntryError, match="not be logged twice"):
		logs.quick(note({"guest_name": "Somebody"}, key=sent["key"]))
	assert frappe.db.get_value(MEETING, {"quick_log_key": sent["key"]}) == first["meeting"]


def test_whom_one_may_not_see_one_cannot_log(as_user, users):
	with as_user(users["outreach2"]):
		hidden = factories.activist(
			confidentiality="Confidential", safe_alias="Heron", relationship_owner=users["outreach2"]
		)
	with pytest.raises(frappe.PermissionError, match="permission to view it"):
		logs.quick(note(pair(hidden)))


def test_who_may_not_log_meetings_is_refused(person, as_user, users):
	sent = note(pair(person))
	with as_user(users["safeguarding"]), pytest.raises(frappe.PermissionError):
		logs.quick(sent)


@pytest.mark.parametrize(
	("values", "told"),
	[
		({"about": " "}, "Enter About"),
		({"people": []}, "Add at least one person"),
		({"key": ""}, "has no key"),
		({"key": "x" * 37}, "has no key"),
		({"began": "yesterday"}, "When: enter a start time"),
		({"began": ""}, "When: enter a start time"),
		({"minutes": 0}, "When: enter a start time"),
		({"minutes": 1441}, "When: enter a start time"),
		({"people": [{"guest_name": f"Guest {number}"} for number in range(51)]}, "more than 50"),
		(
			{"people": [{"guest_name": "Guest", "promised": "A chair"}]},
			"Person 1: a commitment needs a stakeholder",
		),
		({"people": [{}]}, "choose a stakeholder or enter a guest"),
	],
)
def test_what_is_missing_is_told(values, told):
	with pytest.raises(frappe.ValidationError, match=told):
		logs.quick(note(**{"people": [{"guest_name": "Guest"}], **values}))


def test_a_promise_says_until_when(person):
	with pytest.raises(frappe.MandatoryError, match="Person 1: enter Due"):
		logs.quick(note({**pair(person), "promised": "Send the minutes"}))


@pytest.mark.parametrize("sent", ["[]", "{", '"x"'])
def test_what_is_no_note_is_refused(sent):
	with pytest.raises(frappe.ValidationError):
		logs.quick(sent)
