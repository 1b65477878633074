"""Partnership Health: the two figures, what lies behind them, and who is shown to whom."""

import frappe
import pytest
from frappe.desk.query_report import run
from frappe.utils import add_days, getdate, today

from stakeholder_crm.base.pairs import KINDS, pair_of
from stakeholder_crm.partnerships.health.count_health import count_health
from stakeholder_crm.partnerships.health.list_health import list_health
from stakeholder_crm.stakeholders.list_stakeholders import StakeholderFilters
from stakeholder_crm.testing import factories
from tests.integration.partnerships.conftest import READERS
from tests.integration.partnerships.reading import follow, listed, rows_of

REPORT = "Partnership Health"
OPEN_CONCERNS = ("Raised", "Acknowledged", "Acting", "Cannot Act")
FIELDS = (
	"name",
	"status",
	"health",
	"record_health",
	"record_health_known",
	"next_touch_on",
	"trust",
)


def expected() -> dict[tuple[str, str], dict]:
	"""Each row's numbers, counted by hand from what the session's user gets in lists."""
	pair = ("stakeholder_type", "stakeholder")
	promises = listed("Stakeholder Commitment", fields=(*pair, "direction", "status"))
	concerns = listed("Stakeholder Concern", fields=(*pair, "status"))
	assessments = listed("Stakeholder Assessment", fields=(*pair, "assessed_on", "trust"))
	year_ago = getdate(add_days(today(), -365))
	found = {}
	for kind in KINDS:
		for one in listed(kind, fields=FIELDS):
			if one.status not in ("Active", "Dormant"):
				continue

			def about(row, kind=kind, one=one):
				return pair_of(row) == (kind, one.name)

			pending = [row for row in promises if about(row) and row.status in ("Open", "In Progress")]
			trust = [
				row.trust
				for row in sorted(assessments, key=lambda row: row.assessed_on)
				if about(row) and row.assessed_on >= year_ago
			]
			found[kind, one.name] = {
				"record_health": one.record_health if one.record_health_known else None,
				"health": one.health,
				"open_ours": sum(row.direction == "Ours" for row in pending),
				"open_theirs": sum(row.direction == "Theirs" for row in pending),
				"open_concerns": sum(about(row) and row.status in OPEN_CONCERNS for row in concerns),
				"trust": one.trust or None,
				"trust_trend": trust[-1] - trust[0] if trust else None,
				"days_overdue": max((getdate() - one.next_touch_on).days, 0) if one.next_touch_on else None,
			}
	return found


def test_each_row_is_what_its_reader_could_count(world, reading_as):
	for reader in READERS:
		with reading_as(reader):
			rows = {(row["kind"], row["name"]): row for row in rows_of(REPORT, rows=10_000)}
			by_hand = expected()
			assert rows.keys() == by_hand.keys()
			for pair, numbers in by_hand.items():
				assert {key: rows[pair][key] for key in numbers} == numbers, (reader, pair)
			assert follow(REPORT) >= len(rows) * 3


@pytest.fixture
def people(users, as_user):
	with as_user(users["outreach"]):
		made = {
			"leader": factories.community_leader(community="Lamp Street"),
			"activist": factories.activist(),
			"agency": factories.partner_agency(jurisdiction="Lamp County"),
		}
	made["leader"].db_set(
		{"next_touch_on": add_days(today(), 3), "record_health": 80, "record_health_known": 4}
	)
	made["activist"].db_set({"next_touch_on": None, "record_health": 10, "record_health_known": 1})
	made["agency"].db_set({"next_touch_on": add_days(today(), -3), "record_health_known": 0})
	return made


@pytest.mark.parametrize(
	("filters", "found"),
	[
		({"kind": "Activist"}, {"activist"}),
		({"place": "lamp"}, {"leader", "agency"}),
		({"touch": "In Touch"}, {"leader"}),
		({"touch": "Overdue"}, {"agency"}),
		({"touch": "No Rhythm"}, {"activist"}),
		({"says_below": 80}, {"activist"}),
		({"says_below": 81}, {"leader", "activist"}),
		({}, {"leader", "activist", "agency"}),
	],
)
def test_it_is_narrowed_by_its_filters(people, users, as_user, filters, found):
	ours = {doc.name: key for key, doc in people.items()}
	with as_user(users["outreach"]):
		rows = rows_of(REPORT, relationship_owner=users["outreach"], **filters)
	assert {ours[row["name"]] for row in rows if row["name"] in ours} == found


def test_the_worst_come_first_and_those_of_whom_nothing_is_known_last(people, users, as_user):
	with as_user(users["safeguarding"]):
		rows = rows_of(REPORT)
	names = [row["name"] for row in rows if row["name"] in {doc.name for doc in people.values()}]
	assert names == [people[key].name for key in ("activist", "leader", "agency")]
	says = [row["record_health"] for row in rows]
	known = [one for one in says if one is not None]
	assert says == [*sorted(known), *[None] * (len(says) - len(known))]


@pytest.mark.parametrize("status", ["Draft", "Do Not Contact", "Anonymised"])
def test_who_is_no_relationship_is_not_judged(people, users, as_user, status):
	people["leader"].db_set("status", status)
	with as_user(users["outreach"]):
		assert people["leader"].name not in [row["name"] for row in rows_of(REPORT)]


def test_the_figure_brings_what_explains_it(people, users, as_user):
	parts = '{"recency": 80, "reciprocity": null, "trust": 60, "sentiment": 50}'
	people["leader"].db_set("record_health_parts", parts)
	frappe.db.set_single_value("Stakeholder CRM Settings", "weight_trust", 7)
	frappe.clear_document_cache("Stakeholder CRM Settings", "Stakeholder CRM Settings")
	with as_user(users["outreach"]):
		answer = run(REPORT, filters={"place": "Lamp Street"})
	[row] = answer["result"]
	assert row["record_health_parts"] == parts
	[column] = [one for one in answer["columns"] if one["fieldname"] == "record_health"]
	assert column["weights"].keys() == {"recency", "reciprocity", "trust", "sentiment"}
	assert column["weights"]["trust"] == 7


def test_the_chart_draws_no_small_number(users, as_user):
	with as_user(users["outreach"]):
		strong = [factories.community_leader(community="Wick Lane") for _number in range(6)]
		broken = factories.community_leader(community="Wick Lane")
		for doc in strong:
			doc.db_set({"health": "Strong", "record_health": 76, "record_health_known": 2})
		broken.db_set({"health": "Broken", "record_health": 3, "record_health_known": 2})
		chart = run(REPORT, filters={"place": "Wick Lane"})["chart"]
		assert {one["name"]: one["values"] for one in chart["data"]["datasets"]} == {
			"Strong": [0, 0, 0, 6, 0],
			**dict.fromkeys(("Steady", "Strained", "Broken", "Not Rated"), [0] * 5),
		}
		assert count_health(StakeholderFilters(place="Wick Lane")) == {(75, "Strong"): 6, (0, "Broken"): 1}
		strong[0].db_set({"record_health_known": 0, "health": ""})
		assert count_health(StakeholderFilters(place="Wick Lane"))[None, ""] == 1
		for doc in strong[:3]:
			doc.db_set("community", "Elsewhere")
		assert run(REPORT, filters={"place": "Wick Lane"})["chart"] is None


def test_no_more_rows_than_asked_and_it_says_so(users, as_user, monkeypatch):
	monkeypatch.setattr("stakeholder_crm.base.reporting.row_limit.LIMITS", (3, 5))
	with as_user(users["outreach"]):
		people = [factories.community_leader(community="Tallow Row") for _number in range(4)]
		for number, doc in enumerate(people):
			doc.db_set({"record_health": number, "record_health_known": 1})
		answer = run(REPORT, filters={"place": "Tallow Row"})
		assert [row["name"] for row in answer["result"]] == [doc.name for doc in people[:3]]
		assert "Showing 3 of 4. Add a filter to see fewer." in answer["message"]
		assert "The first" not in run(REPORT, filters={"place": "Tallow Row", "rows": 5})["message"]


def test_nobody_there_says_what_to_do(users, as_user):
	with as_user(users["outreach"]):
		answer = run(REPORT, filters={"place": "No Such Place"})
	assert answer["result"] == []
	assert "set a stakeholder to Active" in answer["message"]


def test_outsiders_get_no_report(users, as_user):
	with as_user(users["outsider"]), pytest.raises(frappe.PermissionError):
		run(REPORT)


def test_the_number_of_queries_does_not_grow(people, users, as_user, query_count):
	with as_user(users["manager"]):
		list_health(StakeholderFilters(), 500)
		with query_count() as few:
			list_health(StakeholderFilters(), 500)
			count_health(StakeholderFilters())
	with as_user(users["outreach"]):
		for _number in range(4):
			factories.concern(factories.activist())
	with as_user(users["manager"]), query_count() as more:
		list_health(StakeholderFilters(), 500)
		count_health(StakeholderFilters())
	assert len(more) == len(few) <= 21
