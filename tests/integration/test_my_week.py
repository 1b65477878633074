"""The lists of the Outreach workspace, as the people who open it see them."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import add_days, now_datetime, today

from stakeholder_crm.api import my_week as api
from stakeholder_crm.follow_up.my_week import MOST, my_week
from stakeholder_crm.testing import factories


def names(section) -> list[str]:
	return [row["name"] for row in section.rows]


def in_days(days: int):
	return now_datetime().replace(microsecond=0) + timedelta(days=days)


def test_my_meetings_of_the_next_two_weeks_are_there(users, as_user):
	with as_user(users["outreach"]):
		leader = factories.community_leader()
		soon = factories.meeting([leader], starts_on=in_days(3))
		late = factories.meeting([leader], starts_on=in_days(20))
		cancelled = factories.meeting([leader], starts_on=in_days(4), status="Cancelled")
		week = my_week(users["outreach"])
	assert soon.name in names(week.meetings)
	assert not {late.name, cancelled.name} & set(names(week.meetings))


def test_a_team_member_sees_the_meeting_too_and_others_do_not(users, as_user):
	with as_user(users["outreach"]):
		meeting = factories.meeting(
			[factories.community_leader()], starts_on=in_days(3), team=[{"user": users["outreach2"]}]
		)
		alone = factories.meeting([factories.community_leader()], starts_on=in_days(4))
	with as_user(users["outreach2"]):
		week = my_week(users["outreach2"])
	assert meeting.name in names(week.meetings)
	assert alone.name not in names(week.meetings)


def test_a_meeting_carries_the_state_of_its_newest_brief(users, as_user):
	with as_user(users["outreach"]):
		meeting = factories.meeting([factories.community_leader()], starts_on=in_days(3))
		[before] = [row for row in my_week(users["outreach"]).meetings.rows if row["name"] == meeting.name]
	assert before["brief"] is None
	for version, status in ((1, "Stale"), (2, "Final"), (3, "Void")):
		brief = frappe.new_doc("Meeting Brief")
		brief.update({"meeting": meeting.name, "version": version, "status": status})
		brief.db_insert()
	with as_user(users["outreach"]):
		[after] = [row for row in my_week(users["outreach"]).meetings.rows if row["name"] == meeting.name]
	assert (after["brief"].version, after["brief"].status) == (2, "Final")


def test_a_meeting_that_is_over_asks_for_its_log(users, as_user):
	with as_user(users["outreach"]):
		leader = factories.community_leader()
		held = factories.held_meeting([leader])
		forgotten = factories.meeting([leader], starts_on=in_days(-3), status="Confirmed")
		logged = factories.meeting([leader], starts_on=in_days(-4), status="Logged")
		week = my_week(users["outreach"])
	assert {held.name, forgotten.name} <= set(names(week.to_log))
	assert logged.name not in names(week.to_log)


def test_due_promises_of_ours_are_there_and_overdue_is_said(users, as_user):
	with as_user(users["outreach"]):
		leader = factories.community_leader()
		overdue = factories.commitment(leader, made_on=add_days(today(), -9), due_on=add_days(today(), -2))
		soon = factories.commitment(leader, due_on=add_days(today(), 2))
		far = factories.commitment(leader, due_on=add_days(today(), 40))
		theirs = factories.commitment(leader, direction="Theirs", due_on=today())
		of_a_colleague = factories.commitment(leader, responsible=users["outreach2"], due_on=today())
		week = my_week(users["outreach"])
	shown = {row["name"]: row["overdue"] for row in week.commitments.rows}
	assert shown[overdue.name] is True
	assert shown[soon.name] is False
	assert not {far.name, theirs.name, of_a_colleague.name} & set(shown)


def test_those_i_am_losing_touch_with_are_worst_first(users, as_user):
	with as_user(users["outreach"]):
		some = factories.community_leader()
		worse = factories.activist()
		resting = factories.activist(status="Dormant")
		fine = factories.activist()
	for doc, days in ((some, 5), (worse, 50), (resting, 70)):
		doc.db_set("next_touch_on", add_days(today(), -days), update_modified=False)
	with as_user(users["outreach"]):
		rows = my_week(users["outreach"]).losing_touch.rows
	order = [row["name"] for row in rows]
	assert order.index(worse.name) < order.index(some.name)
	assert {row["name"]: row["days"] for row in rows}[worse.name] == 50
	assert not {resting.name, fine.name} & set(order)


def follow_up(log, stakeholder, status: str, assigned_to: str):
	doc = frappe.new_doc("Thank You Follow Up")
	doc.update(
		{
			**factories.pair(stakeholder),
			"stakeholder_name": stakeholder.display_name,
			"meeting": log.meeting,
			"meeting_log": log.name,
			"status": status,
			"assigned_to": assigned_to,
			"occurrence_key": frappe.generate_hash(length=20),
			"email_queue": None,
		}
	)
	doc.db_insert()
	return doc.name


def test_follow_ups_wait_for_who_must_decide(users, as_user):
	with as_user(users["outreach"]):
		leader = factories.community_leader()
		log = factories.log(factories.held_meeting([leader]))
	mine = follow_up(log, leader, "Blocked", users["outreach"])
	to_approve = follow_up(log, leader, "Awaiting Approval", users["outreach"])
	sent = follow_up(log, leader, "Sent", users["outreach"])
	with as_user(users["outreach"]):
		shown = names(my_week(users["outreach"]).follow_ups)
	assert mine in shown
	assert not {to_approve, sent} & set(shown)
	with as_user(users["manager"]):
		shown = names(my_week(users["manager"]).follow_ups)
	assert to_approve in shown
	assert not {mine, sent} & set(shown)


def test_a_long_list_is_cut_and_says_so(users, as_user):
	with as_user(users["outreach"]):
		leader = factories.community_leader()
		for _ in range(MOST + 1):
			factories.commitment(leader, due_on=today())
		section = my_week(users["outreach"]).commitments
	assert len(section.rows) == MOST
	assert section.more


def test_nothing_of_a_confidential_person_shows_to_others(users, as_user):
	with as_user(users["outreach"]):
		hidden = factories.activist(
			full_name="Xanthe Zzyzx", safe_alias="Nightjar", confidentiality="Confidential"
		)
		factories.commitment(hidden, responsible=users["outreach2"], due_on=today())
	hidden.db_set("next_touch_on", add_days(today(), -9), update_modified=False)
	with as_user(users["outreach2"]):
		assert "Zzyzx" not in frappe.as_json(api.load())
		assert "Nightjar" not in frappe.as_json(api.load())


def test_an_outsider_is_refused(users, as_user):
	with as_user(users["outsider"]), pytest.raises(frappe.PermissionError):
		api.load()
