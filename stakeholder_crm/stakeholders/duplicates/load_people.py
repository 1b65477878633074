"""Read the data by which duplicates are found."""

from collections.abc import Iterable

from frappe.model.document import Document

from stakeholder_crm.access.vault.read_opened import get_all_opened
from stakeholder_crm.base.pairs import KINDS, Pair
from stakeholder_crm.domain.contact_points import PHONE_CHANNELS
from stakeholder_crm.domain.likeness import PersonKeys

PLACES = {"Community Leader": "community", "Partner Agency": "jurisdiction"}
CONTACT_POINT = "Stakeholder Contact Point"


def person_of(doc: Document) -> PersonKeys:
	"""The matching data of a document.

	Args:
		doc: a stakeholder, stored or not.
	"""
	points = [(row.channel, row.value) for row in doc.contact_points]
	return person(doc.doctype, doc.as_dict(no_default_fields=True), points)


def load_people(pairs: Iterable[Pair]) -> dict[Pair, PersonKeys]:
	"""The same for many, with one query per type and one for addresses. Checks no permission.

	Args:
			pairs: stakeholders. Erased ones are left out.
	"""
	names_by_type: dict[str, set[str]] = {}
	for kind, name in pairs:
		names_by_type.setdefault(kind, set()).add(name)
	points = _points(names_by_type)
	return {
		(kind, row.name): person(kind, row, points.get((kind, row.name), []))
		for kind in KINDS
		if kind in names_by_type
		for row in get_all_opened(
			kind,
			filters={"name": ("in", sorted(names_by_type[kind])), "status": ("!=", "Anonymised")},
			fields=["name", "full_name", "safe_alias", *([PLACES[kind]] if kind in PLACES else [])],
			order_by="name",
		)
	}


def person(kind: str, fields: dict, points: Iterable[tuple[str, str]]) -> PersonKeys:
	"""The matching data from fields and contact points.

	Args:
			kind: one of the three stakeholder types.
			fields: ``full_name``, ``safe_alias`` and the place. Missing ones are empty.
			points: channel and address of their contact points.
	"""
	addresses = [(channel, value) for channel, value in points if value]
	return PersonKeys(
		kind,
		fields.get("full_name") or "",
		other_names=(fields["safe_alias"],) if fields.get("safe_alias") else (),
		phones=tuple(value for channel, value in addresses if channel in PHONE_CHANNELS),
		emails=tuple(value for channel, value in addresses if channel == "Email"),
		place=fields.get(PLACES.get(kind, "")) or "",
	)


def _points(names_by_type: dict[str, set[str]]) -> dict[Pair, list[tuple[str, str]]]:
	names = sorted(set().union(*names_by_type.values()))
	rows = get_all_opened(
		CONTACT_POINT,
		filters={"parenttype": ("in", KINDS), "parent": ("in", names or [""])},
		fields=["parenttype", "parent", "channel", "value"],
		order_by="parent, idx",
	)
	found: dict[Pair, list[tuple[str, str]]] = {}
	for row in rows:
		found.setdefault((row.parenttype, row.parent), []).append((row.channel, row.value))
	return found
