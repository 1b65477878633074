"""How a brief stays true: its versions, what makes it Stale or Void, what its team may read."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import add_days, now_datetime, today

from stakeholder_crm.engagement.briefs.create_brief import create_brief, current_brief
from stakeholder_crm.engagement.briefs.refresh_briefs import refresh_brief
from stakeholder_crm.engagement.briefs.render_brief import brief_as_html
from stakeholder_crm.testing import factories
from tests.integration.briefs.helpers import JOBS, set_hours, texts, versions

# --- versions


def test_composed_again_with_nothing_changed_it_stays_the_same_version(meeting):
	first = create_brief(meeting.name)
	again = create_brief(meeting.name)
	assert again.name == first.name
	assert again.as_of >= first.as_of
	assert versions(meeting) == [(1, "Draft")]


def test_composed_again_after_a_change_it_is_the_next_version(meeting, amina):
	first = create_brief(meeting.name)
	factories.concern(amina, said="The hall is watched")
	second = create_brief(meeting.name)
	assert versions(meeting) == [(1, "Stale"), (2, "Draft")]
	assert "Concerns added: Amina Diallo (medium): “The hall is watched”" in second.what_changed
	assert frappe.get_doc("Meeting Brief", first.name).what_changed == second.what_changed
	assert "The hall is watched" in texts(second)
	assert "The hall is watched" not in texts(frappe.get_doc("Meeting Brief", first.name))


def test_a_gap_that_came_with_time_is_written_into_the_same_version(amina, meeting, freeze):
	amina.update({"verified_on": today(), "verify_every_days": 1}).save()
	first = create_brief(meeting.name)
	assert "last verified" not in texts(first)
	set_hours(10, meeting, freeze)
	again = create_brief(meeting.name)
	assert again.name == first.name
	assert again.status == "Final"
	assert "record last verified on" in texts(again)
	assert versions(meeting) == [(1, "Final")]


def test_a_version_is_there_once(meeting):
	brief = create_brief(meeting.name)
	twin = frappe.copy_doc(brief)
	twin.flags.by_service = twin.flags.ignore_permissions = True
	with pytest.raises((frappe.UniqueValidationError, frappe.DuplicateEntryError)):
		twin.insert()


# --- Stale


def change_stakeholder(amina):
	amina.update({"leadership_role": "Union steward"}).save()


def change_assessment(amina):
	factories.assessment(amina)


def change_concern(amina):
	factories.concern(amina)


def change_commitment(amina):
	factories.commitment(amina)


def change_log(amina):
	factories.log(factories.held_meeting([amina]), submit=True)


@pytest.mark.parametrize(
	("change", "words"),
	[
		(change_stakeholder, "Participants changed: Amina Diallo; Union steward"),
		(change_assessment, "Participants added: Amina Diallo: neutral now"),
		(change_concern, "Concerns added: Amina Diallo"),
		(change_commitment, "Commitments added: Our commitment to Amina Diallo"),
		(change_log, "Last Contact added: Amina Diallo"),
	],
)
def test_a_change_in_any_source_makes_it_stale_and_says_what(change, words, meeting, amina, jobs):
	brief = create_brief(meeting.name)
	jobs.queued.clear()
	change(amina)
	assert jobs.names().count(f"{JOBS}refresh_brief") == 1
	jobs.run(JOBS)
	brief.reload()
	assert brief.status == "Stale"
	assert words in brief.what_changed


def test_a_moved_meeting_makes_it_stale(meeting, jobs):
	brief = create_brief(meeting.name)
	later = timedelta(days=2)
	meeting.update({"starts_on": meeting.starts_on + later, "ends_on": meeting.ends_on + later}).save()
	jobs.run(JOBS)
	brief.reload()
	assert brief.status == "Stale"
	assert "Out of Date, version 1" in brief_as_html(brief)
	assert "Purpose changed: One-to-one" in brief.what_changed


def test_a_postponed_meeting_makes_it_stale(meeting, jobs):
	brief = create_brief(meeting.name)
	meeting.move_to("Postponed")
	jobs.run(JOBS)
	brief.reload()
	assert brief.status == "Stale"
	assert "The meeting is postponed" in brief.what_changed


def test_what_is_not_in_it_leaves_it_as_it_is(meeting, amina, jobs):
	brief = create_brief(meeting.name)
	amina.update({"retain_until": add_days(today(), 900), "cadence_days": 30}).save()
	meeting.save()
	jobs.run(JOBS)
	assert frappe.get_doc("Meeting Brief", brief.name).status == "Draft"


def test_a_stale_brief_tells_the_latest_change(meeting, amina, jobs):
	brief = create_brief(meeting.name)
	first = factories.concern(amina, said="The first")
	jobs.run(JOBS)
	factories.concern(amina, said="The second")
	jobs.run(JOBS)
	brief.reload()
	assert "The first" in brief.what_changed
	assert "The second" in brief.what_changed
	told = brief.modified
	refresh_brief(meeting.name)
	assert frappe.get_doc("Meeting Brief", brief.name).modified == told
	frappe.set_user("Administrator")
	frappe.delete_doc("Stakeholder Concern", first.name)
	jobs.run(JOBS)
	assert "The first" not in frappe.get_doc("Meeting Brief", brief.name).what_changed


def test_a_source_can_be_deleted_though_a_brief_names_it(meeting, amina, jobs):
	concern = factories.concern(amina)
	brief = create_brief(meeting.name)
	frappe.set_user("Administrator")
	frappe.delete_doc("Stakeholder Concern", concern.name)
	jobs.run(JOBS)
	brief.reload()
	assert "Concerns removed" in brief.what_changed


def test_many_changes_at_once_are_one_job(meeting, amina, jobs):
	create_brief(meeting.name)
	jobs.queued.clear()
	for _number in range(3):
		factories.concern(amina)
	assert len(jobs.names()) == 1


def test_without_a_brief_nothing_is_to_be_done(amina, jobs):
	factories.meeting([amina])
	jobs.queued.clear()
	factories.concern(amina)
	assert jobs.names() == []


def test_a_new_subject_is_no_news(meeting, jobs):
	brief = create_brief(meeting.name)
	meeting.update({"subject": "Another title"}).save()
	jobs.run(JOBS)
	brief.reload()
	assert (brief.status, brief.subject) == ("Draft", "Another title")


# --- Void


def test_a_cancelled_meeting_makes_all_versions_void(meeting, amina):
	create_brief(meeting.name)
	factories.concern(amina)
	create_brief(meeting.name)
	meeting.move_to("Cancelled", status_reason="Nobody can come")
	assert versions(meeting) == [(1, "Void"), (2, "Void")]
	assert current_brief(meeting.name) is None
	refresh_brief(meeting.name)
	assert versions(meeting) == [(1, "Void"), (2, "Void")]


def test_a_held_meeting_leaves_its_brief_alone(meeting, amina, jobs):
	brief = create_brief(meeting.name)
	meeting.db_set("status", "Logged")
	factories.concern(amina)
	refresh_brief(meeting.name)
	assert frappe.get_doc("Meeting Brief", brief.name).status == "Draft"


def test_a_deleted_meeting_takes_its_briefs_with_it(meeting, as_user, users):
	brief = create_brief(meeting.name)
	with as_user(users["manager"]):
		frappe.delete_doc("Stakeholder Meeting", meeting.name)
	assert not frappe.db.exists("Meeting Brief", brief.name)
	refresh_brief(meeting.name)


# --- the team's clearance


def test_what_one_of_the_team_may_not_read_is_left_out(meeting, amina, jobs):
	secret = factories.activist(full_name="Zed Real", confidentiality="Confidential", safe_alias="Heron")
	factories.concern(secret, said="They follow me")
	meeting.append("participants", factories.pair(secret))
	meeting.save()
	brief = create_brief(meeting.name)
	assert "They follow me" not in texts(brief)
	assert "Zed Real" not in texts(brief)
	assert "Heron" in texts(brief)
	assert "Some information is hidden" in texts(brief)
	assert secret.name not in {row.source_name for row in (*brief.lines, *brief.gaps)}


def test_a_team_that_may_read_it_gets_it_and_nobody_else_does(amina, users, as_user):
	secret = factories.activist(confidentiality="Confidential", safe_alias="Heron")
	factories.concern(secret, said="They follow me")
	brief = create_brief(factories.meeting([secret]).name)
	assert brief.confidentiality == "Confidential"
	assert "They follow me" in texts(brief)
	assert brief.has_permission("read")
	for role in ("outreach2", "manager"):
		with as_user(users[role]):
			assert not frappe.get_doc("Meeting Brief", brief.name).has_permission("read")
			assert frappe.get_list("Meeting Brief", filters={"name": brief.name}) == []


def test_a_log_of_a_more_confidential_meeting_is_left_out(meeting, amina, users, as_user):
	starts_on = now_datetime() - timedelta(days=9)
	secret = factories.held_meeting([amina], starts_on=starts_on, confidentiality="Confidential")
	factories.log(secret, submit=True, summary="Spoken in trust.", adaptations="The back door.")
	brief = create_brief(meeting.name)
	assert "Spoken in trust." not in texts(brief)
	assert "The back door." not in texts(brief)
	assert "never met" not in texts(brief)
	assert "Some information is hidden" in texts(brief)
	mine = create_brief(factories.meeting([amina]).name)
	assert "Spoken in trust." in texts(mine)
	with as_user(users["outreach2"]):
		assert not frappe.get_doc("Meeting Brief", mine.name).has_permission("read")


def test_a_colleague_who_joins_the_team_reads_no_more_than_he_may(amina, users, jobs):
	secret = factories.activist(confidentiality="Confidential", safe_alias="Heron")
	factories.concern(secret, said="They follow me")
	meeting = factories.meeting([secret])
	create_brief(meeting.name)
	meeting.append("team", {"user": users["outreach2"]})
	meeting.save()
	jobs.run(JOBS)
	assert [status for _version, status in versions(meeting)] == ["Void", "Draft"]
	assert "They follow me" not in texts(current_brief(meeting.name))


def test_a_postponed_meeting_is_emptied_and_not_composed(meeting, amina, jobs):
	create_brief(meeting.name)
	meeting.move_to("Postponed")
	amina.update({"confidentiality": "Confidential", "safe_alias": "Heron"}).save()
	jobs.run(JOBS)
	assert versions(meeting) == [(1, "Void")]
