"""A manager lets thank-yous go; people settle, retry and rewrite them; nobody skips a state."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import add_to_date, get_datetime, now_datetime

from stakeholder_crm.api import thank_yous as api
from stakeholder_crm.document import IllegalTransitionError
from stakeholder_crm.domain.states import MACHINES
from stakeholder_crm.testing import factories
from tests.integration.thank_yous.helpers import THANK_YOU, again, settings


def test_a_manager_approves_in_bulk_with_a_result_for_each(planned, users, as_user):
	good, suppressed, blocked = planned(), planned(), planned(contact_points=[])
	frappe.db.set_value("Activist", suppressed.stakeholder, "status", "Do Not Contact")
	with as_user(users["manager"]):
		results = api.approve(frappe.as_json([good.name, suppressed.name, blocked.name, "TY-none"]))
	assert [(row["name"], row["ok"], row["status"]) for row in results] == [
		(good.name, True, "Scheduled"),
		(suppressed.name, False, "Cancelled"),
		(blocked.name, False, "Blocked"),
		("TY-none", False, ""),
	]
	assert "not Active" in results[1]["message"]
	assert "not awaiting approval" in results[2]["message"]
	assert results[3]["message"]
	good.reload()
	assert good.approved_by == users["manager"]
	assert good.approved_on is not None


def test_one_that_cannot_be_saved_does_not_hold_up_the_others(planned, users, as_user):
	broken, good = planned(), planned()
	broken.db_set("email_queue", "a mail that is gone")
	with as_user(users["manager"]):
		results = api.approve([broken.name, good.name])
	assert [(row["ok"], row["status"]) for row in results] == [
		(False, "Awaiting Approval"),
		(True, "Scheduled"),
	]
	assert "a mail that is gone" in results[0]["message"]
	assert again(broken).status == "Awaiting Approval"


def test_the_one_who_planned_it_is_told_when_the_gate_stops_it(planned, users, as_user):
	stopped = planned()
	frappe.db.set_value("Activist", stopped.stakeholder, "status", "Do Not Contact")
	with as_user(users["manager"]):
		api.approve([stopped.name])
	told = frappe.get_all(
		"Notification Log",
		filters={"document_type": THANK_YOU, "document_name": stopped.name, "for_user": users["outreach"]},
		pluck="subject",
	)
	assert told == [f"A thank-you was stopped: {stopped.name}"]


def test_where_nobody_is_to_be_told_it_is_stopped_all_the_same(planned, users, as_user):
	stopped = planned()
	stopped.db_set("assigned_to", None)
	frappe.db.set_value("Activist", stopped.stakeholder, "status", "Do Not Contact")
	with as_user(users["manager"]):
		assert [row["status"] for row in api.approve([stopped.name])] == ["Cancelled"]


@pytest.mark.parametrize("role", ["outreach", "outsider"])
def test_neither_staff_nor_an_outsider_approves(planned, users, as_user, role):
	doc = planned()
	with as_user(users[role]), pytest.raises(frappe.PermissionError):
		api.approve([doc.name])
	assert again(doc).status == "Awaiting Approval"


def test_a_manager_does_not_approve_what_she_may_not_see(planned, users, as_user):
	doc = planned(confidentiality="Confidential")
	with as_user(users["manager"]):
		[result] = api.approve([doc.name])
	assert not result["ok"]
	assert "safeguarding lead" in result["message"]
	assert again(doc).status == "Awaiting Approval"


@pytest.mark.parametrize("level", ["Open", "Confidential"])
def test_the_safeguarding_lead_approves_at_every_level(planned, users, as_user, level):
	doc = planned(confidentiality=level)
	with as_user(users["safeguarding"]):
		[result] = api.approve([doc.name])
	assert (result["ok"], result["status"]) == (True, "Scheduled")
	assert again(doc).approved_by == users["safeguarding"]


def test_a_manager_approves_what_the_safeguarding_lead_shared_with_her(planned, users, as_user):
	doc = planned(confidentiality="Confidential")
	with as_user(users["safeguarding"]):
		frappe.share.add("Activist", doc.stakeholder, users["manager"], read=1)
		frappe.share.add("Stakeholder Meeting", doc.meeting, users["manager"], read=1)
	with as_user(users["manager"]):
		[result] = api.approve([doc.name])
	assert (result["ok"], result["status"]) == (True, "Scheduled")


@pytest.mark.parametrize("shared", ["person", "meeting"])
def test_sharing_the_person_or_the_meeting_alone_is_not_enough(planned, users, as_user, shared):
	doc = planned(confidentiality="Confidential")
	record = ("Activist", doc.stakeholder) if shared == "person" else ("Stakeholder Meeting", doc.meeting)
	with as_user(users["safeguarding"]):
		frappe.share.add(*record, users["manager"], read=1)
	with as_user(users["manager"]):
		[result] = api.approve([doc.name])
	assert not result["ok"]
	assert again(doc).status == "Awaiting Approval"


@pytest.mark.parametrize(
	("outcome", "reason"), [("Done Manually", ""), ("Not Needed", "They asked for no fuss")]
)
@pytest.mark.parametrize("people", ["none", "safe"])
def test_staff_settle_by_hand(planned, users, as_user, outcome, reason, people):
	doc = planned(**({"contact_points": []} if people == "none" else {}))
	with as_user(users["outreach"]):
		assert api.close(doc.name, outcome, reason) == outcome
	doc.reload()
	assert (doc.block_reason or "") == reason
	if doc.todo:
		assert frappe.db.get_value("ToDo", doc.todo, "status") == "Closed"
	lines = frappe.get_all(
		"Comment",
		filters={"reference_doctype": "Activist", "reference_name": doc.stakeholder, "comment_type": "Info"},
		pluck="content",
	)
	assert lines == ([f"Thank-you {doc.name} was done manually."] if outcome == "Done Manually" else [])


@pytest.mark.parametrize(
	("outcome", "reason", "error"),
	[
		("Not Needed", " ", frappe.MandatoryError),
		("Sent", "", frappe.ValidationError),
		("Done Manually", "<b>x</b>", frappe.ValidationError),
	],
)
def test_settling_asks_for_a_known_outcome_and_a_plain_reason(
	planned, users, as_user, outcome, reason, error
):
	doc = planned()
	with as_user(users["outreach"]), pytest.raises(error):
		api.close(doc.name, outcome, reason)
	assert again(doc).status == "Awaiting Approval"


@pytest.mark.parametrize("status", ["Sent", "Claimed", "Queued", "Not Needed"])
def test_what_is_under_way_or_over_cannot_be_settled(planned, users, as_user, status):
	doc = planned()
	doc.db_set("status", status)
	with as_user(users["outreach"]), pytest.raises(IllegalTransitionError):
		api.close(doc.name, "Done Manually")


def test_an_outsider_cannot_touch_a_thank_you(planned, users, as_user):
	doc = planned()
	with as_user(users["outsider"]):
		for call in (
			lambda: api.close(doc.name, "Done Manually"),
			lambda: api.retry(doc.name),
			lambda: api.revise(doc.name, "a", "b"),
		):
			with pytest.raises(frappe.PermissionError):
				call()


def test_a_blocked_one_goes_on_once_there_is_a_safe_route(planned, users, as_user):
	doc = planned(contact_points=[factories.contact_point(safety="Unknown")])
	with as_user(users["outreach"]):
		assert api.retry(doc.name) == "Blocked"
		person = frappe.get_doc("Activist", doc.stakeholder)
		person.contact_points[0].safety = "Safe"
		person.save()
		assert api.retry(doc.name) == "Awaiting Approval"
	doc.reload()
	assert doc.channel == "Email"
	assert doc.block_reason == ""
	assert frappe.db.get_value("ToDo", doc.todo, "status") == "Closed"


def test_a_task_that_comes_back_opens_the_same_to_do(planned, users, as_user):
	doc = planned(contact_points=[])
	first = doc.todo
	# As it was left where to-dos could be closed without a decision.
	frappe.db.set_value("ToDo", first, "status", "Closed")
	with as_user(users["outreach"]):
		api.retry(doc.name)
	doc.reload()
	assert doc.todo == first
	assert frappe.db.get_value("ToDo", first, "status") == "Open"
	assert frappe.parse_json(doc.get("_assign")) == [users["outreach"]]


def test_one_that_was_too_late_goes_when_a_person_decides_so(planned, users, as_user):
	settings(late_limit_hours=24)
	doc = planned(meeting={"starts_on": now_datetime() - timedelta(days=4)})
	assert doc.status == "Needs Review"
	with as_user(users["outreach"]):
		assert api.retry(doc.name) == "Awaiting Approval"
	assert (now_datetime() - get_datetime(again(doc).due_on)).total_seconds() < 120


@pytest.mark.parametrize("status", ["Awaiting Approval", "Scheduled", "Sent", "Claimed", "Cancelled"])
def test_only_what_stands_still_can_be_tried_again(planned, users, as_user, status):
	doc = planned()
	doc.db_set("status", status)
	with as_user(users["outreach"]), pytest.raises(frappe.ValidationError):
		api.retry(doc.name)
	assert again(doc).status == status


def test_an_edit_after_approval_needs_a_new_one(planned, users, as_user):
	doc = planned()
	with as_user(users["manager"]):
		api.approve([doc.name])
	with as_user(users["outreach"]):
		assert api.revise(doc.name, "Thank you", "Dear friend, thank you.") == "Awaiting Approval"
	doc.reload()
	assert doc.approved_by is None
	assert doc.approved_on is None
	assert doc.body == "Dear friend, thank you."


def test_a_new_time_alone_needs_no_new_approval(planned, users, as_user):
	doc = planned()
	with as_user(users["manager"]):
		api.approve([doc.name])
	later = add_to_date(now_datetime(), days=2, as_datetime=True).replace(microsecond=0)
	with as_user(users["outreach"]):
		assert api.revise(doc.name, doc.subject, doc.body, str(later)) == "Scheduled"
	doc.reload()
	assert doc.due_on == later
	assert doc.approved_by == users["manager"]


def test_a_rewritten_text_passes_the_gate_again(planned, users, as_user):
	doc = planned(meeting={"case_ref": "X-17"})
	with as_user(users["outreach"]):
		assert api.revise(doc.name, "Thank you", "Dear friend, thank you for x17") == "Needs Review"
		assert api.revise(doc.name, "Thank you", "Dear friend, thank you") == "Awaiting Approval"


@pytest.mark.parametrize(
	"status", ["Claimed", "Queued", "Sent", "Failed", "Blocked", "Cancelled", "Not Needed"]
)
def test_what_no_longer_waits_cannot_be_rewritten(planned, users, as_user, status):
	doc = planned()
	doc.db_set("status", status)
	with (
		as_user(users["outreach"]),
		pytest.raises(frappe.ValidationError, match="cannot be changed while the status is"),
	):
		api.revise(doc.name, "Thank you", "something else")


def test_a_time_must_be_there(planned, users, as_user):
	doc = planned()
	with as_user(users["outreach"]):
		mine = frappe.get_doc(THANK_YOU, doc.name)
		mine.due_on = None
		with pytest.raises(frappe.MandatoryError):
			mine.save()


def test_saving_without_a_change_changes_nothing(planned, users, as_user):
	doc = planned()
	with as_user(users["manager"]):
		api.approve([doc.name])
	with as_user(users["outreach"]):
		frappe.get_doc(THANK_YOU, doc.name).save()
	assert again(doc).status == "Scheduled"
	assert again(doc).approved_by == users["manager"]


@pytest.mark.parametrize("role", ["outreach", "manager", "safeguarding"])
def test_no_role_chooses_a_status(planned, users, as_user, role):
	doc = planned()
	with as_user(users[role]):
		for status in MACHINES[THANK_YOU].keys() - {"Awaiting Approval"}:
			mine = again(doc)
			mine.status = status
			with pytest.raises(IllegalTransitionError):
				mine.save()
			assert again(doc).status == "Awaiting Approval"


def test_an_illegal_transition_is_refused_even_to_services(planned):
	doc = planned()
	illegal = [
		(old, new)
		for old, following in MACHINES[THANK_YOU].items()
		for new in MACHINES[THANK_YOU]
		if new != old and new not in following
	]
	for old, new in illegal:
		doc.db_set("status", old)
		with pytest.raises(IllegalTransitionError):
			again(doc).move_to(new)
		assert again(doc).status == old


def test_nobody_writes_a_thank_you_by_hand(planned, users, as_user):
	doc = planned()
	with as_user(users["manager"]), pytest.raises(frappe.PermissionError):
		frappe.copy_doc(doc).insert()


def test_deleting_one_deletes_its_to_do(planned):
	doc = planned(contact_points=[])
	assert doc.todo
	frappe.delete_doc(THANK_YOU, doc.name)
	assert not frappe.db.exists("ToDo", doc.todo)
