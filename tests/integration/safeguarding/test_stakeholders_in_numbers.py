"""Managers see that records exist, in numbers only, and in none that points at somebody."""

import frappe
import pytest
from frappe.desk.query_report import run

from stakeholder_crm.safeguarding.report.stakeholders_in_numbers.stakeholders_in_numbers import (
	count_stakeholders,
)
from stakeholder_crm.testing import factories

REPORT = "Stakeholders in Numbers"


@pytest.fixture
def only_these(as_user, users):
	"""Replace whoever is on the site by so many activists of each level."""

	def make(opened: int, restricted: int, confidential: int) -> None:
		for kind in ("Activist", "Community Leader", "Partner Agency"):
			frappe.db.delete(kind)
		with as_user(users["outreach"]):
			for level, count in (
				("Open", opened),
				("Restricted", restricted),
				("Confidential", confidential),
			):
				for _ in range(count):
					factories.activist(confidentiality=level)

	return make


def row(kind: str = "Activist") -> dict:
	[found] = [one for one in run(REPORT)["result"] if one["kind"] == kind]
	return found


@pytest.mark.parametrize("user", ["manager", "safeguarding"])
def test_numbers_that_are_large_enough_are_told(only_these, as_user, users, user):
	only_these(6, 5, 5)
	with as_user(users[user]):
		assert row() == {
			"kind": "Activist",
			"open": "6",
			"restricted": "5",
			"confidential": "5",
			"total": "16",
		}


@pytest.mark.parametrize("confidential", [0, 1, 4])
def test_a_small_number_is_told_in_words_and_takes_the_total_with_it(
	only_these, as_user, users, confidential
):
	only_these(6, 5, confidential)
	with as_user(users["manager"]):
		assert row() == {
			"kind": "Activist",
			"open": "6",
			"restricted": "5",
			"confidential": "fewer than 5",
			"total": "not shown",
		}
		assert set(row("Partner Agency").values()) == {"Partner Agency", "fewer than 5"}


def test_the_site_says_what_is_small_but_not_below_three(only_these, as_user, users):
	only_these(3, 2, 0)
	frappe.db.set_single_value("Stakeholder CRM Settings", "small_cell_size", 1)
	frappe.clear_document_cache("Stakeholder CRM Settings", "Stakeholder CRM Settings")
	with as_user(users["manager"]):
		assert (row()["open"], row()["restricted"]) == ("3", "fewer than 3")


def test_the_anonymised_are_nobody_any_more(only_these, as_user, users):
	only_these(5, 0, 0)
	name = frappe.db.get_value("Activist", {})
	frappe.db.set_value("Activist", name, "status", "Anonymised")
	with as_user(users["manager"]):
		assert row()["open"] == "fewer than 5"


def test_a_level_that_nobody_knows_counts_as_confidential(only_these, as_user, users):
	only_these(5, 0, 0)
	frappe.db.set_value("Activist", {"status": ("is", "set")}, "confidentiality", "")
	with as_user(users["manager"]):
		assert (row()["open"], row()["confidential"]) == ("fewer than 5", "5")


@pytest.mark.parametrize("user", ["outreach", "outsider"])
def test_nobody_else_gets_the_numbers(as_user, users, user):
	with as_user(users[user]), pytest.raises(frappe.PermissionError):
		run(REPORT)


def test_filters_change_nothing_and_no_cell_leads_to_a_record(only_these, as_user, users):
	only_these(6, 5, 1)
	with as_user(users["manager"]):
		plain = run(REPORT)
		assert run(REPORT, filters={"relationship_owner": users["outreach"]})["result"] == plain["result"]
	assert {column["fieldtype"] for column in plain["columns"]} == {"Data"}
	assert all(isinstance(value, str) for one in plain["result"] for value in one.values())


def test_one_query_per_kind(query_count):
	with query_count() as queries:
		count_stakeholders()
	assert len(queries) == 3
