"""Commitments Ageing: pending promises by whose they are and how long they have been due."""

from collections import Counter

import frappe
import pytest
from frappe.desk.query_report import run
from frappe.utils import add_days, getdate, today

from stakeholder_crm.partnerships.figures.commitments_ageing import AgedCommitments, count_by_age
from stakeholder_crm.testing import factories
from tests.integration.partnerships.conftest import READERS
from tests.integration.partnerships.reading import follow, listed, rows_of

REPORT = "Commitments Ageing"


def age(days: int) -> str:
	for most, key in ((0, "not_due"), (7, "week"), (30, "month"), (90, "quarter")):
		if days <= most:
			return key
	return "older"


def expected() -> dict[tuple[str, str], Counter]:
	found: dict[tuple[str, str], Counter] = {}
	fields = ("direction", "responsible", "status", "due_on")
	for row in listed("Stakeholder Commitment", fields=fields):
		if row.status in ("Open", "In Progress"):
			counts = found.setdefault((row.direction, row.responsible or ""), Counter())
			counts.update([age((getdate() - row.due_on).days), "all"])
	return found


def test_every_number_is_what_its_reader_could_count(world, reading_as):
	for reader in READERS:
		with reading_as(reader):
			*rows, total = rows_of(REPORT)
			by_hand = expected()
			assert {(row["direction"], row["responsible"]) for row in rows} == by_hand.keys()
			for row in rows:
				counts = by_hand[row["direction"], row["responsible"]]
				assert {key: row[key] for key in counts} == counts
				assert sum(row[key] for key in ("not_due", "week", "month", "quarter", "older")) == row["all"]
			assert total["is_total"]
			assert total["all"] == sum(counts["all"] for counts in by_hand.values())
			assert follow(REPORT) == 6 * (len(rows) + 1)


def test_it_is_narrowed_by_its_filters(users, as_user):
	with as_user(users["outreach"]):
		person = factories.activist()
		for direction, who in (("Ours", "outreach"), ("Ours", "outreach2"), ("Theirs", "outreach")):
			factories.commitment(person, direction=direction, responsible=users[who])
		ours = rows_of(REPORT, direction="Ours", responsible=users["outreach"])
		assert [row["direction"] for row in ours] == ["Ours", ""]
		assert ours[0]["all"] == ours[1]["all"] == expected()["Ours", users["outreach"]]["all"]
		assert follow(REPORT, direction="Theirs")


def test_the_most_overdue_come_first_and_nobody_has_a_name(users, as_user):
	with as_user(users["outreach"]):
		person = factories.activist()
		for days, direction, who in (
			(-200, "Ours", "outreach"),
			(-2, "Ours", "outreach2"),
			(-300, "Theirs", ""),
		):
			doc = factories.commitment(person, direction=direction, responsible=users.get(who))
			doc.db_set({"due_on": add_days(today(), days), "responsible": users.get(who)})
		names = [row["colleague"] for row in rows_of(REPORT) if row["direction"]]
	assert names.index("Noor") < names.index("Ilse") < names.index("Unassigned")


def test_the_chart_stacks_theirs_on_ours(users, as_user):
	with as_user(users["outreach"]):
		factories.commitment(factories.activist(), due_on=add_days(today(), 1))
		chart = run(REPORT)["chart"]
	assert chart["barOptions"]["stacked"]
	assert [one["name"] for one in chart["data"]["datasets"]] == ["Ours", "Theirs"]
	assert chart["data"]["datasets"][0]["values"][0] >= 1


def test_nothing_pending_says_what_to_do(users, as_user):
	with as_user(users["outreach"]):
		answer = run(REPORT, filters={"responsible": "nobody@crm-test.example"})
	assert (answer["result"], answer["chart"]) == ([], None)
	assert "No pending commitments" in answer["message"]


def test_outsiders_get_no_report(users, as_user):
	with as_user(users["outsider"]), pytest.raises(frappe.PermissionError):
		run(REPORT)


def test_one_query_whatever_there_is(users, as_user, query_count):
	with as_user(users["manager"]):
		count_by_age(AgedCommitments(), getdate())
		with query_count() as queries:
			count_by_age(AgedCommitments(), getdate())
	assert len(queries) <= 2
