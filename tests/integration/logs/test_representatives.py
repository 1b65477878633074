"""An agency sends two people: both are put down, both came, and each is thanked."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import now_datetime

from stakeholder_crm.api import logs
from stakeholder_crm.engagement.briefs.create_brief import create_brief
from stakeholder_crm.engagement.meetings.check_people import DuplicatePersonError
from stakeholder_crm.engagement.meetings.prefill_log import prefill_log
from stakeholder_crm.testing import factories

THANK_YOU = "Thank You Follow Up"


@pytest.fixture(autouse=True)
def _as_outreach(as_user, users):
	with as_user(users["outreach"]):
		yield


@pytest.fixture
def agency():
	return factories.partner_agency(
		full_name="Shore Legal Aid",
		focal_people=[factories.focal_person(person_name=name) for name in ("Ana A", "Ben B")],
	)


def sent_by(agency, *names: str | None) -> list[dict]:
	return [{**factories.pair(agency), "invited": 1, "represented_by": name} for name in names]


def attended(agency, *names: str | None, **fields) -> list[dict]:
	return [factories.attendance(agency, represented_by=name, **fields) for name in names]


def thanked(meeting: str) -> list[tuple[str, str]]:
	rows = frappe.get_all(
		THANK_YOU,
		filters={"meeting": meeting, "status": ("!=", "Cancelled")},
		fields=["represented_by", "status"],
		order_by="represented_by",
	)
	return [(row.represented_by, row.status) for row in rows]


def test_both_are_put_down_and_prefilled_and_thanked(agency):
	meeting = factories.held_meeting(sent_by(agency, "Ana A", "ben b"))
	log = prefill_log(meeting)
	assert [(row.represented_by, row.acknowledge_in_writing) for row in log.attendance] == [
		("Ana A", 1),
		("Ben B", 1),
	]
	for row in log.attendance:
		row.update({"contribution": "explaining the form", "safe_to_mention": 1})
	log.update({"summary": "We listened.", "outcome": "Progress"})
	log.insert()
	log.submit()
	assert thanked(meeting.name) == [("Ana A", "Awaiting Approval"), ("Ben B", "Awaiting Approval")]
	points = frappe.get_all(
		THANK_YOU, filters={"meeting": meeting.name}, pluck="contact_point", order_by="name"
	)
	assert sorted(points) == sorted(row.name for row in agency.focal_people)


def test_only_who_came_is_thanked_and_each_for_what_they_brought(agency):
	meeting = factories.held_meeting(sent_by(agency, "Ana A", "Ben B"))
	ana, ben = attended(agency, "Ana A", "Ben B")
	factories.log(meeting, submit=True, attendance=[ana, {**ben, "attended": 0}])
	assert thanked(meeting.name) == [("Ana A", "Awaiting Approval")]
	other = factories.held_meeting(sent_by(agency, "Ana A", "Ben B"))
	ben = {**ben, "contribution": "the van", "acknowledge_in_writing": 0}
	factories.log(other, submit=True, attendance=[ana, ben])
	assert thanked(other.name) == [("Ana A", "Awaiting Approval"), ("Ben B", "Blocked")]
	body = frappe.db.get_value(THANK_YOU, {"meeting": other.name, "represented_by": "Ana A"}, "body")
	assert "the van" not in body


@pytest.mark.parametrize(
	("names", "said"),
	[
		(("Ana A", " ana  a"), "Shore Legal Aid.*, represented by .*Ana A.*, is already in row 1"),
		((None, None), "Shore Legal Aid.* is already in row 1 without a representative"),
		(("Ben B", "Ana A", "Ben B"), "row 3: .*represented by .*Ben B.*, is already in row 1"),
	],
)
def test_the_same_representative_twice_is_refused_and_named(agency, names, said):
	with pytest.raises(DuplicatePersonError, match=said):
		factories.meeting(sent_by(agency, *names))


def test_what_is_stored_twice_can_be_saved_again(agency):
	meeting = factories.meeting(sent_by(agency, "Ana A", "Ben B"))
	# As an erasure of the agency leaves it.
	frappe.db.set_value("Meeting Participant", {"parent": meeting.name}, "represented_by", None)
	meeting.reload()
	meeting.purpose = "Another purpose"
	meeting.save()


def test_an_amended_log_thanks_who_was_left_out_and_nobody_twice(agency):
	meeting = factories.held_meeting(sent_by(agency, "Ana A"))
	log = factories.log(meeting, submit=True)
	frappe.db.set_value(THANK_YOU, {"meeting": meeting.name}, "status", "Sent")
	log.cancel()
	amended = frappe.copy_doc(log)
	amended.update({"amended_from": log.name, "docstatus": 0})
	amended.append("attendance", attended(agency, "Ben B")[0])
	amended.insert()
	amended.submit()
	assert thanked(meeting.name) == [("Ana A", "Sent"), ("Ben B", "Awaiting Approval")]


@pytest.mark.parametrize(("before", "after"), [(None, "Ana A"), ("Ana A", None)])
def test_naming_the_representative_later_thanks_nobody_twice(agency, before, after):
	meeting = factories.held_meeting(sent_by(agency, before))
	log = factories.log(meeting, submit=True)
	frappe.db.set_value(THANK_YOU, {"meeting": meeting.name}, "status", "Sent")
	log.cancel()
	amended = frappe.copy_doc(log)
	amended.update({"amended_from": log.name, "docstatus": 0})
	amended.attendance[0].represented_by = after
	amended.insert()
	amended.submit()
	assert thanked(meeting.name) == [(before, "Sent")]


def test_a_cancelled_log_wakes_both_when_it_is_amended(agency):
	meeting = factories.held_meeting(sent_by(agency, "Ana A", "Ben B"))
	log = factories.log(meeting, submit=True)
	log.cancel()
	assert thanked(meeting.name) == []
	amended = frappe.copy_doc(log)
	amended.update({"amended_from": log.name, "docstatus": 0})
	amended.insert()
	amended.submit()
	assert thanked(meeting.name) == [("Ana A", "Awaiting Approval"), ("Ben B", "Awaiting Approval")]
	assert frappe.db.count(THANK_YOU, {"meeting": meeting.name}) == 2


def test_one_is_not_named_to_the_other(agency):
	meeting = factories.held_meeting(sent_by(agency, "Ana A", "Ben B"))
	ana, ben = attended(agency, "Ana A", "Ben B")
	factories.log(meeting, submit=True, attendance=[{**ana, "contribution": "helping Ben along"}, ben])
	assert thanked(meeting.name) == [("Ana A", "Needs Review"), ("Ben B", "Awaiting Approval")]


def test_the_brief_speaks_of_the_agency_once(agency):
	meeting = factories.held_meeting(sent_by(agency, "Ana A", "Ben B"))
	ana, ben = attended(agency, "Ana A", "Ben B")
	rows = [{**ana, "contribution": "the map", "trust_change": "Grew"}, {**ben, "contribution": "the van"}]
	factories.log(meeting, submit=True, attendance=rows)
	agency.focal_people[1].safety = "Unsafe"
	agency.save()
	brief = create_brief(factories.meeting(sent_by(agency, "Ana A", "Ben B")).name)
	lines = {
		section: [row.text for row in brief.lines if row.section == section and "Shore" in row.text]
		for section in ("Participants", "Last Contact", "Gaps")
	}
	[who] = lines["Participants"]
	assert "represented by Ana A, Ben B" in who
	[touch] = lines["Last Contact"]
	assert "the map; the van" in touch
	assert "grew" in touch
	[gap] = [row.text for row in (*brief.lines, *brief.gaps) if row.section == "Gaps" and "Shore" in row.text]
	assert "no safe contact point for Ben B" in gap


def test_a_quick_log_names_both(agency):
	person = {**factories.pair(agency), "brought": "explaining the form", "may_be_thanked": 1}
	made = logs.quick(
		{
			"key": frappe.generate_hash(length=32),
			"about": "Coordination over tea",
			"kind": "Partner Coordination",
			"began": str(now_datetime().replace(microsecond=0) - timedelta(hours=2)),
			"minutes": 30,
			"people": [{**person, "represented_by": name} for name in ("Ana A", "Ben B")],
		}
	)
	assert thanked(made["meeting"]) == [("Ana A", "Awaiting Approval"), ("Ben B", "Awaiting Approval")]
