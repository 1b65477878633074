"""Briefs that name somebody who must not be named any more."""

from datetime import timedelta

import frappe
from frappe.utils import now_datetime

from stakeholder_crm.access.vault.sealed_document import put_in
from stakeholder_crm.engagement.briefs.create_brief import create_brief, current_brief
from stakeholder_crm.testing import factories
from tests.integration.briefs.helpers import JOBS, texts, versions


def raise_level(amina) -> None:
	amina.reload()
	amina.update({"confidentiality": "Confidential", "safe_alias": "Heron"}).save()


def stored(meeting) -> str:
	"""All that the database holds of a meeting's briefs, with the texts in the vault."""
	names = frappe.get_all("Meeting Brief", filters={"meeting": meeting.name}, pluck="name")
	docs = [frappe.get_doc("Meeting Brief", name) for name in names]
	for doc in docs:
		put_in(doc)
	briefs = [doc.as_json() for doc in docs]
	tracked = frappe.get_all("Version", filters={"docname": ("in", names)}, pluck="data", order_by="creation")
	return "".join([*briefs, *tracked])


def test_when_somebody_grows_more_confidential_no_version_names_them(meeting, amina, jobs):
	create_brief(meeting.name)
	factories.concern(amina)
	create_brief(meeting.name)
	assert "Amina Diallo" in stored(meeting)
	raise_level(amina)
	assert versions(meeting) == [(1, "Void"), (2, "Void")]
	assert "Amina Diallo" not in stored(meeting)
	jobs.run(JOBS)
	assert versions(meeting) == [(1, "Void"), (2, "Void"), (3, "Draft")]
	assert "Heron" in texts(current_brief(meeting.name))
	assert "Amina Diallo" not in stored(meeting)


def test_nor_do_those_of_meetings_that_are_over(meeting, amina, jobs):
	create_brief(meeting.name)
	meeting.db_set("status", "Logged")
	raise_level(amina)
	jobs.run(JOBS)
	assert versions(meeting) == [(1, "Void")]
	assert "Amina Diallo" not in stored(meeting)


def test_nor_what_a_version_from_before_they_joined_tells_of_it(meeting, jobs):
	create_brief(meeting.name)
	late = factories.activist(full_name="Bashir Noor")
	meeting.append("participants", factories.pair(late))
	meeting.save()
	jobs.run(JOBS)
	assert "Bashir Noor" in stored(meeting)
	raise_level(late)
	assert versions(meeting) == [(1, "Void")]
	assert "Bashir Noor" not in stored(meeting)


def test_nor_do_those_from_before_they_left_the_list(meeting, amina):
	create_brief(meeting.name)
	meeting.reload()
	meeting.participants = []
	meeting.save()
	raise_level(amina)
	assert "Amina Diallo" not in stored(meeting)


def test_nor_do_those_of_people_who_are_reached_through_them(meeting, amina, jobs):
	friend = factories.activist(intermediary_type="Community Leader", intermediary=amina.name)
	other = factories.meeting([friend])
	create_brief(other.name)
	assert "Amina Diallo" in stored(other)
	raise_level(amina)
	assert "Amina Diallo" not in stored(other)
	jobs.run(JOBS)
	assert versions(other) == [(1, "Void"), (2, "Draft")]
	assert "Amina Diallo" not in stored(other)


def test_another_alias_takes_the_place_of_the_first_everywhere(meeting, amina):
	raise_level(amina)
	create_brief(meeting.name)
	assert "Heron" in stored(meeting)
	amina.update({"safe_alias": "Kite"}).save()
	assert "Heron" not in stored(meeting)


def test_what_makes_nobody_more_confidential_empties_nothing(meeting, amina, jobs):
	create_brief(meeting.name)
	amina.update({"full_name": "Amina B. Diallo"}).save()
	jobs.run(JOBS)
	assert versions(meeting) == [(1, "Stale")]
	assert "Amina Diallo" in stored(meeting)


def test_a_log_that_grows_more_confidential_takes_its_words_back(meeting, amina, jobs):
	starts_on = now_datetime() - timedelta(days=9)
	held = factories.held_meeting([amina], starts_on=starts_on)
	factories.log(held, submit=True, summary="Spoken in trust.")
	create_brief(meeting.name)
	held.reload()
	held.update({"confidentiality": "Confidential"}).save()
	jobs.run(JOBS)
	assert versions(meeting) == [(1, "Void"), (2, "Draft")]
	assert "Spoken in trust." not in stored(meeting)


def test_a_meeting_planned_again_after_it_was_cancelled_gets_a_new_brief(meeting, jobs):
	create_brief(meeting.name)
	meeting.move_to("Cancelled", status_reason="Nobody can come")
	meeting.move_to("Planned")
	jobs.run(JOBS)
	assert versions(meeting) == [(1, "Void"), (2, "Draft")]
