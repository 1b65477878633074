"""When a brief is made without anybody asking, and who is told."""

from datetime import timedelta

import frappe
import pytest

from stakeholder_crm import tasks
from stakeholder_crm.engagement.briefs import refresh_briefs
from stakeholder_crm.engagement.briefs.create_brief import create_brief, current_brief
from stakeholder_crm.testing import factories
from tests.integration.briefs.helpers import JOBS, notices, set_hours, versions


def test_drafted_and_made_final_in_time_and_only_once(meeting, freeze):
	set_hours(49, meeting, freeze)
	tasks.refresh_briefs()
	assert versions(meeting) == []
	for hours, status in ((47.5, "Draft"), (46, "Draft"), (23.5, "Final"), (22, "Final")):
		set_hours(hours, meeting, freeze)
		tasks.refresh_briefs()
		assert versions(meeting) == [(1, status)]


def test_it_catches_up_on_missed_hours(meeting, freeze):
	set_hours(3, meeting, freeze)
	tasks.refresh_briefs()
	assert versions(meeting) == [(1, "Final")]


def test_a_brief_that_went_stale_before_its_final_hour_is_refreshed(meeting, amina, freeze):
	set_hours(47, meeting, freeze)
	tasks.refresh_briefs()
	factories.concern(amina)
	set_hours(40, meeting, freeze)
	tasks.refresh_briefs()
	assert versions(meeting) == [(1, "Stale")]
	set_hours(23, meeting, freeze)
	tasks.refresh_briefs()
	assert versions(meeting) == [(1, "Stale"), (2, "Final")]
	factories.concern(amina)
	set_hours(20, meeting, freeze)
	tasks.refresh_briefs()
	assert versions(meeting) == [(1, "Stale"), (2, "Stale")]


def test_the_hours_are_those_of_the_settings(meeting, freeze):
	frappe.set_user("Administrator")
	settings = frappe.get_doc("Stakeholder CRM Settings")
	settings.update({"brief_draft_hours": 6, "brief_final_hours": 2}).save()
	for hours, expected in ((7, []), (5, [(1, "Draft")]), (1, [(1, "Final")])):
		set_hours(hours, meeting, freeze)
		tasks.refresh_briefs()
		assert versions(meeting) == expected


def test_a_meeting_planned_for_today_gets_its_brief_at_once(amina, jobs, freeze):
	freeze("2027-03-01 08:00")
	meeting = factories.meeting([amina], starts_on="2027-03-01 15:00:00")
	jobs.run(JOBS)
	brief = current_brief(meeting.name)
	assert (brief.status, brief.quick_prep) == ("Final", 1)


def test_one_meeting_in_trouble_does_not_leave_the_others_without(meeting, amina, monkeypatch, freeze):
	other = factories.meeting([amina], starts_on=meeting.starts_on + timedelta(minutes=90))
	set_hours(20, meeting, freeze)
	whole = refresh_briefs.create_brief

	def troubled(name, *args):
		if name == meeting.name:
			raise RuntimeError("no")
		return whole(name, *args)

	monkeypatch.setattr(refresh_briefs, "create_brief", troubled)
	tasks.refresh_briefs()
	assert versions(meeting) == []
	assert versions(other) == [(1, "Final")]
	assert frappe.db.exists("Error Log", {"reference_name": meeting.name})


# --- who is told


def test_lead_and_team_are_told_and_nothing_of_its_content(meeting, amina, users, freeze, as_user):
	factories.concern(amina, said="The hall is watched")
	frappe.set_user("Administrator")
	set_hours(47, meeting, freeze)
	tasks.refresh_briefs()
	assert {user for user, _subject in notices(meeting)} == {users["outreach"], users["outreach2"]}
	set_hours(20, meeting, freeze)
	tasks.refresh_briefs()
	factories.concern(amina, said="Another one")
	set_hours(19, meeting, freeze)  # notices are told apart by their moment
	tasks.refresh_briefs()
	told = [subject for user, subject in notices(meeting) if user == users["outreach"]]
	first_and_last_words = [(sentence.split(" on ")[0], sentence.rsplit(") ")[-1]) for sentence in told]
	assert first_and_last_words == [
		("The draft brief for your meeting", "is ready."),
		("The final brief for your meeting", "is ready."),
		("The brief for your meeting", "is out of date."),
	]
	for _user, subject in notices(meeting):
		for content in ("Amina", "watched", "Another", meeting.subject):
			assert content not in subject


@pytest.mark.parametrize(
	("zone", "when"),
	[("Asia/Kolkata", "2 Dec 2026, 06:30 (Asia/Kolkata)"), ("", "2 Dec 2026, 02:00 (Europe/Madrid)")],
)
def test_they_are_told_by_which_clock(amina, users, freeze, zone, when):
	freeze("2026-11-30 12:00:00")
	team = [{"user": users["outreach2"]}]
	meeting = factories.meeting([amina], starts_on="2026-12-02 02:00:00", time_zone=zone, team=team)
	create_brief(meeting.name)
	assert [subject for _user, subject in notices(meeting)] == [
		f"The draft brief for your meeting on {when} is ready."
	]


def test_whoever_composes_is_not_told(meeting, users):
	create_brief(meeting.name)
	assert [user for user, _subject in notices(meeting)] == [users["outreach2"]]


def test_a_disabled_colleague_is_not_told(meeting, users, as_user):
	with as_user("Administrator"):
		frappe.db.set_value("User", users["outreach2"], "enabled", 0)
	create_brief(meeting.name)
	assert notices(meeting) == []
