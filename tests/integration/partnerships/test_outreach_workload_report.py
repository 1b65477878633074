"""Outreach Workload: what each colleague carries, as far as the reader may see it."""

from collections import Counter, defaultdict

import frappe
import pytest
from frappe.desk.query_report import run
from frappe.utils import add_days, getdate, today

from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.base.reporting.period import read_period
from stakeholder_crm.partnerships.figures.workload import count_workload, workload_figures
from stakeholder_crm.testing import factories
from tests.integration.partnerships.reading import agrees, follow, listed, rows_of

REPORT = "Outreach Workload"
WAITING = ("Draft", "Awaiting Approval", "Blocked", "Needs Review", "Failed")


def expected() -> dict[str, Counter]:
	day, found = getdate(), defaultdict(Counter)
	for kind in KINDS:
		for row in listed(kind, fields=("relationship_owner", "status", "next_touch_on")):
			if row.status == "Active":
				found[row.relationship_owner]["owned"] += 1
				found[row.relationship_owner]["overdue_touches"] += row.next_touch_on < day
	for row in listed("Stakeholder Meeting", fields=("lead", "status", "starts_on")):
		begins = row.starts_on.date()
		found[row.lead].update(
			ahead=row.status in ("Planned", "Confirmed") and begins >= day,
			held=row.status in ("Held", "Logged", "Closed") and getdate(add_days(day, -90)) <= begins <= day,
			unlogged=row.status in ("Planned", "Confirmed", "Held") and begins < day,
		)
	for row in listed("Stakeholder Commitment", fields=("responsible", "status", "direction", "due_on")):
		if row.direction == "Ours" and row.status in ("Open", "In Progress"):
			found[row.responsible].update(promised=1, overdue_promises=row.due_on < day)
	for row in listed("Thank You Follow Up", fields=("assigned_to", "status")):
		found[row.assigned_to or ""]["waiting"] += row.status in WAITING
	return {colleague: counts for colleague, counts in found.items() if any(counts.values())}


def test_every_number_is_what_its_reader_could_count(world, reading_as):
	period = {"from_date": add_days(today(), -90), "to_date": today()}
	for reader in ("manager", "safeguarding", "narrowed"):
		with reading_as(reader):
			*rows, total = rows_of(REPORT, **period)
			by_hand = expected()
			assert {row["user"] for row in rows} == by_hand.keys()
			for row in rows:
				counts = by_hand[row["user"]]
				for key in ("owned", "overdue_touches"):
					assert agrees(row[key], counts[key]), (reader, row, counts)
				for key in ("ahead", "held", "unlogged", "promised", "overdue_promises", "waiting"):
					assert row[key] == counts[key], (reader, row, key)
			assert (total["owned"], total["overdue_touches"]) == ("", "")
			assert total["promised"] == sum(counts["promised"] for counts in by_hand.values())
			assert follow(REPORT, **period) > len(rows)


def test_a_colleague_out_of_sight_shows_nothing(users, as_user):
	hidden = factories.make_user("hidden@crm-test.example", "Hada", ("Outreach Staff",))
	with as_user(hidden):
		person = factories.activist(confidentiality="Confidential")
		factories.commitment(person)
		factories.meeting([person])
	with as_user(users["manager"]):
		assert rows_of(REPORT, colleague=hidden) == []
		assert hidden not in frappe.as_json(rows_of(REPORT))
	with as_user(users["safeguarding"]):
		[row] = rows_of(REPORT, colleague=hidden)
	assert (row["colleague"], row["ahead"], row["promised"]) == ("Hada", 1, 1)
	assert row["owned"] == "fewer than 5"


def test_one_colleague_has_no_total(users, as_user):
	with as_user(users["outreach"]):
		factories.activist()
	with as_user(users["manager"]):
		[row] = rows_of(REPORT, colleague=users["outreach"])
	assert row["colleague"] == "Noor"


def test_who_has_the_most_to_do_comes_first(users, as_user):
	with as_user(users["outreach2"]):
		person = factories.activist()
		for _number in range(60):
			factories.commitment(person).db_set("due_on", add_days(today(), -1))
	with as_user(users["manager"]):
		answer = run(REPORT)
	assert answer["result"][0]["user"] == users["outreach2"]
	late = {one["name"]: one["values"][0] for one in answer["chart"]["data"]["datasets"]}
	assert late["Commitments"] == answer["result"][0]["overdue_promises"] >= 60


def test_nobody_found_says_what_to_do(users, as_user):
	with as_user(users["manager"]):
		answer = run(REPORT, filters={"colleague": "nobody@crm-test.example"})
	assert (answer["result"], answer["chart"]) == ([], None)
	assert "Clear the user filter" in answer["message"]


def test_nothing_pressing_has_no_chart(users, as_user):
	calm = factories.make_user("calm@crm-test.example", "Cai", ("Outreach Staff",))
	with as_user(calm):
		factories.activist()
	with as_user(users["manager"]):
		assert run(REPORT, filters={"colleague": calm})["chart"] is None


@pytest.mark.parametrize("user", ["outreach", "outsider"])
def test_it_is_for_those_who_answer_for_the_work(users, as_user, user):
	with as_user(users[user]), pytest.raises(frappe.PermissionError):
		run(REPORT)


def test_the_number_of_queries_does_not_grow(users, as_user, query_count):
	wanted = workload_figures(read_period({}), getdate())
	with as_user(users["manager"]):
		count_workload(wanted)
		with query_count() as few:
			count_workload(wanted)
	with as_user(users["outreach"]):
		factories.meeting([factories.activist()])
	with as_user(users["manager"]), query_count() as more:
		count_workload(wanted)
	assert len(more) == len(few) <= 12
