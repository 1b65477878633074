"""What networkx is asked; a second, slower way to the same answers stands beside it."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.network import (
	GROUP,
	Bridge,
	Edge,
	Tie,
	best_connected,
	bridges,
	degrees,
	edges_of,
	groups,
	only_one,
	strength_of,
	within,
)


def node(letter: str) -> tuple[str, str]:
	return ("Activist", letter)


def web(text: str) -> list[Edge]:
	"""Edges as "ab bc": each pair of letters is a tie."""
	return edges_of(Tie(node(one), node(other), "Ally", "Medium") for one, other in text.split())


letters = st.sampled_from("abcdefghij")
webs = st.lists(st.tuples(letters, letters), max_size=18).map(
	lambda pairs: edges_of(Tie(node(one), node(other), "Ally", "Weak") for one, other in pairs)
)


def reached(edges, start, without=None) -> set:
	found, waiting = {start}, [start]
	while waiting:
		here = waiting.pop()
		for edge in edges:
			if here in (edge.one, edge.other):
				there = edge.other if here == edge.one else edge.one
				if there not in found and there != without:
					found.add(there)
					waiting.append(there)
	return found


def pieces_without(edges, gone) -> list[int]:
	"""How large the pieces would be, by looking from each neighbour."""
	neighbours = {
		edge.other if edge.one == gone else edge.one for edge in edges if gone in (edge.one, edge.other)
	}
	found: list[set] = []
	for one in neighbours:
		piece = reached(edges, one, without=gone)
		if piece not in found:
			found.append(piece)
	return sorted(len(piece) for piece in found)


def test_a_tie_counts_once_from_whichever_side_it_is_noted():
	ties = [
		Tie(node("b"), node("a"), "Mentor", "Weak"),
		Tie(node("a"), node("b"), "Ally", "Strong"),
		Tie(node("a"), node("b"), "Ally", "Weak"),
		Tie(node("a"), node("a"), "Ally", "Strong"),
	]
	assert edges_of(ties) == [Edge(node("a"), node("b"), ("Ally", "Mentor"), "Strong")]


@pytest.mark.parametrize(("name", "strength"), [("Weak", 1), ("Medium", 2), ("Strong", 3), ("", 2)])
def test_a_tie_of_which_nobody_said_how_strong_it_is_counts_as_medium(name, strength):
	assert strength_of(name) == strength


def test_the_best_connected_come_first():
	edges = web("ab ac ad bc")
	assert degrees(edges) == {node("a"): 3, node("b"): 2, node("c"): 2, node("d"): 1}
	assert best_connected(edges, 3) == [node("a"), node("b"), node("c")]
	assert within(edges, {node("a"), node("b")}) == web("ab")


def test_who_holds_two_groups_together_is_told_with_their_sizes():
	# Three and four, and a way from one to the other through x alone.
	edges = web("ab bc ca cx xd de ef fg gd")
	assert bridges(edges) == [
		Bridge(node("d"), cut_off=3, others=4),
		Bridge(node("x"), cut_off=3, others=4),
		Bridge(node("c"), cut_off=2, others=5),
	]


def test_one_person_is_no_group():
	assert bridges(web("ab bc bd be")) == []
	assert bridges([]) == []


def test_a_second_way_round_is_no_bridge():
	assert bridges(web("ab bc cd de ef fa")) == []


@given(webs)
def test_bridges_are_those_whom_removing_shows(edges):
	found = {one.node: (one.cut_off, one.others) for one in bridges(edges)}
	expected = {}
	for each in degrees(edges):
		sizes = pieces_without(edges, each)
		if len(sizes) > 1 and sizes[-2] >= GROUP:
			expected[each] = (sum(sizes[:-1]), sizes[-1])
	assert found == expected


@given(webs)
def test_those_who_hold_most_together_come_first(edges):
	parted = [one.cut_off * one.others for one in bridges(edges)]
	assert parted == sorted(parted, reverse=True)


@given(webs)
def test_everybody_with_a_tie_is_in_one_group_and_no_group_is_torn(edges):
	found = groups(edges)
	assert set(found) == set(degrees(edges))
	sizes = [list(found.values()).count(number) for number in range(1, max(found.values(), default=0) + 1)]
	assert sizes == sorted(sizes, reverse=True)
	assert 0 not in sizes
	for one, other in combinations(sorted(found), 2):
		if found[one] == found[other]:
			assert other in reached(edges, one)


def test_who_is_known_to_one_of_us_only():
	known = {node("a"): ["Noor"], node("b"): [], node("c"): ["Ilse", "Noor"]}
	assert only_one(known) == {node("a"): "Noor", node("b"): ""}
