"""A stakeholder is a pair: which of the three DocTypes, and the name there."""

from collections.abc import Iterable, Sequence
from typing import Any

import frappe

Pair = tuple[str, str]

KINDS = ("Community Leader", "Activist", "Partner Agency")


def load_pairs(pairs: Iterable[Pair], fields: Sequence[str]) -> dict[Pair, frappe._dict]:
	"""Read fields of many stakeholders with one query per kind. Checks no permission.

	Args:
		pairs: (stakeholder type, name); unknown kinds and empty names are passed over.
		fields: fieldnames shared by the three kinds.

	Returns:
		A row per stakeholder that exists, by its pair.
	"""
	names: dict[str, set[str]] = {}
	for kind, name in pairs:
		if kind in KINDS and name:
			names.setdefault(kind, set()).add(name)
	return {
		(kind, row.name): row
		for kind, wanted in names.items()
		for row in frappe.get_all(
			kind, filters={"name": ("in", sorted(wanted))}, fields=["name", *fields], order_by="name"
		)
	}


def pair_of(row: Any) -> Pair:
	"""The stakeholder that a document or a row names; both parts are empty where it names none."""
	return row.get("stakeholder_type"), row.get("stakeholder")


def pairs_of(rows: Iterable[Any]) -> list[Pair]:
	"""The stakeholders that rows name, each once and in their order; an agency may send several people."""
	return list(dict.fromkeys(pair for row in rows if all(pair := pair_of(row))))


def display_names(pairs: Iterable[Pair]) -> dict[Pair, str]:
	"""The one name each stakeholder may be called by in other documents."""
	return {pair: row.display_name for pair, row in load_pairs(pairs, ["display_name"]).items()}
