"""The network: whose ties are drawn for whom, who bridges two groups, who is known to one of us only."""

import frappe
import pytest
from frappe.utils import add_months, get_datetime, now_datetime

from stakeholder_crm.api import partnership_maps
from stakeholder_crm.partnerships.network import list_ties as service
from stakeholder_crm.partnerships.network.list_ties import NetworkFilters, build_network
from stakeholder_crm.testing import factories
from stakeholder_crm.testing.factories import pair


@pytest.fixture(autouse=True)
def _as_outreach(as_user, users):
	with as_user(users["outreach"]):
		yield


def tie(doc, other, kind="Ally", strength="Strong") -> None:
	doc.append("ties", {**pair(other), "kind": kind, "strength": strength})
	doc.save()
	doc.reload()


@pytest.fixture
def people():
	"""a – b – c – x – d – e – f, and g without a tie; x is Confidential."""
	made = {letter: factories.activist(full_name=f"Person {letter.upper()}") for letter in "abc"}
	made["x"] = factories.community_leader(
		full_name="Zara Xu", confidentiality="Confidential", safe_alias="Heron", community="Harbour Quarter"
	)
	made.update({letter: factories.partner_agency(full_name=f"Office {letter.upper()}") for letter in "defg"})
	for one, other in ("ab", "bc", "xc", "xd", "de", "ef"):
		tie(made[one], made[other])
	return made


class Seen:
	"""The network as the page gets it, in terms of ``people``; what else is on the site is passed over."""

	def __init__(self, people, **filters) -> None:
		ours = {doc.name: key for key, doc in people.items()}
		self.answer = partnership_maps.stakeholder_network(filters)
		nodes = self.answer["nodes"]
		self.nodes = {ours[node["name"]]: node for node in nodes if node["name"] in ours}
		keys = [ours.get(node["name"]) for node in nodes]
		self.edges = {
			frozenset((keys[edge["source"]], keys[edge["target"]])): edge for edge in self.answer["edges"]
		}

	def ties(self) -> set[str]:
		return {"".join(sorted(map(str, ends))) for ends in self.edges}


def test_ties_between_people_and_agencies_are_drawn_once(people):
	tie(people["b"], people["a"], "Rival", "Weak")
	seen = Seen(people)
	assert set(seen.nodes) == set(people)
	assert seen.ties() >= {"ab", "bc", "cx", "dx", "de", "ef"}
	assert seen.edges[frozenset("ab")]["kinds"] == ("Ally", "Rival")
	assert seen.edges[frozenset("ab")]["strength"] == "Strong"
	assert [seen.nodes[key]["ties"] for key in "abxg"] == [1, 2, 2, 0]
	assert seen.nodes["g"]["group"] == 0
	assert seen.nodes["x"]["display_name"] == "Heron"


def test_the_best_connected_come_first_and_those_without_a_tie_last(people):
	ties = [node["ties"] for node in Seen(people).answer["nodes"]]
	assert ties == sorted(ties, reverse=True)


@pytest.mark.parametrize("reader", ["manager", "outreach2"])
def test_who_may_not_see_somebody_learns_of_no_tie_to_her(as_user, users, people, reader):
	with as_user(users[reader]):
		seen = Seen(people)
	assert set(seen.nodes) == set(people) - {"x"}
	assert seen.ties() == {"ab", "bc", "de", "ef"}
	assert seen.nodes["c"]["ties"] == 1
	assert not any(node["bridges"] for node in seen.nodes.values())
	assert "Heron" not in str(seen.answer)


def test_the_safeguarding_lead_sees_them_all(as_user, users, people):
	with as_user(users["safeguarding"]):
		assert set(Seen(people).nodes) == set(people)


def test_outsiders_get_no_network(as_user, users):
	with as_user(users["outsider"]), pytest.raises(frappe.PermissionError):
		partnership_maps.stakeholder_network()


def test_a_user_permission_narrows_the_network(as_user, users, people):
	with as_user("Administrator"):
		for letter in "de":
			allowed = {
				"allow": "Partner Agency",
				"for_value": people[letter].name,
				"apply_to_all_doctypes": 1,
			}
			frappe.get_doc({"doctype": "User Permission", "user": users["manager"], **allowed}).insert()
	with as_user(users["manager"]):
		seen = Seen(people, kind="Partner Agency")
	assert set(seen.nodes) == {"d", "e"}
	assert seen.ties() == {"de"}


def test_who_bridges_two_groups_is_told_with_numbers_that_give_nobody_away(people):
	nodes = Seen(people).nodes
	assert {key for key, node in nodes.items() if node["bridges"]} == {"c", "x", "d"}
	assert (nodes["x"]["cut_off"], nodes["x"]["others"]) == (None, None)
	more = [factories.activist() for _ in range(3)]
	for number, doc in enumerate(more):
		tie(doc, people["a"])
		tie(doc, more[number - 1]) if number else None
	nodes = Seen(people).nodes
	assert (nodes["x"]["cut_off"], nodes["x"]["others"]) == (None, 6)
	assert (nodes["c"]["cut_off"], nodes["c"]["others"]) == (None, 5)
	assert not nodes["g"]["bridges"]


@pytest.mark.parametrize(
	("filters", "nodes", "ties"),
	[
		({"kind": "Activist"}, "abc", {"ab", "bc"}),
		({"place": "north shore"}, "defg", {"de", "ef"}),
		# Of those in the harbour, x is Confidential: where they are is sealed.
		({"place": "harbour"}, "", set()),
		({"place": "harbour", "kind": "Activist"}, "", set()),
		({"kind": "User"}, "", set()),
	],
)
def test_the_network_is_narrowed_at_both_ends(people, filters, nodes, ties):
	seen = Seen(people, **filters)
	assert set(seen.nodes) == set(nodes)
	assert seen.ties() == ties


def test_the_network_is_narrowed_by_owner(people, users):
	for letter in "cg":
		people[letter].db_set("relationship_owner", users["outreach2"])
	seen = Seen(people, relationship_owner=users["outreach2"])
	assert set(seen.nodes) == {"c", "g"}
	assert seen.ties() == set()


@pytest.mark.parametrize(("centre", "expected"), [("a", "abc"), ("x", "bcxde"), ("g", "g")])
def test_around_somebody_are_those_within_two_steps(people, centre, expected):
	doc = people[centre]
	seen = Seen(people, around_type=doc.doctype, around=doc.name)
	assert set(seen.nodes) == set(expected)
	assert not seen.answer["more_nodes"]


def test_around_somebody_whom_the_reader_may_not_see_is_nobody(as_user, users, people):
	with as_user(users["manager"]):
		doc = people["x"]
		assert Seen(people, around_type=doc.doctype, around=doc.name).answer["nodes"] == []


def test_who_was_erased_is_in_no_network(people):
	people["d"].db_set("status", "Anonymised")
	seen = Seen(people)
	assert "d" not in seen.nodes
	assert seen.ties() == {"ab", "bc", "cx", "ef"}


def test_more_than_can_be_drawn_is_said(people, monkeypatch):
	monkeypatch.setattr(service, "MOST_NODES", 3)
	seen = Seen(people)
	assert seen.answer["more_nodes"]
	assert len(seen.answer["nodes"]) == 3
	assert all(node["ties"] for node in seen.answer["nodes"])
	monkeypatch.setattr(service, "MOST_NODES", 300)
	monkeypatch.setattr(service, "MOST_TIES", 2)
	assert Seen(people).answer["more_ties"]


def known(people, key, reader, as_user) -> tuple[int, str]:
	with as_user(reader):
		node = Seen(people).nodes[key]
	return node["known_by"], node["only_known_by"]


def test_one_who_answers_for_her_is_the_only_one_who_knows_her(as_user, users, people):
	assert known(people, "a", users["manager"], as_user) == (1, "Noor")
	people["a"].db_set("backup_owner", users["outreach2"])
	assert known(people, "a", users["manager"], as_user) == (2, "")


@pytest.mark.parametrize(("months", "count"), [(1, 3), (23, 3), (25, 1)])
def test_who_has_met_her_of_late_knows_her_too(as_user, users, people, months, count):
	ended = get_datetime(add_months(now_datetime(), -months))
	meeting = factories.held_meeting(
		[people["a"]], starts_on=ended, lead=users["outreach2"], team=[{"user": users["manager"]}]
	)
	factories.log(meeting, submit=True)
	assert known(people, "a", users["manager"], as_user)[0] == count


def test_who_did_not_come_has_not_been_met(as_user, users, people):
	meeting = factories.held_meeting([people["a"]], lead=users["outreach2"])
	rows = [factories.attendance(people["a"], attended=0)]
	log = factories.log(meeting, attendance=rows)
	assert known(people, "a", users["manager"], as_user) == (1, "Noor")
	log.attendance[0].attended = 1
	log.save()
	assert known(people, "a", users["manager"], as_user) == (1, "Noor"), "a log that was not submitted"
	log.submit()
	assert known(people, "a", users["manager"], as_user)[0] == 2


def test_a_meeting_that_the_reader_may_not_see_tells_her_nothing(as_user, users, people):
	meeting = factories.held_meeting([people["a"], people["x"]], lead=users["outreach2"])
	factories.log(meeting, submit=True)
	assert known(people, "a", users["manager"], as_user) == (1, "Noor")
	assert known(people, "a", users["safeguarding"], as_user)[0] == 2


def test_whoever_left_us_knows_nobody_any_more(as_user, users, people):
	people["a"].db_set("relationship_owner", users["outreach2"])
	frappe.db.set_value("User", users["outreach2"], "enabled", 0)
	assert known(people, "a", users["manager"], as_user) == (0, "")


@pytest.mark.parametrize("around", [False, True])
def test_the_number_of_queries_does_not_grow_with_the_network(people, query_count, around):
	wanted = NetworkFilters(around=("Community Leader", people["x"].name) if around else None)
	build_network(wanted)
	with query_count() as few:
		build_network(wanted)
	for _ in range(4):
		newcomer = factories.activist()
		tie(newcomer, people["c"])
		factories.log(factories.held_meeting([newcomer]), submit=True)
	with query_count() as more:
		build_network(wanted)
	assert len(few) == len(more)
