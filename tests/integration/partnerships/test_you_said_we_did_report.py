"""You Said We Did: what was told us, by community; and the page without names that is handed over."""

from collections import Counter

import frappe
import pytest
from frappe.desk.query_report import get_script, run
from frappe.utils import add_days, getdate, today

from stakeholder_crm.base.pairs import pair_of
from stakeholder_crm.partnerships.figures.list_concerns import ConcernFilters, count_concerns, list_concerns
from stakeholder_crm.testing import factories
from tests.integration.partnerships.conftest import READERS
from tests.integration.partnerships.reading import listed, rows_of

REPORT = "You Said We Did"


def test_its_rows_are_the_concerns_that_its_reader_gets_in_the_list(world, reading_as):
	first, last = add_days(today(), -300), today()
	for reader in READERS:
		with reading_as(reader):
			rows = rows_of(REPORT, from_date=first, to_date=last)
			fields = ("name", "raised_on", "status")
			there = [
				one
				for one in listed("Stakeholder Concern", fields=fields)
				if getdate(first) <= one.raised_on <= getdate(last)
			]
			assert sorted(row["name"] for row in rows) == sorted(one.name for one in there)
			by_status = Counter(one.status for one in there)
			asked = ConcernFilters.by_filters({"from_date": first, "to_date": last})
			assert count_concerns(asked) == by_status
			chart = run(REPORT, filters={"from_date": first, "to_date": last})["chart"]
			assert sum(chart["data"]["datasets"][0]["values"]) == len(there)
			places = {
				one.name: one.community for one in listed("Community Leader", fields=("name", "community"))
			}
			for row in rows:
				if row["stakeholder_type"] == "Community Leader":
					assert row["group"] == places.get(row["stakeholder"], "")
			groups = [row["group"] for row in rows]
			assert groups == sorted(groups, key=lambda group: (not group, group.casefold()))


@pytest.fixture
def heard(users, as_user):
	"""Concerns of Gull Lane, where so many people spoke, one concern each."""

	def make(count: int, **fields):
		with as_user(users["outreach"]):
			people = [
				factories.community_leader(community="Gull Lane", full_name=f"Wilhelmina {number}", **fields)
				for number in range(count)
			]
			return [factories.concern(one) for one in people]

	return make


@pytest.fixture
def handed(users, as_user):
	"""The page to hand over, as a manager gets it."""

	def read(**filters) -> dict:
		with as_user(users["manager"]):
			return run(REPORT, filters={"to_hand_over": 1, "place": "Gull Lane", **filters})

	return read


def test_a_page_to_hand_over_says_nothing_of_who_spoke(heard, handed):
	concerns = heard(5)
	answer = handed()
	assert sorted(row["said"] for row in answer["result"]) == sorted(one.said for one in concerns)
	told = frappe.as_json(answer)
	assert "Wilhelmina" not in told
	for one in concerns:
		assert one.stakeholder not in told
		assert one.name not in told
	assert "stakeholder_name" not in {column["fieldname"] for column in answer["columns"]}
	assert "Left out" not in answer["message"]


def test_the_words_of_few_are_left_out(heard, handed):
	heard(4)
	answer = handed()
	assert answer["result"] == []
	assert "communities in which fewer than 5 people spoke" in answer["message"]
	assert answer["chart"] is None


def test_one_person_who_says_much_is_still_one(heard, handed, users, as_user):
	[concern] = heard(1)
	with as_user(users["outreach"]):
		for _number in range(5):
			factories.concern(pair_of(concern))
	assert handed()["result"] == []


@pytest.mark.parametrize("level", ["Restricted", "Confidential"])
def test_what_is_not_open_stays_in_the_house(heard, users, as_user, level):
	heard(5)
	heard(1, confidentiality=level)
	with as_user(users["safeguarding"]):
		# Where a Confidential leader is from is sealed: their concern is in no place.
		place = {"place": "Gull Lane"} if level == "Restricted" else {}
		assert len(rows_of(REPORT, **place)) == 6
		answer = run(REPORT, filters={"to_hand_over": 1, **place})
	assert len(answer["result"]) == 5
	assert "concerns of Restricted or Confidential stakeholders" in answer["message"]


def test_what_was_said_in_a_guarded_meeting_stays_in_the_house(heard, handed, users, as_user):
	concerns = heard(6)
	with as_user(users["manager"]):
		meeting = factories.held_meeting(
			[(concerns[0].stakeholder_type, concerns[0].stakeholder)], confidentiality="Restricted"
		)
	concerns[0].db_set("meeting", meeting.name)
	assert concerns[0].said not in [row["said"] for row in handed()["result"]]
	assert len(handed()["result"]) == 5


def test_words_that_name_somebody_who_spoke_are_left_out(heard, handed):
	concerns = heard(6)
	concerns[0].db_set("said", "Wilhelmina told us first.")
	answer = handed()
	assert len(answer["result"]) == 5
	assert "concerns that name a speaker" in answer["message"]


def test_those_without_a_community_are_on_nobodys_page(users, as_user):
	with as_user(users["outreach"]):
		agency = factories.partner_agency(full_name="Gull Lane Clinic", jurisdiction="Gull Lane")
		factories.concern(agency, said="No interpreter.")
		factories.concern(factories.activist(), said="No light.")
	with as_user(users["manager"]):
		answer = run(REPORT, filters={"to_hand_over": 1})
		told = [row["said"] for row in answer["result"]]
		assert not {"No interpreter.", "No light."} & set(told)
		assert "concerns without a community" in answer["message"]
		[own] = run(REPORT, filters={"to_hand_over": 1, "agency": agency.name})["result"]
		assert (own["said"], own["group"], own["place"]) == (
			"No interpreter.",
			"Gull Lane Clinic",
			"Gull Lane",
		)


def test_what_we_did_and_why_we_cannot(users, as_user):
	with as_user(users["outreach"]):
		concern = factories.concern(factories.community_leader(community="Gull Lane"))
		concern.db_set({"did": "Asked the council.", "cannot_act_reason": "The quay is not ours. "})
		[row] = rows_of(REPORT, place="Gull Lane")
	assert row["answer"] == "Asked the council.\nThe quay is not ours."


@pytest.mark.parametrize(
	("filters", "count"),
	[
		({"status": "Raised"}, 2),
		({"status": "Closed"}, 0),
		({"to_date": "1990-01-02", "from_date": "1990-01-01"}, 0),
	],
)
def test_it_is_narrowed_by_its_filters(heard, users, as_user, filters, count):
	heard(2)
	with as_user(users["outreach"]):
		assert len(rows_of(REPORT, place="gull lane", **filters)) == count


def test_nothing_said_says_what_to_do(users, as_user):
	with as_user(users["outreach"]):
		answer = run(REPORT, filters={"place": "No Such Place"})
	assert (answer["result"], answer["chart"]) == ([], None)
	assert "record concerns in a meeting" in answer["message"]


def test_no_more_rows_than_asked_and_it_says_so(heard, users, as_user, monkeypatch):
	monkeypatch.setattr("stakeholder_crm.base.reporting.row_limit.LIMITS", (2, 5))
	heard(3)
	with as_user(users["outreach"]):
		answer = run(REPORT, filters={"place": "Gull Lane"})
	assert len(answer["result"]) == 2
	assert answer["message"] == "Showing 2 of 3. Add a filter to see fewer."


def test_its_printed_page_has_no_field_that_names_anybody(users, as_user):
	with as_user(users["outreach"]):
		page = get_script(REPORT)["html_format"]
	assert "row.said" in page
	assert "stakeholder" not in page


def test_outsiders_get_no_report(users, as_user):
	with as_user(users["outsider"]), pytest.raises(frappe.PermissionError):
		run(REPORT)


def test_the_number_of_queries_does_not_grow(heard, users, as_user, query_count):
	heard(1)
	with as_user(users["manager"]):
		list_concerns(ConcernFilters.by_filters({}), 500)
		with query_count() as few:
			list_concerns(ConcernFilters.by_filters({}), 500)
	heard(4)
	with as_user(users["manager"]), query_count() as more:
		list_concerns(ConcernFilters.by_filters({}), 500)
	assert len(more) == len(few) <= 8
