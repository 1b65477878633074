"""The report Follow-up Health, as each role gets it."""

from datetime import timedelta
from html import unescape

import frappe
import pytest
from frappe.desk.query_report import export_query, run
from frappe.utils import add_days, get_datetime, now_datetime, today

from stakeholder_crm.follow_up.messages.count_states import FollowUpFilters, count_states
from stakeholder_crm.testing import factories
from tests.integration.host_version import SHARES_ASKED_A_LIST
from tests.integration.thank_yous.helpers import settings

REPORT = "Follow-up Health"
HOUR = timedelta(hours=1)
# Frappe writes whole seconds in two ways, and takes the one for a change of the other.
FRIDAY = "2026-03-13 12:00:00.500000"


@pytest.fixture
def thanked(logged):
	"""Log a meeting with one new activist that ended so many hours ago, and leave its thank-you as told."""

	def make(hours_ago: float = 30, person=None, **fields):
		person = person or factories.activist()
		ended = now_datetime().replace(microsecond=0) - hours_ago * HOUR
		log = logged(person, meeting={"starts_on": ended - HOUR})
		name = frappe.db.get_value("Thank You Follow Up", {"meeting_log": log.name})
		values = {"reason_code": "", "deferred_until": None, "due_on": ended + HOUR, **fields}
		frappe.db.set_value("Thank You Follow Up", name, values)
		return name

	return make


@pytest.fixture
def mine(users, as_user):
	"""The report's rows of one colleague's thank-yous: what else the site holds is somebody else's."""

	def rows(user: str = "manager", **filters) -> dict[tuple[str, str], dict]:
		with as_user(users[user]):
			answer = run(REPORT, filters={"assigned_to": users["outreach"], **filters})
		return {(row["standing_label"], row["reason"]): row for row in answer["result"]}

	return rows


def cards(users, **filters) -> dict[str, object]:
	answer = run(REPORT, filters={"assigned_to": users["outreach"], **filters})
	return {card["label"]: card["value"] for card in answer["report_summary"]}


def sent(hours_ago: float, took: float) -> dict:
	ended = now_datetime().replace(microsecond=0) - hours_ago * HOUR
	return {"hours_ago": hours_ago, "status": "Sent", "sent_on": ended + took * HOUR}


def test_each_stands_in_the_row_of_its_status_and_reason(thanked, mine):
	later = now_datetime() + HOUR
	expected = {
		("Needs Review", "Past automatic sending limit"): [
			thanked(status="Needs Review", reason_code="too_late"),
			thanked(status="Needs Review", reason_code="too_late"),
		],
		("Needs Review", "Names another participant"): [
			thanked(status="Needs Review", reason_code="names_others")
		],
		("Failed", "Address does not exist"): [thanked(status="Failed", reason_code="bad_address")],
		("Blocked", "No safe contact point"): [thanked(status="Blocked", reason_code="no_safe_route")],
		("Due", ""): [thanked(status="Scheduled")],
		("Deferred", "Daily limit reached"): [thanked(status="Scheduled", reason_code="daily_cap")],
		("Deferred", "Cannot be sent now"): [
			thanked(status="Scheduled", deferred_until=later, reason_code="no_channel")
		],
		("Deferred", "Outside their contact hours"): [
			thanked(status="Scheduled", reason_code="quiet", deferred_until=later)
		],
		("Awaiting Approval", ""): [thanked(status="Awaiting Approval")],
		("Scheduled", ""): [thanked(status="Scheduled", due_on=later)],
		("Sending", ""): [thanked(status="Queued")],
		("Sent", ""): [thanked(**sent(30, took=20))],
		("Cancelled", "Consent withdrawn"): [thanked(status="Cancelled", reason_code="consent_withdrawn")],
	}
	rows = mine()
	assert list(rows) == list(expected)
	for key, names in expected.items():
		assert sorted(rows[key]["names"]) == sorted(names)
		assert rows[key]["count"] == len(names)
		assert bool(rows[key]["next_step"]) is (key[0] != "Sent")


def test_what_is_past_due_waits_for_the_kill_switch(thanked, mine):
	name = thanked(status="Scheduled")
	settings(kill_switch=1)
	assert mine()["Deferred", "Automatic messages are off"]["names"] == [name]


def test_the_oldest_due_and_the_late_ones_are_said(thanked, mine):
	for hours in (20, 40):
		thanked(hours_ago=hours, status="Blocked", reason_code="no_safe_route")
	row = mine()["Blocked", "No safe contact point"]
	oldest = get_datetime(row["oldest_due"])
	assert abs(oldest - (now_datetime() - 39 * HOUR)) < HOUR
	assert (row["count"], row["late"]) == (2, 1)


def test_what_left_more_than_two_days_after_the_meeting_is_late(thanked, mine):
	thanked(**sent(100, took=47))
	thanked(**sent(100, took=49))
	row = mine()["Sent", ""]
	assert (row["count"], row["late"], row["oldest_due"]) == (2, 1, None)


def test_the_cards_count_and_say_how_long_it_took(users, as_user, thanked):
	for took in (10, 20, 30, 40, 60):
		thanked(**sent(100, took=took))
	thanked(status="Scheduled")
	thanked(status="Blocked", reason_code="by_hand")
	with as_user(users["manager"]):
		shown = cards(users)
	assert shown == {
		"Due": 1,
		"Deferred": 0,
		"Sent": 5,
		"Needs Review": 0,
		"Blocked": 1,
		"Late": 3,
		"Median Time to Send": "30.0 h",
		"95th Percentile": "56.0 h",
	}


def test_hours_are_right_across_a_change_of_the_clocks(users, as_user, thanked):
	frappe.db.set_single_value("System Settings", "time_zone", "Europe/Berlin")
	frappe.clear_cache()
	name = thanked(status="Sent", sent_on="2026-03-29 12:00:00")
	log = frappe.db.get_value("Thank You Follow Up", name, "meeting_log")
	frappe.db.set_value("Meeting Log", log, "held_to", "2026-03-28 12:00:00")
	with as_user(users["manager"]):
		shown = cards(users, from_date="2026-03-28", to_date="2026-03-28")
	assert shown["Median Time to Send"] == "23.0 h"


def test_the_period_is_that_of_the_meetings_end(thanked, mine):
	thanked(hours_ago=30, status="Draft")
	assert mine()
	assert not mine(from_date=add_days(today(), -90), to_date=add_days(today(), -10))
	thanked(hours_ago=24 * 40, status="Failed")
	assert ("Failed", "") not in mine()
	assert ("Failed", "") in mine(from_date=add_days(today(), -50))


def test_the_status_narrows_it(thanked, mine):
	thanked(status="Draft")
	thanked(status="Failed", reason_code="refused")
	assert list(mine(status="Failed")) == [("Failed", "Rejected by the mail server")]


def test_a_period_that_ends_before_it_begins_is_refused(users, as_user):
	with as_user(users["manager"]), pytest.raises(frappe.ValidationError, match="Meetings From"):
		run(REPORT, filters={"from_date": today(), "to_date": add_days(today(), -1)})


def test_an_empty_period_says_what_to_do_next(users, as_user):
	with as_user(users["outreach"]):
		answer = run(REPORT, filters={"from_date": "1990-01-01", "to_date": "1990-01-02"})
	assert answer["result"] == []
	assert "submit a meeting log" in unescape(answer["message"])
	assert answer["chart"] is None
	assert {card["value"] for card in answer["report_summary"]} == {0, "–"}


def test_the_chart_has_a_bar_for_each_week_of_the_period(users, as_user, thanked, freeze):
	freeze(FRIDAY)
	thanked(hours_ago=30, status="Blocked", reason_code="by_hand")
	thanked(**sent(30 + 14 * 24, took=5))
	filters = {"assigned_to": users["outreach"], "from_date": "2026-02-20"}
	with as_user(users["manager"]):
		chart = run(REPORT, filters=filters)["chart"]
	assert chart["data"]["labels"] == ["16 Feb", "23 Feb", "2 Mar", "9 Mar"]
	values = {part["name"]: part["values"] for part in chart["data"]["datasets"]}
	assert (values["Thanked"], values["Stuck"]) == ([0, 1, 0, 0], [0, 0, 0, 1])


def test_a_long_period_has_a_bar_for_each_month_since_the_first(users, as_user, thanked, freeze):
	freeze(FRIDAY)
	thanked(hours_ago=30, status="Draft")
	thanked(hours_ago=24 * 60, status="Draft")
	filters = {"assigned_to": users["outreach"], "from_date": "2020-01-01"}
	with as_user(users["manager"]):
		chart = run(REPORT, filters=filters)["chart"]
	assert chart["title"] == "Thank-yous by Month of Meeting"
	assert chart["data"]["labels"] == ["Jan 2026", "Feb 2026", "Mar 2026"]


def test_each_role_counts_what_it_may_see(users, as_user, thanked, mine):
	with as_user(users["outreach"]):
		hidden = factories.activist(confidentiality="Confidential", safe_alias="Heron")
		guarded = factories.activist(confidentiality="Restricted")
	names = {
		"open": thanked(status="Draft"),
		"guarded": thanked(person=guarded, status="Draft"),
		"hidden": thanked(person=hidden, status="Draft"),
	}
	frappe.db.set_value(
		"Thank You Follow Up", {"name": ("in", list(names.values()))}, "assigned_to", users["outreach"]
	)
	seen = {
		user: {key for row in mine(user).values() for key, name in names.items() if name in row["names"]}
		for user in ("outreach", "outreach2", "manager", "safeguarding")
	}
	assert seen == {
		"outreach": {"open", "guarded", "hidden"},
		"outreach2": {"open"},
		"manager": {"open", "guarded"},
		"safeguarding": {"open", "guarded", "hidden"},
	}


def test_outsiders_get_no_report(users, as_user):
	with as_user(users["outsider"]), pytest.raises(frappe.PermissionError):
		run(REPORT)


def test_what_holds_up_everything_stands_above(users, as_user):
	settings(kill_switch=1)
	with as_user(users["manager"]):
		assert "Automatic messages are turned off in Settings." in run(REPORT)["message"]


def test_the_number_of_queries_does_not_grow_with_the_thank_yous(users, as_user, thanked, query_count):
	everything = FollowUpFilters(get_datetime(add_days(today(), -30)).date(), get_datetime(today()).date())
	thanked(status="Draft")
	with as_user(users["manager"]):
		count_states(everything)
		with query_count() as few:
			before = count_states(everything)
	for number in range(4):
		thanked(hours_ago=30 + 24 * number, status="Failed", reason_code="refused")
	with as_user(users["manager"]), query_count() as more:
		after = count_states(everything)
	assert len(after.groups) > len(before.groups)
	assert len(more) == len(few) <= 4 + SHARES_ASKED_A_LIST


def test_a_manager_takes_it_along_as_a_table(users, as_user, thanked):
	thanked(status="Blocked", reason_code="no_safe_route")
	with as_user(users["manager"]):
		frappe.local.form_dict = frappe._dict(
			report_name=REPORT,
			file_format_type="CSV",
			filters=frappe.as_json({"assigned_to": users["outreach"]}),
			visible_idx="[0]",
		)
		export_query()
	content = frappe.response["filecontent"]
	head, line = (content.decode() if isinstance(content, bytes) else content).splitlines()
	assert head == '"Status","Count","Reason","Late","Oldest Due","Next Step"'
	assert line.startswith('"Blocked",1,"No safe contact point",1,')
