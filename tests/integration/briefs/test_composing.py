"""Composing a brief on a site: what it says, and with how many queries."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import add_days, now_datetime, today

from dev.brief_text import brief_as_text
from stakeholder_crm.access.vault.sealed_document import put_in
from stakeholder_crm.api import briefs
from stakeholder_crm.domain.brief import SECTIONS
from stakeholder_crm.engagement.briefs.create_brief import create_brief, current_brief
from stakeholder_crm.engagement.briefs.render_brief import brief_as_html, brief_for_print
from stakeholder_crm.testing import factories


def past_meeting(*people, days: int = 30, **log):
	"""The submitted log of a meeting that was held that many days ago."""
	starts_on = now_datetime().replace(minute=0, second=0, microsecond=0) - timedelta(days=days)
	return factories.log(factories.held_meeting(people, starts_on=starts_on), submit=True, **log)


def texts(brief, section: str | None = None) -> list[str]:
	put_in(brief)
	return [row.text for row in (*brief.lines, *brief.gaps) if section in (None, row.section)]


def in_hours(hours: float):
	return now_datetime().replace(microsecond=0) + timedelta(hours=hours)


@pytest.fixture
def rich_meeting():
	"""A meeting of two people with a past, where something is known in every section."""
	amina = factories.community_leader(
		full_name="Amina Diallo",
		leadership_role="Elder",
		verified_on=today(),
		care_notes=[{"kind": "Don't", "text": "ask about the landlord", "source": "her nephew"}],
	)
	bashir = factories.activist(full_name="Bashir Noor")
	amina.append("ties", {**factories.pair(bashir), "kind": "Rival", "strength": "Strong"})
	amina.save()
	factories.assessment(amina, assessed_on=add_days(today(), -60), trust=2)
	factories.assessment(amina, trust=3)
	past_meeting(amina, summary="She spoke of the rents.", adaptations="We sat outside; it calmed all.")
	factories.commitment(
		amina, promise="Send the map", made_on=add_days(today(), -20), due_on=add_days(today(), -3)
	)
	factories.commitment(amina, promise="Bring the union", direction="Theirs")
	factories.concern(amina, said="Nobody listens", severity="High")
	return factories.meeting(
		[amina, bashir],
		desired_outcome="A date for the hearing",
		ground_rules="One speaks at a time",
		disclosure_boundary="The address of the shelter",
	)


def test_a_brief_has_every_section_and_every_line_its_source(rich_meeting):
	brief = create_brief(rich_meeting.name)
	assert (brief.version, brief.status, brief.quick_prep) == (1, "Draft", 0)
	assert {row.section for row in (*brief.lines, *brief.gaps)} == set(SECTIONS)
	for row in (*brief.lines, *brief.gaps):
		assert row.source_doctype
		assert row.source_name
		assert row.source_date
		assert row.confidence in ("First-hand", "Reported")
		assert row.confidentiality == "Open"


def test_a_brief_says_what_is_known(rich_meeting):
	brief = create_brief(rich_meeting.name)
	who = texts(brief, "Participants")
	assert who[0].startswith("Amina Diallo; Elder; Harbour Quarter")
	assert who[1] == (
		"Amina Diallo: neutral now, supportive desired; trust 3 of 5, up from 2; influence 3, interest 3 of 5"
	)
	[touch] = texts(brief, "Last Contact")
	assert touch.startswith("Amina Diallo, on ")
	assert "She spoke of the rents." in touch
	assert [text.split(":")[0] for text in texts(brief, "Commitments")] == [
		"Our commitment to Amina Diallo",
		"Commitment from Amina Diallo",
	]
	assert [row.overdue for row in brief.lines if row.section == "Commitments"] == [1, 0]
	assert any(text.startswith("Bashir Noor: never met;") for text in texts(brief, "Gaps"))
	assert texts(brief, "What Worked Last Time") == ["We sat outside; it calmed all. Outcome: progress."]
	assert texts(brief, "Ties") == ["Amina Diallo and Bashir Noor: rival, strong"]


def test_only_the_last_touch_with_each_is_told():
	amina, bashir = factories.community_leader(), factories.activist()
	past_meeting(amina, bashir, days=60, summary="The older one.")
	past_meeting(amina, days=10, summary="The newer one.")
	past_meeting(amina, bashir, days=5, summary="He stayed away.", attendance=[factories.attendance(amina)])
	brief = create_brief(factories.meeting([amina, bashir]).name)
	told = texts(brief, "Last Contact")
	assert len(told) == 2
	assert "He stayed away." in told[0]
	assert "The older one." in told[1]


def test_a_cancelled_log_is_no_touch():
	amina = factories.community_leader()
	past_meeting(amina).cancel()
	brief = create_brief(factories.meeting([amina]).name)
	assert texts(brief, "Last Contact") == []
	assert any("never met" in text for text in texts(brief, "Gaps"))


def test_a_case_reference_never_gets_into_a_brief():
	amina = factories.community_leader()
	starts_on = now_datetime() - timedelta(days=9)
	held = factories.held_meeting([amina], starts_on=starts_on, case_ref="CASE-66")
	factories.log(held, submit=True, summary="We spoke of CASE-66.", adaptations="CASE-66 went first.")
	meeting = factories.meeting([amina], case_ref="CASE-77", purpose="Prepare case-77", agenda="CASE-66")
	brief = create_brief(meeting.name)
	everything = " ".join([*texts(brief), brief_as_html(brief), brief_as_text(brief), brief.as_json()])
	assert "CASE-77" not in everything.upper()
	assert "CASE-66" not in everything.upper()


def test_the_number_of_queries_does_not_grow_with_the_past(query_count):
	people = [factories.community_leader(), factories.activist()]

	def queries_of_a_brief() -> int:
		meeting = factories.meeting(people)
		with query_count() as queries:
			create_brief(meeting.name)
		return len(queries)

	past_meeting(*people, days=400, adaptations="One")
	queries_of_a_brief()  # fills the caches of meta and settings
	with_one = queries_of_a_brief()
	_repeat_history(people, 199)
	assert queries_of_a_brief() == with_one
	assert with_one < 90


def _repeat_history(people, times: int) -> None:
	"""More logs, assessments, concerns and commitments, written to the database at once."""
	log = past_meeting(*people, days=399, adaptations="Two")
	meeting = log.meeting
	logs, rows, rest = [], [], {"Stakeholder Concern": [], "Stakeholder Commitment": []}
	for number in range(times):
		name = f"LOG-many-{number:04}"
		held = add_days(log.held_from, number)
		logs.append((name, meeting, held, held, "Again", "Tea first", 1))
		for person in people:
			rows.append((f"{name}-{person.name}", name, "Meeting Log", person.doctype, person.name, 1))
			due = add_days(today(), number - 50)
			rest["Stakeholder Concern"].append(
				(f"CON-{name}-{person.name}", person.doctype, person.name, "Again", "Low", "Raised", due)
			)
			rest["Stakeholder Commitment"].append(
				(f"COM-{name}-{person.name}", person.doctype, person.name, "Again", "Ours", "Open", due, due)
			)
	frappe.db.bulk_insert(
		"Meeting Log",
		["name", "meeting", "held_from", "held_to", "summary", "adaptations", "docstatus"],
		logs,
	)
	frappe.db.bulk_insert(
		"Meeting Attendance",
		["name", "parent", "parenttype", "stakeholder_type", "stakeholder", "attended"],
		rows,
	)
	pair = ["name", "stakeholder_type", "stakeholder"]
	frappe.db.bulk_insert(
		"Stakeholder Concern",
		[*pair, "said", "severity", "status", "raised_on"],
		rest["Stakeholder Concern"],
	)
	frappe.db.bulk_insert(
		"Stakeholder Commitment",
		[*pair, "promise", "direction", "status", "made_on", "due_on"],
		rest["Stakeholder Commitment"],
	)


def test_guests_and_represented_agencies():
	safe = factories.focal_person(person_name="Ms Okoro")
	agency = factories.partner_agency(
		contact_points=[], focal_people=[safe, factories.focal_person(person_name="Mr Bell", safety="Unsafe")]
	)
	row = {**factories.pair(agency), "represented_by": "Ms Okoro"}
	brief = create_brief(factories.meeting([row, {"guest_name": "A visitor"}]).name)
	assert "represented by Ms Okoro" in texts(brief, "Participants")[0]
	gaps = texts(brief, "Gaps")
	assert not any("no safe contact point" in text for text in gaps)
	assert any("A visitor is a guest" in text for text in gaps)
	other = create_brief(factories.meeting([{**row, "represented_by": "Mr Bell"}]).name)
	assert any("no safe contact point" in text for text in texts(other, "Gaps"))


def test_who_is_reached_through_somebody_else():
	bashir = factories.activist(full_name="Bashir Noor")
	amina = factories.community_leader(
		full_name="Amina", intermediary_type="Activist", intermediary=bashir.name
	)
	brief = create_brief(factories.meeting([amina]).name)
	assert texts(brief, "Dos and Don'ts") == ["Amina: contact only through Bashir Noor"]


def test_a_tie_that_both_records_hold_is_told_once():
	amina, bashir = factories.community_leader(), factories.activist()
	for one, other in ((amina, bashir), (bashir, amina)):
		one.append("ties", {**factories.pair(other), "kind": "Family", "strength": "Strong"})
		one.save()
	assert len(texts(create_brief(factories.meeting([amina, bashir]).name), "Ties")) == 1


def test_a_meeting_nobody_is_invited_to_yet_has_a_brief_of_gaps():
	brief = create_brief(factories.meeting([]).name)
	assert "No participants listed." in texts(brief, "Gaps")


def test_html_in_a_source_is_shown_as_text():
	amina = factories.community_leader()
	concern = factories.concern(amina, said="plain")
	attack = "<script>alert(1)</script> <img src=x onerror=alert(1)>"
	concern.db_set("said", attack)
	meeting = factories.meeting([amina])
	meeting.db_set("subject", attack)
	meeting.db_set("location", attack)
	html = brief_as_html(create_brief(meeting.name))
	assert "<script>" not in html
	assert "<img" not in html


def test_on_the_day_itself_it_is_a_quick_prep(freeze):
	freeze("2027-03-01 08:00")
	meeting = factories.meeting([factories.activist()], starts_on="2027-03-01 15:00:00")
	brief = create_brief(meeting.name)
	assert (brief.quick_prep, brief.status) == (1, "Final")
	assert "Quick prep: " in brief_as_html(brief)
	assert "Quick prep: " in brief_as_text(brief)


@pytest.mark.parametrize("status", ["Logged", "Closed", "Postponed", "Cancelled"])
def test_there_is_nothing_to_prepare_when_it_is_over(status):
	meeting = factories.meeting([factories.activist()], status=status)
	with pytest.raises(frappe.ValidationError, match="only before the meeting"):
		create_brief(meeting.name)
	assert current_brief(meeting.name) is None


def test_ages_are_told_when_it_is_read(freeze, rich_meeting):
	brief = create_brief(rich_meeting.name)
	assert "3 days overdue" in brief_as_html(brief)
	assert "30 days ago" in brief_as_text(brief)
	freeze(now_datetime() + timedelta(days=1))
	assert "Meeting MTG" in brief_as_text(brief)
	assert ", yesterday" in brief_as_text(brief)
	freeze(now_datetime() + timedelta(days=9))
	assert "13 days overdue" in brief_as_html(brief)
	assert "40 days ago" in brief_as_text(brief)
	freeze(now_datetime() + timedelta(days=60))
	assert "3 months ago" in brief_as_text(brief)
	freeze(now_datetime() + timedelta(days=800))
	assert "2 years ago" in brief_as_text(brief)


@pytest.mark.parametrize(
	("days", "words"),
	[(0, "due today"), (-1, "1 day overdue"), (-2, "2 days overdue"), (5, "due ")],
)
def test_how_late_a_promise_is(days, words):
	amina = factories.community_leader()
	factories.commitment(amina, made_on=add_days(today(), -30), due_on=add_days(today(), days))
	brief = create_brief(factories.meeting([amina]).name)
	assert words in brief_as_text(brief)


def test_a_meeting_over_midnight_says_both_days():
	start = in_hours(24).replace(hour=22, minute=0, second=0)
	meeting = factories.meeting([], starts_on=start, ends_on=start + timedelta(hours=4))
	brief = create_brief(meeting.name)
	assert ", 22:00 – " in texts(brief, "Purpose")[0]
	assert brief_as_html(brief).count("crm-brief-source") > 0


@pytest.mark.parametrize(
	("zone", "hours"),
	[
		("Asia/Kolkata", "Wednesday 2 December 2026, 06:30–07:30 (Asia/Kolkata)"),
		("Pacific/Auckland", "Wednesday 2 December 2026, 14:00–15:00 (Pacific/Auckland)"),
		("America/New_York", "Tuesday 1 December 2026, 20:00–21:00 (America/New_York)"),
		("", "Wednesday 2 December 2026, 02:00–03:00 (Europe/Madrid)"),
	],
)
def test_the_hours_are_by_the_meetings_clock_and_name_their_zone(users, freeze, zone, hours):
	freeze("2026-11-30 12:00:00")
	meeting = factories.meeting(
		[], starts_on="2026-12-02 02:00:00", ends_on="2026-12-02 03:00:00", time_zone=zone
	)
	assert hours in texts(create_brief(meeting.name), "Purpose")[0]


def test_another_zone_makes_another_brief(users, freeze):
	freeze("2026-11-30 12:00:00.000001")
	meeting = factories.meeting([], starts_on="2026-12-02 02:00:00", time_zone="Europe/Madrid")
	first = create_brief(meeting.name)
	meeting.time_zone = "Europe/Paris"
	meeting.save()
	assert create_brief(meeting.name).version > first.version


# --- the endpoints


def test_compose_by_whoever_may_change_the_meeting(rich_meeting, as_user, users):
	made = briefs.create(rich_meeting.name)
	assert made == {"name": current_brief(rich_meeting.name).name, "version": 1, "status": "Draft"}
	assert briefs.latest(rich_meeting.name) == made
	assert "Nobody listens" in briefs.read(made["name"])
	with as_user(users["outsider"]):
		for call in (briefs.create, briefs.latest):
			with pytest.raises(frappe.PermissionError):
				call(rich_meeting.name)
		with pytest.raises(frappe.PermissionError):
			briefs.read(made["name"])
		with pytest.raises(frappe.PermissionError):
			brief_for_print(made["name"])


def test_the_safeguarding_lead_reads_and_does_not_compose(rich_meeting, as_user, users):
	with as_user(users["safeguarding"]):
		assert briefs.latest(rich_meeting.name) is None
		with pytest.raises(frappe.PermissionError):
			briefs.create(rich_meeting.name)


def test_a_brief_is_written_by_nobody(rich_meeting, as_user, users):
	brief = create_brief(rich_meeting.name)
	for role in ("outreach", "manager", "safeguarding"):
		with as_user(users[role]):
			doc = frappe.get_doc("Meeting Brief", brief.name)
			with pytest.raises(frappe.PermissionError):
				doc.save()
			with pytest.raises(frappe.PermissionError):
				frappe.get_doc({"doctype": "Meeting Brief", "meeting": rich_meeting.name}).insert()


def test_the_form_gets_the_brief_as_it_reads_now(rich_meeting):
	brief = frappe.get_doc("Meeting Brief", create_brief(rich_meeting.name).name)
	brief.run_method("onload")
	assert "Nobody listens" in brief.get_onload("html")


def test_it_prints_with_its_print_format(rich_meeting):
	brief = create_brief(rich_meeting.name)
	html = frappe.get_print("Meeting Brief", brief.name, print_format="Meeting Brief")
	assert "Nobody listens" in html
	assert "crm-brief" in html
