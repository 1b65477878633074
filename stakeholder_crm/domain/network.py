"""The network of ties: who hangs together, who alone holds two groups together, and who knows whom.

What a graph can say is asked of networkx, which has no types: what comes back from it gets them here.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx  # pyright: ignore[reportMissingTypeStubs]

Node = tuple[str, str]

STRENGTHS = ("Weak", "Medium", "Strong")
# Two are the least that one may call a group.
GROUP = 2

_networkx: Any = networkx


@dataclass(frozen=True, slots=True)
class Tie:
	"""A tie as one of the two has it noted."""

	one: Node
	other: Node
	kind: str
	strength: str


@dataclass(frozen=True, slots=True)
class Edge:
	"""What ties two, from either side once.

	Attributes:
		one: the first of the two, in order.
		other: the second.
		kinds: what it is called, from whichever side.
		strength: the stronger where the two sides do not agree.
	"""

	one: Node
	other: Node
	kinds: tuple[str, ...]
	strength: str


@dataclass(frozen=True, slots=True)
class Bridge:
	"""Somebody without whom there would be no way between two groups.

	Attributes:
		node: who it is.
		cut_off: how many would be cut off from the largest group that is left.
		others: how many are in that.
	"""

	node: Node
	cut_off: int
	others: int


def edges_of(ties: Iterable[Tie]) -> list[Edge]:
	"""Each pair once, however often and from whichever side it is noted; a tie to oneself is none.

	Args:
		ties: as they are noted.

	Returns:
		The edges, in the order of their ends.
	"""
	found: dict[tuple[Node, Node], list[Tie]] = {}
	for tie in ties:
		if tie.one != tie.other:
			ends = (min(tie.one, tie.other), max(tie.one, tie.other))
			found.setdefault(ends, []).append(tie)
	return [
		Edge(
			*ends,
			kinds=tuple(sorted({tie.kind for tie in noted})),
			strength=max((tie.strength for tie in noted), key=strength_of, default=""),
		)
		for ends, noted in sorted(found.items())
	]


def strength_of(name: str) -> int:
	"""From 1 (weak) to 3 (strong); one that nobody noted counts as medium."""
	return STRENGTHS.index(name) + 1 if name in STRENGTHS else 2


def degrees(edges: Iterable[Edge]) -> dict[Node, int]:
	"""How many each is tied to."""
	counts: dict[Node, int] = {}
	for edge in edges:
		for node in (edge.one, edge.other):
			counts[node] = counts.get(node, 0) + 1
	return counts


def best_connected(edges: Sequence[Edge], most: int) -> list[Node]:
	"""Those with the most ties; of those with equally many the first by name.

	Args:
		edges: of the network.
		most: the most that are wanted.
	"""
	counts = degrees(edges)
	return sorted(counts, key=lambda node: (-counts[node], node))[:most]


def within(edges: Iterable[Edge], nodes: Collection[Node]) -> list[Edge]:
	"""The edges between these."""
	return [edge for edge in edges if edge.one in nodes and edge.other in nodes]


def groups(edges: Iterable[Edge]) -> dict[Node, int]:
	"""Who hangs together more closely than with the rest (greedy modularity, strong ties counting more).

	Args:
		edges: of the network, a few hundred at most.

	Returns:
		A number for each, 1 for the largest group.
	"""
	graph = _graph(edges)
	if not len(graph):
		return {}
	found: Iterable[frozenset[Node]] = _networkx.community.greedy_modularity_communities(
		graph, weight="weight"
	)
	ordered = sorted((sorted(members) for members in found), key=lambda members: (-len(members), members))
	return {node: number for number, members in enumerate(ordered, start=1) for node in members}


def bridges(edges: Iterable[Edge]) -> list[Bridge]:
	"""Those without whom two groups would have no way to each other; those who hold most together first.

	Args:
		edges: of the whole network: in a part of it there may be a way round that is not seen.
	"""
	found: list[Bridge] = []
	for node, pieces in _pieces(edges):
		*smaller, largest = sorted(pieces)
		if smaller[-1] >= GROUP:
			found.append(Bridge(node, sum(smaller), largest))
	return sorted(found, key=lambda one: (-one.cut_off * one.others, one.node))


def only_one(colleagues: Mapping[Node, Collection[str]]) -> dict[Node, str]:
	"""Those whom one of us alone knows, or nobody any more, and who that is.

	Args:
		colleagues: of each, who of us knows them.

	Returns:
		The colleague of each such; empty where there is nobody.
	"""
	return {node: next(iter(known), "") for node, known in colleagues.items() if len(known) <= 1}


def _graph(edges: Iterable[Edge]) -> Any:
	graph = _networkx.Graph()
	for edge in edges:
		graph.add_edge(edge.one, edge.other, weight=strength_of(edge.strength))
	return graph


def _pieces(edges: Iterable[Edge]) -> Iterator[tuple[Node, list[int]]]:
	"""Of each without whom a connected part would fall to pieces, how large the pieces would be.

	Blocks in which there are two ways between any two, and those in whom blocks meet, form a tree in each part. The
	people below each point of it are counted once, so that it takes no longer than looking at every tie. Numbers stand
	for people from 0 up and for blocks from -1 down: they are compared a great deal.
	"""
	numbers: dict[Node, int] = {}
	graph = _networkx.Graph()
	graph.add_edges_from(
		(numbers.setdefault(edge.one, len(numbers)), numbers.setdefault(edge.other, len(numbers)))
		for edge in edges
	)
	blocks: list[set[int]] = list(_networkx.biconnected_components(graph))
	times = Counter(number for block in blocks for number in block)
	meet = {number for number, count in times.items() if count > 1}
	weight: dict[int, int] = dict.fromkeys(meet, 1)
	tree = _networkx.Graph()
	for number, block in enumerate(blocks, start=1):
		joints = block & meet
		if joints:
			weight[-number] = len(block) - len(joints)
			tree.add_edges_from((-number, joint) for joint in joints)
	nodes = list(numbers)
	parts: Iterable[set[int]] = _networkx.connected_components(tree)
	for part in parts:
		for number, pieces in _pieces_of(tree, part, weight):
			yield nodes[number], pieces


def _pieces_of(tree: Any, part: set[int], weight: Mapping[int, int]) -> Iterator[tuple[int, list[int]]]:
	"""The same for one tree; its smallest number is a block's, which holds it up."""
	below = {each: weight[each] for each in part}
	parent: dict[int, int] = {}
	for above, each in reversed(list(_networkx.bfs_edges(tree, min(part)))):
		parent[each] = above
		below[above] += below[each]
	size = below[min(part)]
	for number in part:
		if number >= 0:
			pieces = [below[each] for each in tree[number] if parent.get(each) == number]
			yield number, [*pieces, size - below[number]]
