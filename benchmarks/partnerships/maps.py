"""The Stakeholder Map, now and as it was, and the Network."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from benchmarks.partnerships.items import Item, reading
from benchmarks.partnerships.plain import KINDS, Plain, rows
from stakeholder_crm.api.partnership_maps import stakeholder_map, stakeholder_network
from stakeholder_crm.domain import network

Cells = dict[tuple[int, int, str], int]
Pairs = set[frozenset[tuple[str, str]]]
MOST_TIES = 10_000
NODES = 300


def items(plain: Plain) -> Iterator[Item]:
	"""What is measured of the maps.

	Args:
		plain: the manager's statements.
	"""
	then = plain.day(-365).strip("'")
	for title, filters, plainly in (
		("Stakeholder Map", {}, lambda: _cells(plain)),
		("Stakeholder Map, a year ago", {"date": then}, lambda: _cells_then(plain, then)),
	):
		yield Item(title, partial(stakeholder_map, filters, refresh=True), plainly, _told)
		yield Item(f"**{title}**, as it is shown", partial(stakeholder_map, filters), plainly, _told)
	yield Item("**Network**", stakeholder_network, lambda: _ties(plain), reading(_drawn))


def _cells(plain: Plain) -> Cells:
	cells: Counter[tuple[int, int, str]] = Counter()
	for kind in KINDS:
		for *cell, count in rows(
			f"select k.influence, k.interest, coalesce(k.current_position, ''), count(*) from `tab{kind}` k"
			f" where k.status <> 'Anonymised' and {plain.sees(kind, 'k')} group by 1, 2, 3"
		):
			cells[tuple(cell)] += count
	return dict(cells)


def _cells_then(plain: Plain, day: str) -> Cells:
	cells: Counter[tuple[int, int, str]] = Counter()
	for kind in KINDS:
		for *cell, count in rows(
			f"select s.influence, s.interest, coalesce(s.current_position, ''), count(*) from `tab{kind}` k"
			" join (select stakeholder, max(assessed_on) as day from `tabStakeholder Assessment`"
			f" where stakeholder_type = '{kind}' and assessed_on <= '{day}' group by stakeholder) newest"
			" on newest.stakeholder = k.name join `tabStakeholder Assessment` s"
			f" on s.stakeholder_type = '{kind}' and s.stakeholder = k.name and s.assessed_on = newest.day"
			f" where k.status <> 'Anonymised' and {plain.sees(kind, 'k')} group by 1, 2, 3"
		):
			cells[tuple(cell)] += count
	return dict(cells)


def _told(answer: Any, cells: Cells) -> bool:
	"""Whether the map tells these numbers, but for small ones; where there are few people, each is a point."""
	if answer["points"]:
		points = Counter(
			(one["influence"], one["interest"], one["current_position"]) for one in answer["points"]
		)
		return points == {cell: count for cell, count in cells.items() if cell[0] and cell[1]}
	told = {(one["influence"], one["interest"], one["position"]): one["count"] for one in answer["clusters"]}
	return told == {
		cell: count if count >= answer["smallest"] else None
		for cell, count in cells.items()
		if cell[0] and cell[1]
	}


def _ties(plain: Plain) -> Pairs:
	"""Who is tied to whom among the three hundred with the most ties, and who of us has met them."""
	ends = {"here": ("t.parenttype", "t.parent"), "there": ("t.stakeholder_type", "t.stakeholder")}
	joins = " ".join(
		f"left join `tab{kind}` {end}_{number} on {kind_of} = '{kind}' and {end}_{number}.name = {name}"
		for end, (kind_of, name) in ends.items()
		for number, kind in enumerate(KINDS)
	)
	seen = " and ".join(
		"("
		+ " or ".join(
			f"({end}_{number}.status <> 'Anonymised' and {plain.sees(kind, f'{end}_{number}')})"
			for number, kind in enumerate(KINDS)
		)
		+ ")"
		for end in ends
	)
	found = rows(
		"select t.parenttype, t.parent, t.stakeholder_type, t.stakeholder, t.kind, t.strength"
		f" from `tabStakeholder Tie` t {joins} where {seen} order by 1, 2, t.idx limit {MOST_TIES}"
	)
	edges = network.edges_of(network.Tie((row[0], row[1]), (row[2], row[3]), row[4], row[5]) for row in found)
	nodes = network.best_connected(edges, NODES)
	_who_knows(plain, ", ".join(f"'{name}'" for _kind, name in nodes))
	return {frozenset((edge.one, edge.other)) for edge in network.within(edges, set(nodes))}


def _who_knows(plain: Plain, names: str) -> None:
	for kind in KINDS:
		rows(
			f"select name, display_name, relationship_owner, backup_owner from `tab{kind}` where name in ({names})"
		)
	for who, joined in (
		("m.lead", ""),
		("member.user", "join `tabMeeting Team Member` member on member.parent = m.name"),
	):
		rows(
			f"select distinct t.stakeholder_type, t.stakeholder, {who} from `tabMeeting Attendance` t"
			" join `tabMeeting Log` log on log.name = t.parent and log.docstatus = 1"
			f" join `tabStakeholder Meeting` m on m.name = log.meeting {joined} where t.stakeholder in ({names})"
			f" and t.attended = 1 and m.starts_on >= {plain.day(-730)} and {plain.sees_meeting('m')}"
		)


def _drawn(answer: Any) -> Pairs:
	nodes = [(node["kind"], node["name"]) for node in answer["nodes"]]
	return {frozenset((nodes[edge["source"]], nodes[edge["target"]])) for edge in answer["edges"]}
