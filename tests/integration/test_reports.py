"""Stakeholder Directory and Losing Touch: three kinds in one list, for those who may see them."""

import frappe
import pytest
from frappe.desk.query_report import run
from frappe.utils import add_days, today

from stakeholder_crm.testing import factories

REPORTS = ("Stakeholder Directory", "Losing Touch")


@pytest.fixture(autouse=True)
def _as_outreach(as_user, users):
	with as_user(users["outreach"]):
		yield


@pytest.fixture
def people():
	"""One of each kind; the activist and the agency are overdue, the agency worse."""
	made = {
		"leader": factories.community_leader(full_name="Amina Odhiambo", community="Harbour Quarter"),
		"activist": factories.activist(full_name="Ines Duarte"),
		"agency": factories.partner_agency(full_name="Shore Legal Aid", jurisdiction="North Harbour"),
	}
	made["activist"].db_set({"next_touch_on": add_days(today(), -3), "current_position": "Neutral"})
	made["agency"].db_set(
		{"next_touch_on": add_days(today(), -40), "last_interaction_on": add_days(today(), -100)}
	)
	return made


def shown(report: str, **filters) -> list[dict]:
	"""The rows as the desk gets them, without those that other data of the site brings."""
	rows = run(report, filters=filters)["result"]
	return [row for row in rows if isinstance(row, dict)]


def names(report: str, people, **filters) -> list[str]:
	ours = {doc.name: key for key, doc in people.items()}
	return [ours[row["name"]] for row in shown(report, **filters) if row["name"] in ours]


def test_all_three_kinds_stand_in_one_list(people):
	assert names("Stakeholder Directory", people) == ["leader", "activist", "agency"]
	row = next(row for row in shown("Stakeholder Directory") if row["name"] == people["agency"].name)
	assert (row["kind"], row["place"]) == ("Partner Agency", "North Harbour")
	assert row["display_name"] == "Shore Legal Aid"


@pytest.mark.parametrize(
	("filters", "expected"),
	[
		({"kind": "Activist"}, ["activist"]),
		({"place": "harbour"}, ["leader", "agency"]),
		({"place": "Quarter", "kind": "Community Leader"}, ["leader"]),
		({"current_position": "Neutral"}, ["activist"]),
		({"overdue": 1}, ["activist", "agency"]),
		({"overdue": 1, "place": "harbour"}, ["agency"]),
		({"kind": "User"}, []),
	],
)
def test_the_directory_is_narrowed_by_its_filters(people, filters, expected):
	assert names("Stakeholder Directory", people, **filters) == expected


def test_the_directory_is_narrowed_by_owner(people, users):
	people["leader"].db_set("relationship_owner", users["manager"])
	assert names("Stakeholder Directory", people, relationship_owner=users["manager"]) == ["leader"]


def test_losing_touch_shows_the_overdue_ones_worst_first(people):
	assert names("Losing Touch", people) == ["agency", "activist"]
	worst = next(row for row in shown("Losing Touch") if row["name"] == people["agency"].name)
	assert worst["days_overdue"] == 40


@pytest.mark.parametrize("status", ["Dormant", "Do Not Contact"])
def test_nobody_is_reminded_of_who_is_not_active(people, status):
	people["agency"].reload()
	people["agency"].status = status
	people["agency"].save()
	assert names("Losing Touch", people) == ["activist"]


def test_somebody_due_today_is_not_overdue(people):
	people["agency"].db_set("next_touch_on", today())
	assert names("Losing Touch", people) == ["activist"]


def test_a_logged_meeting_takes_somebody_off_the_list(people):
	meeting = factories.held_meeting([people["agency"]])
	factories.log(meeting, submit=True)
	assert names("Losing Touch", people) == ["activist"]


@pytest.mark.parametrize("report", REPORTS)
def test_who_may_not_see_somebody_does_not_find_her_here(as_user, users, people, report):
	people["activist"].reload()
	people["activist"].update({"confidentiality": "Confidential", "safe_alias": "Heron"})
	people["activist"].save()
	people["activist"].db_set("next_touch_on", add_days(today(), -3))
	mine = [row["display_name"] for row in shown(report) if row["name"] == people["activist"].name]
	assert mine == ["Heron"]
	for key in ("outreach2", "manager"):
		with as_user(users[key]):
			assert "activist" not in names(report, people)
			assert "agency" in names(report, people)
	with as_user(users["safeguarding"]):
		assert "activist" in names(report, people)


@pytest.mark.parametrize("report", REPORTS)
def test_outsiders_get_no_report(as_user, users, report):
	with as_user(users["outsider"]), pytest.raises(frappe.PermissionError):
		run(report)


def test_a_kind_that_a_role_may_not_report_on_is_left_out(monkeypatch, people):
	allowed = frappe.has_permission

	def but_activists(doctype=None, ptype="read", *args, **kwargs):
		return doctype != "Activist" and allowed(doctype, ptype, *args, **kwargs)

	monkeypatch.setattr(frappe, "has_permission", but_activists)
	assert names("Stakeholder Directory", people) == ["leader", "agency"]


def test_the_number_of_queries_does_not_grow_with_the_people(people, query_count):
	from stakeholder_crm.stakeholders.list_stakeholders import StakeholderFilters, list_stakeholders

	list_stakeholders(StakeholderFilters())
	with query_count() as few:
		list_stakeholders(StakeholderFilters())
	for _ in range(5):
		factories.activist()
	with query_count() as more:
		list_stakeholders(StakeholderFilters())
	assert len(few) == len(more)


def test_the_directory_is_narrowed_by_status(people):
	people["leader"].db_set("status", "Dormant")
	assert names("Stakeholder Directory", people, status="Dormant") == ["leader"]
	assert names("Stakeholder Directory", people, status="Active") == ["activist", "agency"]


@pytest.mark.parametrize(
	("report", "first"), [("Stakeholder Directory", "leader"), ("Losing Touch", "agency")]
)
def test_no_more_rows_than_asked_and_it_says_so(people, monkeypatch, report, first):
	monkeypatch.setattr("stakeholder_crm.base.reporting.row_limit.LIMITS", (1, 5))
	people["leader"].db_set("next_touch_on", add_days(today(), -1))
	answer = run(report, filters={"place": "harbour"})
	assert [row["name"] for row in answer["result"]] == [people[first].name]
	assert "Showing 1 of 2. Add a filter to see fewer." in answer["message"]
	assert "Showing" not in run(report, filters={"place": "harbour", "rows": 5})["message"]


@pytest.mark.parametrize(
	("report", "message"),
	[
		("Stakeholder Directory", "No results. Clear a filter, or add a stakeholder."),
		("Losing Touch", "No overdue contacts."),
	],
)
def test_no_results_are_explained(report, message):
	answer = run(report, filters={"place": "No Such Place"})
	assert answer["result"] == []
	assert answer["message"] == message


def test_losing_touch_counts_and_draws_no_small_number(people):
	answer = run("Losing Touch", filters={"place": "harbour"})
	assert "Overdue: fewer than 5, longest first." in answer["message"]
	assert answer["chart"] is None
	for days in (1, 7, 8, 8, 8, 8, 8, 91):
		factories.community_leader(community="Harbour Mole").db_set("next_touch_on", add_days(today(), -days))
	answer = run("Losing Touch", filters={"place": "harbour"})
	assert "Overdue: 9, longest first." in answer["message"]
	[overdue] = answer["chart"]["data"]["datasets"]
	assert overdue["values"] == [0, 5, 0, 0]
