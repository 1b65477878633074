"""The plan of a meeting: started from a template, moved with the meeting, in step with to-dos."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import get_datetime, getdate

from stakeholder_crm.api import plans
from stakeholder_crm.base.todos import TodoLockedError
from stakeholder_crm.engagement.meetings import change_status
from stakeholder_crm.engagement.plans.create_plan import SecondPlanError
from stakeholder_crm.engagement.plans.shipped_templates import SHIPPED, ensure_templates
from stakeholder_crm.testing import factories
from tests.integration.reloaded import reloaded

PLAN, TODO = "Engagement Plan", "ToDo"
PRE = "Pre-mediation Outreach"


@pytest.fixture(autouse=True)
def _as_outreach(as_user, users, freeze):
	# A Wednesday: a week later is one, too.
	freeze(get_datetime("2026-12-02 09:00:00"))
	with as_user(users["outreach"]):
		yield


@pytest.fixture
def meeting(users):
	"""A week ahead: somebody of the lead's, and somebody of a colleague's."""
	theirs = factories.community_leader(relationship_owner=users["outreach2"])
	start = get_datetime("2026-12-16 10:00:00")
	return factories.meeting(
		[factories.activist(), theirs], starts_on=start, ends_on=start + timedelta(hours=1)
	)


def start(meeting, template=PRE):
	return frappe.get_doc(PLAN, plans.start(meeting.name, template))


def steps(plan) -> list[tuple[str, str, str]]:
	return [(row.kind, str(row.due_on), row.assigned_to) for row in reloaded(plan).steps]


def todos(plan, **filters) -> list[tuple[str, str, str]]:
	rows = frappe.get_all(
		TODO,
		filters={"reference_type": PLAN, "reference_name": plan.name, **filters},
		fields=["status", "date", "allocated_to"],
		order_by="date, allocated_to",
	)
	return [(row.status, str(row.date), row.allocated_to) for row in rows]


def test_each_step_is_a_to_do_on_a_day_that_is_not_free(meeting, users):
	plan = start(meeting)
	ours, theirs = users["outreach"], users["outreach2"]
	expected = [
		("Call", "2026-12-04", ours),
		("Call", "2026-12-04", theirs),
		("Letter", "2026-12-11", ours),
		("Brief", "2026-12-15", ours),
		("Thank-You", "2026-12-17", ours),
		("Check-in", "2026-12-30", ours),
		("Check-in", "2026-12-30", theirs),
	]
	assert steps(plan) == expected
	assert todos(plan) == [("Open", day, user) for _kind, day, user in expected]
	assert (plan.status, str(plan.next_due_on), plan.subject) == ("Running", "2026-12-04", meeting.subject)


def test_started_late_a_step_is_due_today_and_overdue_from_tomorrow(meeting, freeze):
	freeze(get_datetime("2026-12-15 09:00:00"))
	plan = start(meeting)
	assert [str(row.due_on) for row in plan.steps if row.days < 0] == ["2026-12-15"] * 4
	freeze(get_datetime("2026-12-18 09:00:00"))
	plan.steps[-1].done = 1
	plan.save()
	assert str(reloaded(plan).next_due_on) == "2026-12-15"
	plan.steps[0].days = 3
	plan.save()
	assert "2026-12-21" in {str(row.due_on) for row in reloaded(plan).steps if row.days == 3}


def test_a_to_do_names_nobody(meeting):
	plan = start(meeting)
	texts = frappe.get_all(TODO, {"reference_name": plan.name}, pluck="description", order_by="name")
	assert set(texts) == {
		f"{kind} for meeting {meeting.name}" for kind in ("Call", "Letter", "Brief", "Thank-You", "Check-in")
	}


def test_holidays_are_skipped_as_the_settings_say(meeting, as_user, users):
	with as_user("Administrator"):
		settings = frappe.get_doc("Stakeholder CRM Settings")
		settings.update({"weekend": "fri, sat", "holidays_in": "gb-nir"})
		settings.save()
	assert settings.weekend == "Friday, Saturday"
	assert settings.holidays_in == "GB-NIR"
	reloaded(meeting).update({"starts_on": "2026-12-24 10:00:00", "ends_on": "2026-12-24 11:00:00"})
	meeting.save()
	plan = start(meeting)
	# The 25th is Christmas, the 26th a Saturday; the 27th a working Sunday, the 28th Boxing Day's substitute.
	assert ("Thank-You", "2026-12-27", users["outreach"]) in steps(plan)


@pytest.mark.parametrize(
	("fields", "told"),
	[
		({"weekend": "Caturday"}, "Weekend: .*Caturday.* is not a weekday"),
		({"weekend": "Mon, Tue, Wed, Thu, Fri, Sat, Sun"}, "must be a working day"),
		({"holidays_in": "Kenya"}, "Public Holidays Of: no holidays are known"),
	],
)
def test_settings_that_make_no_sense_are_refused(as_user, fields, told):
	with as_user("Administrator"):
		settings = frappe.get_doc("Stakeholder CRM Settings")
		settings.update(fields)
		with pytest.raises(frappe.ValidationError, match=told):
			settings.save()


def test_the_plan_moves_with_its_meeting_but_for_what_is_done(meeting, users):
	plan = start(meeting)
	plan.steps[0].done = 1
	plan.save()
	change_status.reschedule(
		reloaded(meeting), get_datetime("2026-12-18 10:00:00"), get_datetime("2026-12-18 11:00:00")
	)
	ours = users["outreach"]
	assert [step for step in steps(plan) if step[2] == ours] == [
		("Call", "2026-12-04", ours),
		("Letter", "2026-12-11", ours),
		("Brief", "2026-12-17", ours),
		("Thank-You", "2026-12-21", ours),
		("Check-in", "2027-01-01", ours),
	]
	assert ("Closed", "2026-12-04", ours) in todos(plan)
	assert ("Open", "2026-12-08", users["outreach2"]) in todos(plan)


def test_postponed_it_waits_and_goes_on_with_the_new_day(meeting):
	plan = start(meeting)
	change_status.postpone(reloaded(meeting))
	assert (reloaded(plan).status, plan.next_due_on) == ("Waiting", None)
	assert {status for status, _day, _user in todos(plan)} == {"Cancelled"}
	change_status.reschedule(
		reloaded(meeting), get_datetime("2026-12-18 10:00:00"), get_datetime("2026-12-18 11:00:00")
	)
	assert reloaded(plan).status == "Running"
	assert {status for status, _day, _user in todos(plan)} == {"Open"}


def test_called_off_with_its_meeting(meeting):
	plan = start(meeting)
	change_status.cancel(reloaded(meeting), "The hall is closed")
	assert reloaded(plan).status == "Cancelled"
	assert {status for status, _day, _user in todos(plan)} == {"Cancelled"}


def test_steps_go_to_whom_they_belong_now(meeting, users):
	plan = start(meeting)
	reloaded(meeting).lead = users["manager"]
	meeting.set("participants", meeting.participants[:1])
	meeting.save()
	assert {user for kind, _day, user in steps(plan) if kind in ("Letter", "Thank-You")} == {users["manager"]}
	assert {user for kind, _day, user in steps(plan) if kind in ("Call", "Check-in")} == {users["outreach"]}
	assert users["outreach2"] not in {user for _status, _day, user in todos(plan)}


def test_the_to_do_and_the_step_close_and_open_each_other(meeting, users):
	plan = start(meeting)
	todo = frappe.get_doc(TODO, plan.steps[0].todo)
	todo.status = "Closed"
	todo.save()
	assert reloaded(plan).steps[0].done == 1
	assert str(plan.next_due_on) == "2026-12-04"
	plan.steps[0].done = 0
	plan.save()
	assert reloaded(todo).status == "Open"
	with pytest.raises(TodoLockedError, match="Remove the step"):
		todo.update({"status": "Cancelled"}).save()


def test_when_every_step_is_done_the_plan_is(meeting):
	plan = start(meeting)
	for row in plan.steps:
		row.done = 1
	plan.save()
	assert (plan.status, plan.next_due_on) == ("Done", None)
	assert {status for status, _day, _user in todos(plan)} == {"Closed"}


def test_a_step_that_is_taken_out_or_put_in_has_its_to_do_so(meeting, users):
	plan = start(meeting)
	plan.remove(plan.steps[0])
	plan.append("steps", {"title": "Bring tea", "kind": "Task", "days": 0, "assigned_to": users["outreach2"]})
	plan.save()
	assert ("Open", "2026-12-16", users["outreach2"]) in todos(plan)
	assert len(todos(plan)) == len(plan.steps) == 7


def test_days_and_status_are_nobodys_to_write(meeting):
	plan = start(meeting)
	plan.update({"status": "Done", "next_due_on": "2030-01-01", "subject": "Another"})
	plan.steps[0].due_on = "2030-01-01"
	plan.save()
	assert (plan.status, str(plan.next_due_on), plan.subject) == ("Running", "2026-12-04", meeting.subject)
	assert str(plan.steps[0].due_on) == "2026-12-04"


def test_a_meeting_has_one_plan_and_none_once_it_is_over(meeting):
	plan = start(meeting)
	with pytest.raises(SecondPlanError, match=plan.name):
		start(meeting)
	other = reloaded(factories.meeting())
	change_status.cancel(other, "Nobody could come")
	with pytest.raises(frappe.ValidationError, match="cannot be planned"):
		start(other)


def test_whoever_does_not_see_the_meeting_sees_and_starts_no_plan(as_user, users):
	hidden = factories.activist(confidentiality="Confidential", safe_alias="Heron")
	meeting = factories.meeting([hidden])
	plan = start(meeting)
	with as_user(users["manager"]):
		assert not frappe.get_list(PLAN, {"name": plan.name})
		assert not frappe.has_permission(PLAN, "read", plan.name)
		with pytest.raises(frappe.PermissionError):
			plans.start(meeting.name, PRE)
	with as_user(users["safeguarding"]), pytest.raises(frappe.PermissionError):
		plans.start(meeting.name, PRE)


def test_a_deleted_meeting_leaves_no_plan_and_no_to_do(meeting, as_user):
	plan = start(meeting)
	with as_user("Administrator"):
		frappe.delete_doc("Stakeholder Meeting", meeting.name, force=True)
	assert not frappe.db.exists(PLAN, plan.name)
	assert todos(plan) == []


def test_three_templates_are_there_and_stay_as_a_site_changes_them(as_user):
	with as_user("Administrator"):
		template = frappe.get_doc("Engagement Plan Template", PRE)
		template.set("steps", template.steps[:1])
		template.save()
		frappe.delete_doc("Engagement Plan Template", "Informal Gathering")
		ensure_templates()
	assert {*frappe.get_all("Engagement Plan Template", pluck="name", order_by="name")} >= {*SHIPPED}
	assert len(frappe.get_doc("Engagement Plan Template", PRE).steps) == 1


@pytest.mark.parametrize("title", SHIPPED)
def test_each_of_them_makes_a_plan(meeting, title):
	plan = start(meeting, title)
	assert {row.title for row in plan.steps} == {step[0] for step in SHIPPED[title][2]}
	assert all(getdate(row.due_on).weekday() < 5 for row in plan.steps)


@pytest.mark.parametrize(
	("step", "told"),
	[
		({"days": 366}, "row 1: Days from Meeting cannot be more than 365"),
		({"who": "Named User"}, "row 1: choose a Named User"),
	],
)
def test_a_template_that_cannot_be_meant_is_refused(as_user, users, step, told):
	with as_user(users["manager"]):
		doc = frappe.new_doc("Engagement Plan Template")
		doc.update({"title": "Mine"})
		doc.append("steps", {"title": "Call", "kind": "Call", "days": 1, "who": "Team", **step})
		with pytest.raises(frappe.ValidationError, match=told):
			doc.insert()


def test_a_step_too_far_away_is_refused(meeting):
	plan = start(meeting)
	plan.steps[0].days = -400
	with pytest.raises(frappe.ValidationError, match="row 1: Days from Meeting cannot be more than 365"):
		plan.save()


def test_a_plan_without_a_meeting_is_refused(users):
	plan = frappe.new_doc(PLAN)
	plan.append("steps", {"title": "Call", "kind": "Call", "assigned_to": users["outreach"]})
	with pytest.raises(frappe.MandatoryError, match="Choose a Meeting"):
		plan.insert()
