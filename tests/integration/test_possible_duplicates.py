"""All who may be on record twice, for managers."""

import frappe
import pytest
from frappe.desk.query_report import run

from stakeholder_crm import tasks
from stakeholder_crm.stakeholders.duplicates import list_duplicates
from stakeholder_crm.stakeholders.report.possible_duplicates import possible_duplicates
from stakeholder_crm.testing import factories

NAME = "Zuleikha Bhekimuzi"


@pytest.fixture
def doubles(users):
	frappe.set_user(users["outreach"])
	mail = [factories.contact_point(value="zuleikha@example.org")]
	first = factories.activist(full_name=NAME, contact_points=mail)
	second = factories.activist(full_name=f"Bhekimuzi {NAME.split()[0]}", contact_points=mail)
	leader = factories.community_leader(full_name="Zuleika Bhekimuzi", contact_points=[])
	hidden = factories.activist(
		full_name=NAME, safe_alias="Heron", confidentiality="Confidential", contact_points=mail
	)
	frappe.set_user(users["manager"])
	return first, second, leader, hidden


def rows(**filters) -> list[dict]:
	return run("Possible Duplicates", filters=filters)["result"]


def test_each_pair_is_there_once_the_most_alike_first(doubles):
	first, second, leader, hidden = doubles
	found = rows()
	pairs = [(row["number"], row["other_number"]) for row in found]
	assert pairs[0] == (first.name, second.name)
	assert len(pairs) == 3
	assert {frozenset(pair) for pair in pairs[1:]} == {
		frozenset((leader.name, first.name)),
		frozenset((leader.name, second.name)),
	}
	assert found[0]["reasons"] == "same name · same e-mail address"
	assert found[0]["says"] == "Likely duplicate"
	assert [row["score"] for row in found] == sorted((row["score"] for row in found), reverse=True)
	assert hidden.name not in str(found)
	assert "Heron" not in str(found)
	assert not frappe.db.exists("Stakeholder Access Log", {"action": "Duplicate Hint"})


def test_the_sure_ones_alone(doubles):
	assert [row["score"] for row in rows(sure=1)] == [100]


def test_who_is_cleared_sees_more(users, doubles):
	frappe.set_user(users["safeguarding"])
	assert "Heron" in str(rows())


def test_it_is_no_report_for_everybody(users, doubles):
	frappe.set_user(users["outreach"])
	with pytest.raises(frappe.PermissionError):
		rows()


def test_it_says_how_many(doubles, monkeypatch):
	assert "Pairs: 3, most likely first" in run("Possible Duplicates", filters={})["message"]
	monkeypatch.setattr(possible_duplicates, "MOST", 1)
	assert "Showing 1 of 3 pairs" in run("Possible Duplicates", filters={})["message"]
	assert len(rows()) == 1


def test_nobody_twice_says_so(users):
	frappe.set_user(users["manager"])
	assert rows() == []
	assert "No duplicates found." in run("Possible Duplicates", filters={})["message"]


def test_more_than_can_be_compared_at_once_are_compared_in_the_background(doubles, monkeypatch):
	monkeypatch.setattr(possible_duplicates, "MOST_AT_ONCE", 3)
	monkeypatch.setattr(frappe.local, "request", frappe._dict(method="GET"), raising=False)
	assert "click Generate New Report" in run("Possible Duplicates", filters={})["message"]
	assert not frappe.db.get_value("Report", "Possible Duplicates", "prepared_report")
	tasks.prepare_large_reports()
	assert run("Possible Duplicates", filters={})["prepared_report"]
	monkeypatch.delattr(frappe.local, "request")
	assert len(possible_duplicates.execute()[1]) == 3


def test_the_work_is_done_in_batches_and_tells_how_far_it_is(doubles, monkeypatch):
	monkeypatch.setattr(list_duplicates, "BATCH", 2)
	told: list[tuple[int, int]] = []
	assert len(list_duplicates.list_duplicates(lambda done, of: told.append((done, of)))) == 3
	assert told == [(2, 3), (3, 3)]
