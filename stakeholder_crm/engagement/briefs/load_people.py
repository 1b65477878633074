"""Load the stakeholders of a meeting: one query per type and per child table."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

import frappe
from frappe.utils import cint, getdate

from stakeholder_crm.access.vault.read_opened import get_all_opened
from stakeholder_crm.base.pairs import load_pairs, pair_of, pairs_of
from stakeholder_crm.domain.brief_facts import BriefRoute, FactScope, Source, StakeholderFact
from stakeholder_crm.domain.clearance import Level, level_of

# The fields of each type that say why the stakeholder matters.
WHY = {
	"Community Leader": ("leadership_role", "community", "constituency"),
	"Activist": ("causes", "affiliations"),
	"Partner Agency": ("agency_type", "jurisdiction", "services"),
}
SHARED = (
	"name",
	"display_name",
	"status",
	"confidentiality",
	"language",
	"health",
	"last_interaction_on",
	"verified_on",
	"verify_every_days",
	"intermediary_type",
	"intermediary",
	"creation",
)


@dataclass(frozen=True, slots=True)
class BriefPeople:
	"""The stakeholders of a meeting.

	Attributes:
			facts: the facts about each stakeholder, by pair.
			intermediaries: the only way to reach them, by pair: the intermediary's pair, name and level.
	"""

	facts: dict[FactScope, StakeholderFact]
	intermediaries: dict[FactScope, tuple[FactScope, str, Level]]

	def among(self, table: Any, kind: str = "stakeholder_type", name: str = "stakeholder") -> Any:
		"""The condition that a table's pair is one of these people. There must be at least one."""
		return reduce(
			or_, ((table[kind] == one) & table[name].isin(names) for one, names in self._names().items())
		)

	def children(self, doctype: str, fields: list[str]) -> list[Any]:
		"""The rows of a child table of these people, in order, in one query."""
		if not self.facts:
			return []
		return get_all_opened(
			doctype,
			filters={
				"parenttype": ("in", sorted({kind for kind, _name in self.facts})),
				"parent": ("in", sorted({name for _kind, name in self.facts})),
			},
			fields=fields,
			order_by="parenttype, parent, idx",
		)

	def _names(self) -> dict[str, list[str]]:
		kinds: dict[str, list[str]] = {}
		for kind, name in sorted(self.facts):
			kinds.setdefault(kind, []).append(name)
		return kinds


def load_brief_people(meeting: Any) -> BriefPeople:
	"""Load the stakeholders among a meeting's participants. Guests have no record.

	Args:
		meeting: the Stakeholder Meeting document.
	"""
	rows = _rows(pairs_of(meeting.participants))
	people = BriefPeople({scope: _fact(scope, row, ()) for scope, row in rows.items()}, _intermediaries(rows))
	routes = _routes(people, _representatives(meeting))
	languages = _languages({row.language for row in rows.values() if row.language})
	facts = {
		scope: _fact(scope, row, routes.get(scope, ()), languages.get(row.language, ""))
		for scope, row in rows.items()
	}
	return BriefPeople(facts, people.intermediaries)


def _rows(pairs: Iterable[FactScope]) -> dict[FactScope, Any]:
	names: dict[str, set[str]] = {}
	for kind, name in pairs:
		names.setdefault(kind, set()).add(name)
	return {
		(kind, row.name): row
		for kind, type_names in sorted(names.items())
		for row in get_all_opened(
			kind, filters={"name": ("in", sorted(type_names))}, fields=[*SHARED, *WHY[kind]], order_by="name"
		)
	}


def _fact(scope: FactScope, row: Any, routes: Iterable[BriefRoute], language: str = "") -> StakeholderFact:
	kind, _name = scope
	verified_on = getdate(row.verified_on) if row.verified_on else None
	return StakeholderFact(
		source=Source(
			*scope,
			on=verified_on or getdate(row.creation),
			first_hand=bool(verified_on),
			level=level_of(row.confidentiality),
			about=frozenset({scope}),
		),
		scope=scope,
		name=row.display_name or row.name,
		status=row.status,
		why=tuple(row[name] for name in WHY[kind] if row[name]),
		language=language,
		health=row.health or "",
		met=bool(row.last_interaction_on),
		verified_on=verified_on,
		verify_every_days=cint(row.verify_every_days),
		routes=tuple(routes),
	)


def _intermediaries(rows: dict[FactScope, Any]) -> dict[FactScope, tuple[FactScope, str, Level]]:
	pairs = {
		scope: (row.intermediary_type, row.intermediary) for scope, row in rows.items() if row.intermediary
	}
	found = load_pairs(pairs.values(), ["display_name", "confidentiality"])
	return {
		scope: (through, found[through].display_name, level_of(found[through].confidentiality))
		for scope, through in pairs.items()
		if through in found
	}


def _representatives(meeting: Any) -> dict[FactScope, set[str]]:
	"""The representatives by stakeholder. An empty name means that no representative is named."""
	found: dict[FactScope, set[str]] = {}
	for row in meeting.participants:
		found.setdefault(pair_of(row), set()).add(row.represented_by or "")
	return found


def _routes(
	people: BriefPeople, representatives: dict[FactScope, set[str]]
) -> dict[FactScope, list[BriefRoute]]:
	"""The safe routes to each stakeholder. For a represented agency, the routes to its representative."""
	routes: dict[FactScope, list[BriefRoute]] = {}
	fields = ["parenttype", "parent", "channel", "valid_until", "safety", "bounced"]
	for row in people.children("Stakeholder Contact Point", fields):
		scope = (row.parenttype, row.parent)
		if row.safety == "Safe" and not row.bounced and "" in representatives[scope]:
			routes.setdefault(scope, []).append(BriefRoute(row.channel, until=_day(row.valid_until)))
	fields = ["parenttype", "parent", "person_name", "channel", "safety", "bounced", "since", "until"]
	for row in people.children("Agency Focal Person", fields):
		scope = (row.parenttype, row.parent)
		is_asked = not representatives[scope].isdisjoint({"", row.person_name})
		if row.safety == "Safe" and not row.bounced and is_asked:
			route = BriefRoute(row.channel, _day(row.until), _day(row.since), row.person_name)
			routes.setdefault(scope, []).append(route)
	return routes


def _languages(codes: set[str]) -> dict[str, str]:
	rows = frappe.get_all(
		"Language",
		filters={"name": ("in", sorted(codes) or [""])},
		fields=["name", "language_name"],
		order_by="name",
	)
	return {row.name: row.language_name for row in rows}


def _day(value: Any) -> Any:
	return getdate(value) if value else None
