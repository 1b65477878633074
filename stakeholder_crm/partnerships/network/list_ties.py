"""List the ties between stakeholders that the user may list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import frappe
from frappe.utils import add_to_date, now_datetime
from pypika.queries import QueryBuilder
from pypika.terms import Criterion

from stakeholder_crm.base.doctypes import TIE
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.domain import network
from stakeholder_crm.domain.network import Edge, Node, Tie
from stakeholder_crm.domain.small_cells import disclose, threshold
from stakeholder_crm.partnerships.map.filter_stakeholders import filter_stakeholders, matching_types
from stakeholder_crm.partnerships.network.find_colleagues import find_colleagues
from stakeholder_crm.stakeholders.list_stakeholders import PLACES

MOST_NODES = 300
MOST_TIES = 10_000
STEPS_AROUND = 2
KNOWN_SINCE_MONTHS = 24


@dataclass(frozen=True, slots=True)
class NetworkFilters:
	"""The filters of the network; empty ones do not filter.

	Attributes:
		kind: a stakeholder type, for both ends.
		place: part of a community's or a jurisdiction's name, for both ends; activists have none.
		relationship_owner: of both ends.
		around: only those within two steps of this stakeholder.
	"""

	kind: str = ""
	place: str = ""
	relationship_owner: str = ""
	around: Node | None = None

	@classmethod
	def by_filters(cls, filters: Mapping[str, object]) -> "NetworkFilters":
		"""Read the page's filters; unknown ones are ignored."""
		texts = ("kind", "place", "relationship_owner", "around_type", "around")
		values = {key: str(filters.get(key) or "").strip() for key in texts}
		around = (values.pop("around_type"), values.pop("around"))
		return cls(**values, around=around if all(around) else None)

	@property
	def kinds(self) -> list[str]:
		"""The stakeholder types that can match."""
		return matching_types(self.kind, self.place)


@dataclass(frozen=True, slots=True)
class NetworkNode:
	"""One stakeholder.

	Attributes:
		kind: a stakeholder type.
		name: of the record.
		display_name: full name or alias.
		ties: how many shown stakeholders they are tied to.
		group: the number of the group, 1 is the largest; 0 without ties.
		bridges: whether they are the only link between two groups.
		cut_off: how many would be cut off without them; None if none, or too few to show.
		others: from how many; None if none, or too few to show.
		known_by: how many colleagues know them.
		only_known_by: the name, if only one colleague knows them.
	"""

	kind: str
	name: str
	display_name: str
	ties: int
	group: int
	bridges: bool
	cut_off: int | None
	others: int | None
	known_by: int
	only_known_by: str


@dataclass(frozen=True, slots=True)
class NetworkEdge:
	"""A tie between two nodes, by their list indexes."""

	source: int
	target: int
	kinds: tuple[str, ...]
	strength: str


@dataclass(frozen=True, slots=True)
class StakeholderNetwork:
	"""The content of the network.

	Attributes:
		nodes: by number of ties, then those without ties by name.
		edges: between these nodes.
		more_nodes: whether there are further matches.
		more_ties: whether there are more ties than were loaded.
		smallest: the smallest number of people that is shown.
	"""

	nodes: list[NetworkNode]
	edges: list[NetworkEdge]
	more_nodes: bool
	more_ties: bool
	smallest: int


def build_network(wanted: NetworkFilters) -> StakeholderNetwork:
	"""The network; the number of queries does not grow with it.

	Args:
		wanted: the filters.
	"""
	ties = _ties_around(wanted) if wanted.around else _ties(wanted)
	edges = network.edges_of(ties[:MOST_TIES])
	drawn = network.best_connected(edges, MOST_NODES)
	tied = len(network.degrees(edges))
	rows = _rows(wanted, drawn)
	alone = [] if wanted.around and tied else _without_ties(wanted, drawn)
	nodes = [node for node in drawn if node in rows] + [node for node, _row in alone[: MOST_NODES - tied]]
	rows.update(alone)
	shown = network.within(edges, set(nodes))
	return StakeholderNetwork(
		nodes=_nodes(nodes, rows, edges, shown),
		edges=_numbered(nodes, shown),
		more_nodes=tied + len(alone) > MOST_NODES,
		more_ties=len(ties) > MOST_TIES,
		smallest=threshold(get_settings().small_cell_size),
	)


def _nodes(
	nodes: list[Node], rows: Mapping[Node, frappe._dict], edges: list[Edge], shown: list[Edge]
) -> list[NetworkNode]:
	smallest = threshold(get_settings().small_cell_size)
	counts = network.degrees(shown)
	group_of = network.groups(shown)
	bridges = {bridge.node: bridge for bridge in network.bridges(edges)}
	since = add_to_date(now_datetime(), months=-KNOWN_SINCE_MONTHS)
	colleagues = find_colleagues({node: rows[node] for node in nodes}, since)
	only = network.only_one(colleagues)
	return [
		NetworkNode(
			*node,
			display_name=rows[node].display_name,
			ties=counts.get(node, 0),
			group=group_of.get(node, 0),
			bridges=node in bridges,
			cut_off=disclose(bridges[node].cut_off, smallest) if node in bridges else None,
			others=disclose(bridges[node].others, smallest) if node in bridges else None,
			known_by=len(colleagues[node]),
			only_known_by=only.get(node, ""),
		)
		for node in nodes
	]


def _numbered(nodes: list[Node], edges: Iterable[Edge]) -> list[NetworkEdge]:
	places = {node: number for number, node in enumerate(nodes)}
	return [NetworkEdge(places[edge.one], places[edge.other], edge.kinds, edge.strength) for edge in edges]


def _ties_around(wanted: NetworkFilters) -> list[Tie]:
	"""The ties among stakeholders within a few steps of one."""
	there = {wanted.around} if wanted.around else set()
	for _step in range(STEPS_AROUND):
		for tie in _ties(wanted, there):
			there |= {tie.one, tie.other}
	return [tie for tie in _ties(wanted, there) if tie.one in there and tie.other in there]


def _ties(wanted: NetworkFilters, touching: Iterable[Node] | None = None) -> list[Tie]:
	"""Ties whose two ends the user may list."""
	if not wanted.kinds:
		return []
	tie = frappe.qb.DocType(TIE)
	here, there = (tie.parenttype, tie.parent), (tie.stakeholder_type, tie.stakeholder)
	query = (
		frappe.qb.from_(tie)
		.select(*here, *there, tie.kind, tie.strength)
		.where(_matches(here, wanted) & _matches(there, wanted))
		.orderby(*here, tie.idx)
		.limit(MOST_TIES + 1)
	)
	if touching is not None:
		nodes = sorted(touching)
		query = query.where(_among(here, nodes) | _among(there, nodes))
	return [Tie((row[0], row[1]), (row[2], row[3]), row[4], row[5] or "") for row in query.run()]


def _matches(end: tuple, wanted: NetworkFilters) -> Criterion:
	"""The condition that one end of a tie matches and is visible."""
	kind_of, name = end
	return Criterion.any(
		[(kind_of == kind) & name.isin(_filtered_names(kind, wanted)) for kind in wanted.kinds]
	)


def _filtered_names(kind: str, wanted: NetworkFilters) -> QueryBuilder:
	table = frappe.qb.DocType(kind)
	query = frappe.qb.from_(table).select(table.name)
	return filter_stakeholders(query, kind, wanted.place, wanted.relationship_owner)


def _among(end: tuple, nodes: list[Node]) -> Criterion:
	kind_of, name = end
	names = {kind: [each for of, each in nodes if of == kind] for kind in KINDS}
	return Criterion.any([(kind_of == kind) & name.isin(some) for kind, some in names.items() if some])


def _rows(wanted: NetworkFilters, nodes: Iterable[Node]) -> dict[Node, frappe._dict]:
	names: dict[str, list[str]] = {kind: [] for kind in wanted.kinds}
	for kind, name in nodes:
		names[kind].append(name)
	return {
		(kind, row.name): row
		for kind, some in names.items()
		for row in _list(kind, [["name", "in", some or [""]]], MOST_NODES)
	}


def _without_ties(wanted: NetworkFilters, tied: list[Node]) -> list[tuple[Node, frappe._dict]]:
	"""Some matches without ties, plus one more if there are too many."""
	room = MOST_NODES - len(tied) + 1
	found: list[tuple[Node, frappe._dict]] = []
	for kind in wanted.kinds:
		conditions: list[list] = [["status", "!=", "Anonymised"]]
		if names := [name for of, name in tied if of == kind]:
			conditions.append(["name", "not in", names])
		if wanted.relationship_owner:
			conditions.append(["relationship_owner", "=", wanted.relationship_owner])
		if wanted.place:
			conditions.append([PLACES[kind], "like", f"%{wanted.place}%"])
		if wanted.around:
			conditions.append(["name", "=", wanted.around[1] if wanted.around[0] == kind else ""])
		found += [((kind, row.name), row) for row in _list(kind, conditions, room)]
	return sorted(found, key=lambda one: (one[1].display_name.casefold(), one[0]))[:room]


def _list(kind: str, conditions: list[list], most: int) -> list[frappe._dict]:
	if not frappe.has_permission(kind, "read"):
		return []
	return frappe.get_list(
		kind,
		filters=conditions,
		fields=["name", "display_name", "relationship_owner", "backup_owner"],
		order_by="display_name, name",
		limit=most,
	)
