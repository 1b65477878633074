"""The Stakeholder Map, now and as it was, and the Network."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from benchmarks.partnerships.items import Item, reading
from benchmarks.partnerships.plain import KINDS, Plain, rows
from stakeholder_crm.api.partnership_maps import stakeholder_map, stakeholder_network

Cells = dict[tuple[int, int, str], int]
MOST_TIES = 10_000
NODES = 300


def items(plain: Plain) -> Iterator[Item]:
	"""What is measured of the maps.

	Args:
		plain: the manager's statements.
	"""
	then = plain.day(-365).strip("'")
	yield Item("**Stakeholder Map**", stakeholder_map, lambda: _cells(plain), _told)
	yield Item(
		"**Stakeholder Map**, a year ago",
		lambda: stakeholder_map({"date": then}),
		lambda: _cells_then(plain, then),
		_told,
	)
	yield Item("**Network**", stakeholder_network, lambda: _best_tied(plain), reading(_tied))


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


def _best_tied(plain: Plain) -> list[int]:
	"""How many ties those have who have the most, among the first ten thousand."""
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
	pairs = {frozenset(((row[0], row[1]), (row[2], row[3]))) for row in found}
	degrees = Counter(node for pair in pairs for node in pair)
	return sorted(degrees.values(), reverse=True)[:1]


def _tied(answer: Any) -> list[int]:
	return [max(node["ties"] for node in answer["nodes"])]
