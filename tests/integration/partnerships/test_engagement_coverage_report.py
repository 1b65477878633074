"""Engagement Coverage: whom we know against whom we met, with the blank spots first."""

from collections import Counter, defaultdict

import frappe
import pytest
from frappe.desk.query_report import run
from frappe.utils import add_days, getdate, today

from stakeholder_crm.api import partnership_reports
from stakeholder_crm.partnerships.figures.engagement_coverage import CoverageFilters, measure_coverage
from stakeholder_crm.testing import factories
from tests.integration.partnerships.conftest import READERS
from tests.integration.partnerships.reading import agrees, follow, listed, rows_of

REPORT = "Engagement Coverage"
GROUPS = {
	"Agency Types": ("Partner Agency", "agency_type"),
	"Communities": ("Community Leader", "community"),
	"Jurisdictions": ("Partner Agency", "jurisdiction"),
}
HELD = ("Held", "Logged", "Closed")


def expected(group: str, first, last) -> dict[str, dict]:
	doctype, fieldname = GROUPS[group]
	found = defaultdict(
		lambda: {"known": 0, "met": set(), "meetings": set(), "last": None, "kinds": Counter()}
	)
	place = {}
	for row in listed(doctype, fields=("name", fieldname, "status", "last_interaction_on")):
		if row.status in ("Active", "Dormant"):
			place[row.name] = key = row[fieldname] or ""
			found[key]["known"] += 1
			if row.last_interaction_on:
				found[key]["last"] = max(
					found[key]["last"] or row.last_interaction_on, row.last_interaction_on
				)
	meetings = {
		row.name: row
		for row in listed("Stakeholder Meeting", fields=("name", "kind", "status", "starts_on"))
		if row.status in HELD and first <= row.starts_on.date() <= last
	}
	for row in listed("Meeting Log", fields=("name", "meeting", "docstatus")):
		if row.docstatus != 1 or row.meeting not in meetings:
			continue
		for one in frappe.get_doc("Meeting Log", row.name).attendance:
			if one.attended and one.stakeholder_type == doctype and one.stakeholder in place:
				here = found[place[one.stakeholder]]
				here["met"].add(one.stakeholder)
				if row.meeting not in here["meetings"]:
					here["meetings"].add(row.meeting)
					here["kinds"][meetings[row.meeting].kind] += 1
	return found


def test_every_number_is_what_its_reader_could_count(world, reading_as):
	first, last = getdate(add_days(today(), -300)), getdate()
	for reader in READERS:
		for group in GROUPS:
			with reading_as(reader):
				period = {"from_date": str(first), "to_date": str(last), "group": group}
				compare(rows_of(REPORT, **period), expected(group, first, last))
				assert follow(REPORT, **period)


def compare(rows: list[dict], by_hand: dict[str, dict]) -> None:
	assert by_hand.keys() <= {row["group"] for row in rows}
	for row in rows:
		counts = by_hand[row["group"]]
		assert agrees(row["known"], counts["known"]), row
		if counts["known"]:
			assert agrees(row["met"], len(counts["met"])), row
		assert row["meetings"] == len(counts["meetings"])
		assert row["last_met"] == counts["last"]
		for kind in ("One-to-one", "Mediation", "Site Visit"):
			assert row[f"part:{kind}"] == counts["kinds"][kind]
		assert bool(row["is_blank"]) is bool(counts["known"] and not counts["met"])


def test_by_month_each_month_of_the_period_has_a_column(users, as_user, freeze):
	freeze("2026-03-15 12:00:00.500000")
	with as_user(users["outreach"]):
		leader = factories.community_leader(community="Vane Hill")
		for day in ("2026-01-31 20:00:00", "2026-02-01 10:00:00", "2026-02-20 10:00:00"):
			factories.log(factories.held_meeting([leader], starts_on=day), submit=True)
		filters = {"group": "Communities", "by": "Month", "from_date": "2026-01-01", "to_date": "2026-03-15"}
		answer = run(REPORT, filters=filters)
		[row] = [one for one in answer["result"] if one["group"] == "Vane Hill"]
		assert [one["label"] for one in answer["columns"][-3:]] == ["Jan 2026", "Feb 2026", "Mar 2026"]
		assert [row[f"part:2026-0{month}"] for month in (1, 2, 3)] == [1, 2, 0]
		assert row["meetings"] == 3
		assert follow(REPORT, **filters)


def test_many_months_are_refused_with_a_way_out(users, as_user):
	filters = {"by": "Month", "from_date": "2020-01-01", "to_date": "2026-01-01"}
	with as_user(users["manager"]), pytest.raises(frappe.ValidationError, match="group by Meeting Type"):
		run(REPORT, filters=filters)


def test_all_types_of_agencies_show_and_blank_spots_come_first(users, as_user):
	for doctype in ("Partner Agency", "Meeting Attendance"):
		frappe.db.delete(doctype)
	with as_user(users["outreach"]):
		met = factories.partner_agency(agency_type="Shelter")
		for _number in range(6):
			factories.partner_agency(agency_type="Funder")
		factories.partner_agency(agency_type="Media")
		factories.log(factories.held_meeting([met], kind="Call"), submit=True)
		answer = run(REPORT)
	rows = answer["result"]
	assert len(rows) == 10
	assert [row["group"] for row in rows[:2]] == ["Funder", "Media"]
	assert [(row["known"], row["met"]) for row in rows[:2]] == [
		("6", "none met"),
		("fewer than 5", "none met"),
	]
	assert {row["known"] for row in rows[2:9]} == {"none known"}
	assert (rows[9]["group"], rows[9]["met"], rows[9]["part:Call"]) == ("Shelter", "fewer than 5", 1)
	assert "but no meetings: 2." in answer["message"]
	assert answer["chart"]["data"]["labels"][0] == "Shelter"


def test_where_we_know_nobody_it_says_what_to_do(users, as_user):
	for doctype in ("Partner Agency", "Community Leader"):
		frappe.db.delete(doctype)
	with as_user(users["manager"]):
		answer = run(REPORT)
		assert {row["known"] for row in answer["result"]} == {"none known"}
		assert "No stakeholders yet." in answer["message"]
		assert answer["chart"] is None
		assert run(REPORT, filters={"group": "Communities"})["result"] == []


def test_without_blank_spots_it_says_so(users, as_user):
	frappe.db.delete("Partner Agency")
	with as_user(users["outreach"]):
		agency = factories.partner_agency()
		factories.log(factories.held_meeting([agency], kind="Call"), submit=True)
		assert "No gaps" in run(REPORT)["message"]
		other = run(REPORT, filters={"kind": "Mediation"})
		assert "but no meetings: 1." in other["message"]
		assert [one["label"] for one in other["columns"]][-1] == "Mediation"


def test_a_number_that_is_none_is_refused(users, as_user):
	with as_user(users["manager"]), pytest.raises(frappe.ValidationError, match="not a column"):
		partnership_reports.find_meetings({}, "known", "Shelter")


def test_what_an_address_cannot_carry_is_not_named(users, as_user, monkeypatch):
	monkeypatch.setattr("stakeholder_crm.partnerships.figures.find_records.MOST", 1)
	with as_user(users["outreach"]):
		leader = factories.community_leader(community="Vane Hill")
		for expected_names in (1, 0):
			factories.log(factories.held_meeting([leader]), submit=True)
			behind = partnership_reports.find_meetings({"group": "Communities"}, "meetings", "Vane Hill")
			assert len(behind["names"]) == expected_names
			assert behind["too_many"] is (expected_names == 0)


def test_outsiders_get_nothing(users, as_user):
	with as_user(users["outsider"]):
		with pytest.raises(frappe.PermissionError):
			run(REPORT)
		with pytest.raises(frappe.PermissionError):
			partnership_reports.find_meetings({}, "met", "Shelter")


def test_few_queries_whatever_there_is(users, as_user, query_count):
	covered = CoverageFilters.by_filters({})
	with as_user(users["manager"]):
		measure_coverage(covered)
		with query_count() as queries:
			measure_coverage(covered)
	assert len(queries) <= 8
