"""A submitted log plans one thank-you per participant who attended, by what is known of them."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import frappe
import pytest
from frappe.utils import format_date, get_datetime, now_datetime

from stakeholder_crm.access.vault.read_opened import open_rows
from stakeholder_crm.base.clock import current_moment, to_moment
from stakeholder_crm.domain.quiet_hours import SPREAD
from stakeholder_crm.follow_up.messages.gate_facts import load_gate_context
from stakeholder_crm.stakeholders.suppression import suppress
from stakeholder_crm.testing import factories
from tests.integration.thank_yous.helpers import (
	THANK_YOU,
	attendance,
	hours_that_defer,
	only,
	settings,
	thank_yous,
)


def test_everybody_who_attended_is_thanked_and_nobody_else(staff):
	came, stayed_away, invited = (factories.activist() for _ in range(3))
	meeting = factories.held_meeting([came, stayed_away, invited])
	log = factories.log(
		meeting,
		submit=True,
		attendance=[
			factories.attendance(came),
			factories.attendance(stayed_away, attended=0),
			{"guest_name": "A neighbour", "attended": 1},
		],
	)
	assert set(thank_yous(log)) == {came.name}


@pytest.mark.parametrize(
	("starts_on", "there", "theirs", "day"),
	[
		("2026-11-27 21:00:00", "Pacific/Auckland", "Pacific/Auckland", "28 November 2026"),
		("2026-11-27 03:00:00", "America/Los_Angeles", "", "26 November 2026"),
		("2026-11-27 20:00:00", "Asia/Kolkata", "America/Los_Angeles", "28 November 2026"),
		("2026-11-27 22:00:00", "Africa/Nairobi", "", "28 November 2026"),
		("2026-11-27 22:00:00", "", "Africa/Nairobi", "28 November 2026"),
		("2026-11-27 22:00:00", "", "", "27 November 2026"),
	],
)
def test_the_day_is_that_of_where_they_met(staff, freeze, starts_on, there, theirs, day):
	freeze("2026-11-29 12:00:00.000001")
	person = factories.activist(time_zone=theirs)
	meeting = factories.meeting([person], starts_on=starts_on, time_zone=there, status="Held")
	assert f"together on {day}," in only(factories.log(meeting, submit=True)).body


def test_a_meeting_that_only_guests_came_to_plans_nothing(staff):
	invited = factories.activist()
	rows = [factories.attendance(invited, attended=0), {"guest_name": "A neighbour", "attended": 1}]
	log = factories.log(factories.held_meeting([invited]), submit=True, attendance=rows)
	assert thank_yous(log) == {}


def test_what_is_planned_waits_for_a_manager_with_all_that_a_manager_must_know(staff):
	leader = factories.community_leader(full_name="Amina Diallo")
	log = factories.log(
		factories.held_meeting([leader]),
		submit=True,
		attendance=attendance(leader, contribution="opening the\nyouth centre. "),
	)
	planned = only(log)
	assert planned.status == "Awaiting Approval"
	assert planned.stakeholder_name == "Amina Diallo"
	assert planned.channel == "Email"
	assert planned.contact_point == leader.contact_points[0].name
	assert planned.subject == "Thank you"
	assert "Dear Amina Diallo," in planned.body
	assert "and for opening the youth centre." in planned.body
	assert format_date(log.held_from, "d MMMM yyyy") in planned.body
	assert planned.body.endswith("Outreach\nSafe Harbour")
	assert planned.assigned_to == staff
	due = get_datetime(log.held_to) + timedelta(hours=18)
	assert due <= planned.due_on < due + SPREAD
	assert planned.due_on.second == 0
	assert planned.block_reason in (None, "")


def test_the_organisation_is_not_named_where_the_contact_point_says_no(logged):
	person = factories.activist(contact_points=[factories.contact_point(name_organisation_ok=0)])
	assert "Safe Harbour" not in only(logged(person)).body


def test_it_is_due_at_the_first_decent_hour_of_the_recipient(logged):
	opens, hours = hours_that_defer(ZoneInfo("Asia/Kathmandu"))
	person = factories.activist(time_zone="Asia/Kathmandu", **hours)
	assert opens <= to_moment(only(logged(person)).due_on) < opens + SPREAD


@pytest.mark.parametrize(
	("rule", "levels", "status"),
	[
		("None", "Open", "Scheduled"),
		("Always", "Open", "Awaiting Approval"),
		("First Time", "Open", "Awaiting Approval"),
		("Restricted and Confidential", "Open", "Scheduled"),
		("Restricted and Confidential", "Restricted", "Awaiting Approval"),
	],
)
def test_the_approval_rule_says_what_waits_for_a_manager(logged, rule, levels, status):
	settings(approval_rule=rule)
	assert only(logged(factories.activist(confidentiality=levels))).status == status


def test_first_time_means_before_the_first_one_was_sent(logged):
	settings(approval_rule="First Time")
	person = factories.activist()
	first = only(logged(person))
	frappe.db.set_value(THANK_YOU, first.name, "status", "Sent")
	second = logged(person, meeting={"starts_on": now_datetime() - timedelta(days=1)})
	assert only(second).status == "Scheduled"


def test_no_safe_route_blocks_and_gives_somebody_a_neutral_task(logged, users):
	person = factories.activist(
		full_name="Rosa Vale", contact_points=[factories.contact_point(safety="Unknown")]
	)
	planned = only(logged(person))
	assert planned.status == "Blocked"
	assert "No safe contact point" in planned.block_reason
	todo = frappe.get_doc("ToDo", planned.todo)
	assert (todo.status, todo.allocated_to, todo.reference_name) == ("Open", users["outreach"], planned.name)
	assert "Rosa" not in todo.description


@pytest.mark.parametrize(
	"point",
	[
		{"safety": "Unsafe"},
		{"valid_until": "2020-01-01"},
		{"value": "not an address"},
		{"bounced": 1},
	],
)
def test_an_unsafe_outdated_bounced_or_broken_address_is_no_route(logged, point):
	person = factories.activist()
	frappe.db.set_value("Stakeholder Contact Point", person.contact_points[0].name, point)
	assert only(logged(person)).status == "Blocked"


def test_a_preferred_phone_is_a_task_for_a_person(logged):
	phone = factories.contact_point(channel="Phone", value="+447700900123")
	person = factories.activist(contact_points=[factories.contact_point(preferred=0), phone])
	planned = only(logged(person))
	assert (planned.status, planned.channel) == ("Blocked", "Phone")
	assert "Call them" in planned.block_reason


def test_whoever_is_reached_through_somebody_else_is_not_written_to(logged):
	leader = factories.community_leader()
	person = factories.activist(intermediary_type=leader.doctype, intermediary=leader.name)
	planned = only(logged(person))
	assert planned.status == "Blocked"
	assert "intermediary" in planned.block_reason


@pytest.mark.parametrize(
	("fields", "word"),
	[
		({"acknowledge_in_writing": 0}, "in writing"),
		({"safe_to_mention": 0}, "safe to mention"),
		({"contribution": ""}, "safe to mention"),
	],
)
def test_what_must_not_be_written_is_a_task_for_a_person(logged, fields, word):
	person = factories.activist()
	planned = only(logged(person, attendance=attendance(person, **fields)))
	assert planned.status == "Blocked"
	assert word in planned.block_reason


def test_a_contribution_that_is_not_safe_to_mention_is_not_even_copied(logged):
	person = factories.activist()
	log = logged(person, attendance=attendance(person, safe_to_mention=0, contribution="hiding her cousin"))
	planned = only(log)
	assert "cousin" not in f"{planned.contribution} {planned.body}"


def test_do_not_contact_cancels(logged):
	person = factories.activist(status="Do Not Contact")
	planned = only(logged(person))
	assert planned.status == "Cancelled"
	assert "not Active" in planned.block_reason
	assert not planned.todo


def test_an_address_on_the_suppression_list_cancels(logged):
	person = factories.activist()
	suppress("Email", person.contact_points[0].value.upper(), "Opted Out")
	planned = only(logged(person))
	assert planned.status == "Cancelled"
	assert "suppressed" in planned.block_reason


def consent(person, decision, **fields):
	return frappe.get_doc(
		{
			"doctype": "Consent Record",
			**factories.pair(person),
			"purpose": "Thank-You Messages",
			"decision": decision,
			"how": "Spoken",
			"decided_on": now_datetime(),
			**fields,
		}
	).insert()


@pytest.mark.parametrize(
	("decisions", "status"),
	[
		([("Withdrawn", {})], "Cancelled"),
		([("Given", {"days": 2}), ("Withdrawn", {"days": 1})], "Cancelled"),
		# Written down in this order, the withdrawal has suppressed the address, and consent does not lift that.
		([("Withdrawn", {"days": 2}), ("Given", {"days": 1})], "Cancelled"),
		([("Given", {"days": 1}), ("Withdrawn", {"days": 2})], "Awaiting Approval"),
		([("Withdrawn", {"channel": "Email"})], "Cancelled"),
		([("Withdrawn", {"channel": "SMS"})], "Awaiting Approval"),
		([("Given", {"days": 1}), ("Withdrawn", {"channel": "Email", "days": 2})], "Awaiting Approval"),
		([("Withdrawn", {"purpose": "Publicity"})], "Awaiting Approval"),
	],
)
def test_the_newest_consent_decision_counts(logged, decisions, status):
	person = factories.activist()
	for decision, fields in decisions:
		others = {key: value for key, value in fields.items() if key != "days"}
		decided_on = now_datetime() - timedelta(days=fields.get("days", 0))
		consent(person, decision, decided_on=decided_on, **others)
	assert only(logged(person)).status == status


@pytest.mark.parametrize(
	("contribution", "word"),
	[
		("bringing AMÍNA along", "names another participant"),
		("your words on case x-17", "case reference"),
		("opening Dock Hall to us", "place"),
	],
)
def test_a_text_that_gives_something_away_needs_review(logged, contribution, word):
	person, other = factories.activist(), factories.activist(full_name="Amina Diallo")
	log = logged(
		person,
		other,
		meeting={"case_ref": "X17", "location": "Dock Hall, Quay 3", "confidentiality": "Restricted"},
		attendance=[
			factories.attendance(person, contribution=contribution),
			factories.attendance(other, attended=0),
		],
	)
	planned = only(log)
	assert planned.status == "Needs Review"
	assert word in planned.block_reason
	assert frappe.db.get_value("ToDo", planned.todo, "status") == "Open"


def test_the_place_of_an_open_meeting_may_be_named(logged):
	person = factories.activist()
	log = logged(
		person,
		meeting={"location": "Dock Hall"},
		attendance=attendance(person, contribution="opening Dock Hall to us"),
	)
	assert only(log).status == "Awaiting Approval"


@pytest.mark.parametrize("fields", [{"no_contact_days": "Someday"}, {"time_zone": "Nowhere/Land"}])
def test_hours_that_cannot_be_read_block(logged, fields):
	person = factories.activist()
	frappe.db.set_value("Activist", person.name, fields)
	planned = only(logged(person))
	assert planned.status == "Blocked"
	assert "contact hours allow no time" in planned.block_reason


def test_the_agencys_own_people_are_not_named_to_each_other(logged):
	agency = factories.partner_agency(focal_people=[factories.focal_person(person_name="Petra Lund")])
	other = factories.activist()
	log = logged(
		{**factories.pair(agency), "represented_by": "Petra Lund"},
		other,
		attendance=attendance(other, contribution="calling Petra beforehand"),
	)
	planned = only(log)
	assert planned.status == "Needs Review"
	assert "names another participant" in planned.block_reason


def test_an_agency_is_thanked_through_who_came_for_it(logged):
	focal = factories.focal_person(person_name="Petra Lund", address="petra@example.org")
	agency = factories.partner_agency(focal_people=[focal])
	log = logged({**factories.pair(agency), "represented_by": "Petra Lund"})
	planned = only(log)
	assert planned.status == "Awaiting Approval"
	assert planned.represented_by == "Petra Lund"
	assert "Dear Petra Lund," in planned.body
	assert planned.contact_point == agency.focal_people[0].name


def test_a_focal_person_without_a_safe_address_blocks_though_the_agency_has_one(logged):
	focal = factories.focal_person(person_name="Petra Lund", safety="Unknown")
	agency = factories.partner_agency(focal_people=[focal])
	log = logged({**factories.pair(agency), "represented_by": "Petra Lund"})
	assert only(log).status == "Blocked"


def test_a_log_written_too_late_is_not_sent_by_machine(logged):
	settings(late_limit_hours=24)
	person = factories.activist()
	log = logged(person, meeting={"starts_on": now_datetime() - timedelta(days=4)})
	planned = only(log)
	assert planned.status == "Needs Review"
	assert "Past the automatic sending limit" in planned.block_reason


def test_a_broken_template_does_not_lose_the_thank_you_or_the_log(logged):
	frappe.db.set_value("Email Template", "Stakeholder Thank You", "response_html", "{{ nobody }}")
	frappe.clear_document_cache("Email Template", "Stakeholder Thank You")
	planned = only(logged(factories.activist()))
	assert planned.status == "Needs Review"
	assert "missing" in planned.block_reason


def test_without_a_template_a_person_writes(logged):
	settings(thank_you_template="")
	assert only(logged(factories.activist())).status == "Needs Review"


def test_a_confidential_participant_is_called_by_the_alias(logged, users):
	person = factories.activist(
		full_name="Real Name",
		safe_alias="Heron",
		confidentiality="Confidential",
		relationship_owner=users["outreach"],
	)
	planned = only(logged(person))
	open_rows(THANK_YOU, [planned])
	assert planned.stakeholder_name == "Heron"
	assert "Dear Heron," in planned.body
	assert "Real" not in planned.body


def test_who_may_not_see_the_participant_is_not_given_the_task(users, as_user):
	"""Outreach2 leads the meeting, and loses sight of a Restricted participant once it is logged."""
	person = factories.activist(
		confidentiality="Restricted", relationship_owner=users["outreach"], contact_points=[]
	)
	with as_user(users["outreach"]):
		meeting = factories.held_meeting(
			[person], lead=users["outreach2"], team=[{"user": users["outreach"]}]
		)
		log = factories.log(meeting, submit=True)
	assert only(log).assigned_to == users["outreach"]


def test_planning_asks_the_database_equally_often_for_one_and_for_many(staff, query_count):
	def reading(number: int) -> int:
		people = [factories.activist() for _ in range(number)]
		log = factories.log(factories.held_meeting(people), submit=True)
		docs = [frappe.get_doc(THANK_YOU, row.name) for row in thank_yous(log).values()]
		load_gate_context(docs[:1], current_moment())
		with query_count() as queries:
			load_gate_context(docs, current_moment())
		return len(queries)

	assert reading(1) == reading(8)
