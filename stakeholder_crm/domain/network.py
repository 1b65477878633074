"""The network of ties: groups, connectors and single-contact relationships.

Graph algorithms come from networkx, which has no types: results are typed here.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx  # pyright: ignore[reportMissingTypeStubs]

Node = tuple[str, str]

STRENGTHS = ("Weak", "Medium", "Strong")
# The smallest group has two members.
GROUP = 2

_networkx: Any = networkx


@dataclass(frozen=True, slots=True)
class Tie:
	"""A tie as recorded on one of the two."""

	one: Node
	other: Node
	kind: str
	strength: str


@dataclass(frozen=True, slots=True)
class Edge:
	"""A tie between two stakeholders, merged from both sides.

	Attributes:
		one: the first of the two, in sort order.
		other: the second.
		kinds: the types of tie, from both sides.
		strength: the stronger one if the two sides differ.
	"""

	one: Node
	other: Node
	kinds: tuple[str, ...]
	strength: str


@dataclass(frozen=True, slots=True)
class Bridge:
	"""A stakeholder who is the only link between two groups.

	Attributes:
		node: the stakeholder.
		cut_off: how many would be cut off from the largest remaining group.
		others: the size of that group.
	"""

	node: Node
	cut_off: int
	others: int


def edges_of(ties: Iterable[Tie]) -> list[Edge]:
	"""Each pair once, from ties of both sides; ties to oneself are ignored.

	Args:
		ties: as recorded.

	Returns:
		The edges, sorted by their ends.
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
	"""From 1 (weak) to 3 (strong); a missing strength counts as medium."""
	return STRENGTHS.index(name) + 1 if name in STRENGTHS else 2


def degrees(edges: Iterable[Edge]) -> dict[Node, int]:
	"""The number of ties of each."""
	counts: dict[Node, int] = {}
	for edge in edges:
		for node in (edge.one, edge.other):
			counts[node] = counts.get(node, 0) + 1
	return counts


def best_connected(edges: Sequence[Edge], most: int) -> list[Node]:
	"""Those with the most ties, then by name.

	Args:
		edges: of the network.
		most: the maximum number.
	"""
	counts = degrees(edges)
	return sorted(counts, key=lambda node: (-counts[node], node))[:most]


def within(edges: Iterable[Edge], nodes: Collection[Node]) -> list[Edge]:
	"""The edges between these nodes."""
	return [edge for edge in edges if edge.one in nodes and edge.other in nodes]


def groups(edges: Iterable[Edge]) -> dict[Node, int]:
	"""The groups in the network (greedy modularity, weighted by strength).

	Args:
		edges: of the network, a few hundred at most.

	Returns:
		A group number for each node, 1 for the largest group.
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
	"""The connectors, by how many they would cut off.

	Args:
		edges: of the whole network, since a part may miss other paths.
	"""
	found: list[Bridge] = []
	for node, pieces in _pieces(edges):
		*smaller, largest = sorted(pieces)
		if smaller[-1] >= GROUP:
			found.append(Bridge(node, sum(smaller), largest))
	return sorted(found, key=lambda one: (-one.cut_off * one.others, one.node))


def only_one(colleagues: Mapping[Node, Collection[str]]) -> dict[Node, str]:
	"""Those known to at most one colleague, and who that is.

	Args:
		colleagues: by stakeholder, the colleagues who know them.

	Returns:
		The colleague of each; empty if there is none.
	"""
	return {node: next(iter(known), "") for node, known in colleagues.items() if len(known) <= 1}


def _graph(edges: Iterable[Edge]) -> Any:
	graph = _networkx.Graph()
	for edge in edges:
		graph.add_edge(edge.one, edge.other, weight=strength_of(edge.strength))
	return graph


def _pieces(edges: Iterable[Edge]) -> Iterator[tuple[Node, list[int]]]:
	"""For each articulation point, the sizes of the pieces without it.

	Biconnected blocks and their articulation points form a tree in each connected part. Each subtree is counted once,
	so the time is linear in the number of ties. Nodes are numbered from 0 up and blocks from -1 down, for fast
	comparison.
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
	"""The same for one tree; its smallest number is a block, the root."""
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
