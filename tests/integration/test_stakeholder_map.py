"""The stakeholder map: who is on it for whom, how it was on a day, and what leaves it as a file."""

import csv
from collections import Counter
from datetime import timedelta
from io import StringIO
from random import Random

import frappe
import pytest
from frappe.utils import add_days, now_datetime, today

from stakeholder_crm.api import partnership_maps
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.base.reporting import cached_answer
from stakeholder_crm.domain import stakeholder_map
from stakeholder_crm.domain.stakeholder_map import POSITIONS, cell_of
from stakeholder_crm.partnerships.map.place_stakeholders import MapFilters, count_cells, place_stakeholders
from stakeholder_crm.testing import factories

MAKERS = tuple(factories.STAKEHOLDERS.values())
READERS = ("outreach", "outreach2", "manager", "safeguarding")


@pytest.fixture(autouse=True)
def _as_outreach(as_user, users):
	with as_user(users["outreach"]):
		yield


def place(doc, influence=3, interest=3, current="Neutral", desired="Supportive") -> None:
	doc.db_set(
		{
			"influence": influence,
			"interest": interest,
			"current_position": current,
			"desired_position": desired,
		}
	)


@pytest.fixture
def people():
	"""One of each kind, on the map; the activist is Confidential."""
	made = {
		"leader": factories.community_leader(full_name="Amina Odhiambo", community="Harbour Quarter"),
		"activist": factories.activist(
			full_name="Ines Duarte", confidentiality="Confidential", safe_alias="Heron"
		),
		"agency": factories.partner_agency(full_name="Shore Legal Aid", jurisdiction="North Harbour"),
	}
	place(made["leader"], 4, 5, "Supportive", "Leading")
	place(made["activist"], 2, 5, "Resistant", "Neutral")
	place(made["agency"], 5, 1, "Neutral", "Unaware")
	return made


@pytest.fixture
def crowd():
	"""Forty of all kinds and levels, here and there on the map and off it."""
	random = Random(7)  # noqa: S311
	for number in range(40):
		level = random.choice(("Open", "Open", "Restricted", "Confidential"))
		doc = random.choice(MAKERS)(confidentiality=level, safe_alias=f"Alias {number}")
		if number % 8:
			current, desired = random.choices(("", *POSITIONS), k=2)
			place(doc, random.randint(1, 5), random.randint(1, 5), current, desired)


def points(people, **filters) -> dict[str, dict]:
	"""The points of ours, by the keys of ``people``."""
	ours = {doc.name: key for key, doc in people.items()}
	found = partnership_maps.stakeholder_map(filters)["points"]
	return {ours[point["name"]]: point for point in found if point["name"] in ours}


def listed() -> dict[str, Counter]:
	"""The same by plain Python, over what the user may list."""
	return {
		kind: Counter(
			cell_of(row.influence, row.interest, row.current_position)
			for row in frappe.get_list(
				kind,
				filters={"status": ("!=", "Anonymised")},
				fields=["influence", "interest", "current_position"],
				limit_page_length=0,
			)
		)
		for kind in KINDS
	}


def test_a_point_says_where_she_stands_and_where_we_would_like_her(people, users):
	assert points(people)["leader"] == {
		"kind": "Community Leader",
		"name": people["leader"].name,
		"display_name": "Amina Odhiambo",
		"influence": 4,
		"interest": 5,
		"current_position": "Supportive",
		"desired_position": "Leading",
		"steps": 1,
		"relationship_owner": users["outreach"],
		"owner_name": "Noor",
	}
	assert points(people)["agency"]["steps"] == -2


def test_an_assessment_places_somebody(people):
	newcomer = factories.activist()
	people["new"] = newcomer
	assert "new" not in points(people)
	factories.assessment(newcomer, influence=1, interest=2, current_position="Unaware")
	assert (points(people)["new"]["influence"], points(people)["new"]["interest"]) == (1, 2)


@pytest.mark.parametrize(
	("filters", "expected"),
	[
		({"kind": "Activist"}, {"activist"}),
		({"place": "harbour"}, {"leader", "agency"}),
		({"place": "harbour", "kind": "Activist"}, set()),
		({"kind": "User"}, set()),
		({"influence": 4, "interest": 5}, {"leader"}),
		({"influence": "4", "interest": "5", "position": "Neutral"}, set()),
		({"position": "Resistant"}, {"activist"}),
	],
)
def test_the_map_is_narrowed_by_its_filters(people, filters, expected):
	assert set(points(people, **filters)) == expected


def test_the_map_is_narrowed_by_owner(people, users):
	people["leader"].db_set("relationship_owner", users["manager"])
	assert set(points(people, relationship_owner=users["manager"])) == {"leader"}


@pytest.mark.parametrize(
	("reader", "expected"),
	[
		("outreach", {"leader": "Amina Odhiambo", "activist": "Heron", "agency": "Shore Legal Aid"}),
		("outreach2", {"leader": "Amina Odhiambo", "agency": "Shore Legal Aid"}),
		("manager", {"leader": "Amina Odhiambo", "agency": "Shore Legal Aid"}),
		("safeguarding", {"leader": "Amina Odhiambo", "activist": "Heron", "agency": "Shore Legal Aid"}),
	],
)
def test_nobody_is_on_the_map_of_who_may_not_see_her(as_user, users, people, reader, expected):
	with as_user(users[reader]):
		for day in (None, today()):
			shown = points(people, date=day)
			assert {key: point["display_name"] for key, point in shown.items()} == expected


def test_outsiders_get_no_map(as_user, users):
	with as_user(users["outsider"]):
		for call in (partnership_maps.stakeholder_map, partnership_maps.stakeholder_map_csv):
			with pytest.raises(frappe.PermissionError):
				call()


@pytest.mark.parametrize("page", ["stakeholder-map", "stakeholder-network"])
def test_both_pages_are_there_for_outreach_roles_only(as_user, users, page):
	for reader in (*READERS, "outsider"):
		with as_user(users[reader]):
			assert bool(frappe.get_doc("Page", page).is_permitted()) == (reader != "outsider")


def test_who_was_erased_is_on_no_map(people):
	people["agency"].db_set("status", "Anonymised")
	assert set(points(people)) == {"leader", "activist"}


def test_a_user_permission_narrows_the_map(as_user, users, people):
	other = factories.partner_agency()
	place(other)
	people["other"] = other
	with as_user("Administrator"):
		allowed = {"allow": "Partner Agency", "for_value": other.name, "apply_to_all_doctypes": 1}
		frappe.get_doc({"doctype": "User Permission", "user": users["manager"], **allowed}).insert()
	with as_user(users["manager"]):
		assert set(points(people, kind="Partner Agency")) == {"other"}
		assert count_cells(MapFilters()) == listed()


def test_the_map_is_as_it_was_on_a_day(as_user, users, people):
	leader, activist = people["leader"], people["activist"]
	for days, influence, position in ((90, 1, "Unaware"), (30, 2, "Resistant"), (0, 5, "Leading")):
		for doc in (leader, activist):
			factories.assessment(
				doc, assessed_on=add_days(today(), -days), influence=influence, current_position=position
			)

	def then(days: int) -> dict[str, tuple]:
		shown = points(people, date=str(add_days(today(), -days)))
		return {key: (point["influence"], point["current_position"]) for key, point in shown.items()}

	assert then(91) == {}
	assert then(90) == then(31) == {"leader": (1, "Unaware"), "activist": (1, "Unaware")}
	assert then(30) == then(1) == {"leader": (2, "Resistant"), "activist": (2, "Resistant")}
	assert then(0)["leader"] == (5, "Leading")
	assert points(people)["leader"]["influence"] == 5
	with as_user(users["manager"]):
		assert then(30) == {"leader": (2, "Resistant")}


@pytest.mark.parametrize("position", ["", "Resistant"])
def test_a_past_map_is_narrowed_to_a_cell_of_that_day(people, position):
	factories.assessment(
		people["leader"],
		assessed_on=add_days(today(), -9),
		influence=2,
		interest=2,
		current_position="Resistant",
	)
	day = str(add_days(today(), -5))
	assert set(points(people, date=day, influence=2, interest=2, position=position)) == {"leader"}
	assert points(people, date=day, influence=4, interest=5) == {}


def test_the_future_is_as_today_is(people):
	tomorrow = partnership_maps.stakeholder_map({"date": str(add_days(today(), 1))})
	assert tomorrow == partnership_maps.stakeholder_map()
	assert tomorrow["day"] is None


def test_what_is_no_day_is_told(people):
	with pytest.raises(frappe.ValidationError, match="Date: soon is not a valid date"):
		partnership_maps.stakeholder_map({"date": "soon"})


@pytest.mark.parametrize("filters", [None, "", "{}", '{"kind": "Activist"}'])
def test_filters_come_as_json_too(people, filters):
	expected = {"activist"} if filters and "kind" in filters else set(people)
	found = {point["name"] for point in partnership_maps.stakeholder_map(filters)["points"]}
	assert {key for key, doc in people.items() if doc.name in found} == expected


@pytest.mark.parametrize("reader", READERS)
def test_cells_are_counted_as_the_reader_would_count_her_list(as_user, users, crowd, reader):
	with as_user(users[reader]):
		assert count_cells(MapFilters()) == listed()
		found = place_stakeholders(MapFilters())
		on_it = sum(
			count for counts in listed().values() for cell, count in counts.items() if cell.is_assessed
		)
		assert len(found.points) == on_it
		assert found.clusters == []
		assert not found.more


@pytest.mark.parametrize("reader", READERS)
def test_of_too_many_each_cell_is_told_unless_few_are_in_it(as_user, users, crowd, reader, monkeypatch):
	monkeypatch.setattr(stakeholder_map, "MOST_POINTS", 3)
	with as_user(users[reader]):
		counts = sum(listed().values(), Counter())
		found = place_stakeholders(MapFilters())
	assert found.more
	assert found.points == []
	expected = {cell: count if count >= 5 else None for cell, count in counts.items() if cell.is_assessed}
	assert {(one.influence, one.interest, one.position): one.count for one in found.clusters} == {
		(cell.influence, cell.interest, cell.position): count for cell, count in expected.items()
	}
	order = [cell_of(one.influence, one.interest, one.position).place for one in found.clusters]
	assert order == sorted(order)


def test_numbers_that_took_long_are_told_with_their_age_until_refreshed(monkeypatch, people, freeze):
	monkeypatch.setattr(cached_answer, "GLANCE_SECONDS", 0)
	freeze(now_datetime().replace(hour=12, minute=2, second=0, microsecond=0))
	asked = {"kind": "Activist", "date": "2001-01-01"}
	before = partnership_maps.stakeholder_map(asked)
	assert before["counted_on"] is None
	for _ in range(5):
		factories.activist()
	counted_on = now_datetime()
	freeze(counted_on + timedelta(minutes=3))
	kept = partnership_maps.stakeholder_map(asked)
	assert kept == {**before, "counted_on": counted_on}
	counted = partnership_maps.stakeholder_map(asked, refresh=True)
	assert counted["counted_on"] is None
	assert counted["not_assessed"]["Activist"] >= 5


def test_somebody_new_among_few_is_counted_at_once(monkeypatch, people):
	monkeypatch.setattr(cached_answer, "GLANCE_SECONDS", 0)
	before = partnership_maps.stakeholder_map({"kind": "Activist"})
	new = factories.activist()
	place(new)
	after = partnership_maps.stakeholder_map({"kind": "Activist"})
	assert after["counted_on"] is None
	assert len(after["points"]) == len(before["points"]) + 1


def test_a_cell_of_too_many_is_listed_when_it_is_asked_for(monkeypatch):
	monkeypatch.setattr(stakeholder_map, "MOST_POINTS", 3)
	made = [factories.activist() for _ in range(6)]
	for doc in made:
		place(doc, 1, 4)
	found = place_stakeholders(MapFilters(kind="Activist", influence=1, interest=4, position="Neutral"))
	assert {point.name for point in found.points} >= {doc.name for doc in made}
	assert found.more
	assert [one.count for one in found.clusters] == [len(found.points)]


def test_those_without_an_assessment_are_counted_by_kind(people):
	before = partnership_maps.stakeholder_map()["not_assessed"]
	assert before.get("Activist") is None
	for _ in range(5):
		factories.activist()
	factories.partner_agency()
	after = partnership_maps.stakeholder_map()["not_assessed"]
	assert after["Activist"] >= 5
	assert "Partner Agency" in after
	earlier = partnership_maps.stakeholder_map({"date": "2001-01-01"})
	assert earlier["points"] == []
	assert earlier["not_assessed"]["Activist"] >= 6
	assert earlier["day"] == "2001-01-01"


@pytest.mark.parametrize("day", [None, "2001-01-01"])
def test_the_number_of_queries_does_not_grow_with_the_people(people, query_count, day):
	wanted = MapFilters.by_filters({"date": day})
	place_stakeholders(wanted)
	with query_count() as few:
		place_stakeholders(wanted)
	for _ in range(5):
		place(factories.activist())
	with query_count() as more:
		place_stakeholders(wanted)
	assert len(few) == len(more)


def exported(**filters) -> list[list[str]]:
	partnership_maps.stakeholder_map_csv(filters)
	assert frappe.response["type"] == "download"
	assert frappe.response["filename"].endswith(".csv")
	return list(csv.reader(StringIO(frappe.response["filecontent"].decode("utf-8-sig"))))


def logged() -> list[str]:
	rows = frappe.get_all(
		"Stakeholder Access Log",
		filters={"action": "Export", "user": frappe.session.user},
		fields=["reference_name"],
		order_by="name",
	)
	return sorted(row.reference_name for row in rows)


def test_the_file_holds_the_rows_of_the_table_and_is_written_down(as_user, users, people):
	with as_user(users["safeguarding"]):
		before = logged()
		head, *rows = exported()
		shown = partnership_maps.stakeholder_map()
		assert [row[1] for row in rows] == [point["name"] for point in shown["points"]]
		assert head[:3] == ["Name", "Record", "Type"]
		heron = next(row for row in rows if row[1] == people["activist"].name)
		assert heron == [
			"Heron",
			people["activist"].name,
			"Activist",
			"2",
			"5",
			"Resistant",
			"Neutral",
			"Noor",
		]
		assert logged() == sorted([*before, *{point["kind"] for point in shown["points"]}])


def test_a_manager_exports_no_more_than_she_sees(as_user, users, people):
	with as_user(users["manager"]):
		assert "Heron" not in {row[0] for row in exported()}
		assert partnership_maps.stakeholder_map()["may_export"]


def test_who_may_not_export_gets_no_file(people):
	assert not partnership_maps.stakeholder_map()["may_export"]
	before = logged()
	with pytest.raises(frappe.PermissionError, match="You do not have permission to export"):
		exported()
	assert logged() == before


def test_no_name_is_a_formula_in_a_spreadsheet(as_user, users):
	people = {"one": factories.community_leader(full_name="=HYPERLINK(1)")}
	place(people["one"])
	with as_user(users["manager"]):
		assert "'=HYPERLINK(1)" in {row[0] for row in exported()}


def test_of_too_many_the_file_holds_the_cells(as_user, users, crowd, monkeypatch):
	monkeypatch.setattr(stakeholder_map, "MOST_POINTS", 3)
	with as_user(users["safeguarding"]):
		head, *rows = exported()
		clusters = partnership_maps.stakeholder_map()["clusters"]
	assert head == ["Influence", "Interest", "Position", "Stakeholders"]
	assert [row[3] for row in rows] == [
		"fewer than 5" if one["count"] is None else str(one["count"]) for one in clusters
	]
