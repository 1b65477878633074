"""Stakeholders, with how to reach them, whom they know, how they were assessed and what was agreed with them."""

from collections.abc import Iterable
from datetime import timedelta

from benchmarks.partnerships_seed.copies import Copies, Tables, Value
from benchmarks.partnerships_seed.world import LEVELS, PAST_DAYS, PREFIXES, World

COMMUNITIES = tuple(f"Quarter {number:03}" for number in range(200))
JURISDICTIONS = tuple(f"District {number:02}" for number in range(60))
CAUSES = ("Housing", "Labour Rights", "Safe Streets", "Schools")
AGENCY_TYPES = (
	*("Law Enforcement", "Legal Services", "Shelter", "Health", "Immigration"),
	*("NGO", "Government", "Faith", "Funder", "Media"),
)
POSITIONS = ("Unaware", "Resistant", "Neutral", "Supportive", "Leading")
SCALE = range(1, 6)
CIRCLE = 50
SHARED = (
	*("name", "creation", "modified", "full_name", "display_name", "safe_alias", "confidentiality", "status"),
	*("relationship_owner", "backup_owner", "cadence_days", "last_interaction_on", "next_touch_on"),
	*("current_position", "desired_position", "influence", "interest", "trust", "health"),
	*("record_health", "record_health_known", "record_health_on"),
)


def write_people(world: World, tables: Tables) -> None:
	"""Write all stakeholders and what hangs on them alone.

	Args:
		world: who they are.
		tables: what is filled.
	"""
	_write_stakeholders(world, tables)
	_write_ways_to_reach(world, tables)
	_write_ties(world, tables)
	_write_assessments(world, tables)
	_write_agreements(world, tables)


def _write_stakeholders(world: World, tables: Tables) -> None:
	weighted, any_of = world.chance.weighted, world.chance.any_of
	staff, positions, scale = any_of(world.staff), any_of(POSITIONS), any_of(SCALE)
	statuses = weighted({"Active": 85, "Dormant": 8, "Draft": 3, "Do Not Contact": 4})
	cadences = weighted({30: 10, 90: 30, 180: 40, 365: 20})
	health = weighted({"Strong": 30, "Steady": 40, "Strained": 20, "Broken": 5, "": 5})
	score = world.chance.below(101)
	# The further down the list, the more of them.
	communities, jurisdictions, agency_types = (
		weighted({name: place for place, name in enumerate(names, 1)})
		for names in (COMMUNITIES, JURISDICTIONS, AGENCY_TYPES)
	)
	further = {
		"Community Leader": (("community",), (communities,)),
		"Activist": (("causes",), (any_of(CAUSES),)),
		"Partner Agency": (("jurisdiction", "agency_type"), (jurisdictions, agency_types)),
	}
	copies = {kind: tables.copies(kind, *SHARED, *fields) for kind, (fields, _values) in further.items()}
	for number, person in enumerate(world.people):
		kind, name, shown = person.pair
		made = world.ago(PAST_DAYS - number * PAST_DAYS // len(world.people))
		touched, days, status = person.last or made, next(cadences), next(statuses)
		due = str(touched + timedelta(days=days)) if status == "Active" else None
		own: list[Value] = [name, f"{made} 09:00:00", f"{touched} 16:00:00", f"Person {number:06}", shown]
		own += [person.alias, LEVELS[person.level], status, next(staff), next(staff), days]
		own += [str(person.last) if person.last else None, due, next(positions), next(positions)]
		own += [next(scale), next(scale), next(scale), next(health), next(score), 3, str(world.today)]
		own += [next(values) for values in further[kind][1]]
		copies[kind].add(*own)
	_finish(copies.values())


def _write_ways_to_reach(world: World, tables: Tables) -> None:
	points = {
		kind: tables.copies("Stakeholder Contact Point", "name", "parent", "value", of=kind)
		for kind in PREFIXES
	}
	focal = tables.copies(
		"Agency Focal Person", "name", "parent", "person_name", "address", of="Partner Agency"
	)
	for number, person in enumerate(world.people):
		kind, name, _shown = person.pair
		points[kind].add(f"{name}-p", name, f"person{number:06}@bulk.example")
		if kind == "Partner Agency":
			focal.add(f"{name}-f", name, f"Focal Person {number:06}", f"focal{number:06}@bulk.example")
	_finish((*points.values(), focal))


def _write_ties(world: World, tables: Tables) -> None:
	"""Every second person has a tie; all but one in fifteen of them within a circle."""
	other = ("stakeholder_type", "stakeholder", "stakeholder_name")
	copies = {
		kind: tables.copies("Stakeholder Tie", "name", "parent", *other, "kind", "strength", of=kind)
		for kind in PREFIXES
	}
	kinds = world.chance.weighted({"Colleague": 4, "Ally": 3, "Friend": 1, "Rival": 1, "Mentor": 1})
	strengths = world.chance.weighted({"Weak": 2, "Medium": 2, "Strong": 1})
	near, far = world.chance.below(CIRCLE), world.chance.below(len(world.people))
	for number in range(0, len(world.people), 2):
		person = world.people[number]
		whom = number - number % CIRCLE + next(near) if number % 30 else next(far)
		if whom < len(world.people) and whom != number:
			kind, name, _shown = person.pair
			copies[kind].add(f"{name}-t", name, *world.people[whom].pair, next(kinds), next(strengths))
	_finish(copies.values())


def _write_assessments(world: World, tables: Tables) -> None:
	"""Two of each, years apart."""
	pair = ("stakeholder_type", "stakeholder", "stakeholder_name")
	scales = ("power", "legitimacy", "urgency", "influence", "interest", "trust")
	fields = ("name", "creation", *pair, "assessed_on", "assessed_by", *scales)
	copies = tables.copies("Stakeholder Assessment", *fields, "current_position", "desired_position")
	scale, positions = world.chance.any_of(SCALE), world.chance.any_of(POSITIONS)
	staff, days = world.chance.any_of(world.staff), world.chance.below(PAST_DAYS // 2)
	for number, person in enumerate(world.people):
		for times, earliest in enumerate((PAST_DAYS, PAST_DAYS // 2)):
			day = world.ago(earliest - next(days))
			values = [next(scale) for _ in scales]
			own = (f"{day} 17:00:00", *person.pair, str(day), next(staff), *values)
			copies.add(f"ASM-S{number:06}{times}", *own, next(positions), next(positions))
	copies.write()


def _write_agreements(world: World, tables: Tables) -> None:
	"""With every fourth agency; most of them in force."""
	fields = ("name", "agency", "agency_name", "status", "starts_on", "ends_on", "review_on", "signed_on")
	copies = tables.copies("Partnership Agreement", *fields)
	categories = tables.copies("Agreement Category", "name", "parent", of="Partnership Agreement")
	statuses = world.chance.weighted({"In Force": 7, "Expired": 1, "Ended": 1, "Draft": 1})
	age, left = world.chance.below(1_000), world.chance.below(730)
	agencies = [person for person in world.people if person.pair[0] == "Partner Agency"]
	for number, agency in enumerate(agencies[::4]):
		_kind, agency_name, shown = agency.pair
		status = next(statuses)
		starts = world.ago(next(age))
		until = next(left)
		review = max(world.ago(30 - until), starts)
		signed = None if status == "Draft" else str(starts)
		dates = (str(starts), str(max(world.ago(-until), starts)), str(review), signed)
		name = f"AGR-S{number:06}"
		copies.add(name, agency_name, shown, status, *dates)
		categories.add(f"{name}-c", name)
	_finish((copies, categories))


def _finish(copies: Iterable[Copies]) -> None:
	for each in copies:
		each.write()
