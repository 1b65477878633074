"""A stakeholder is a pair: one of the three DocTypes, and the record's name."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import frappe

Pair = tuple[str, str]

KINDS = ("Community Leader", "Activist", "Partner Agency")


def load_pairs(
	pairs: Iterable[Pair], fields: Sequence[str], read: Callable[..., list[Any]] = frappe.get_all
) -> dict[Pair, frappe._dict]:
	"""Read fields of many stakeholders, with one query per type. Checks no permission.

	Args:
			pairs: (stakeholder type, name). Unknown types and empty names are skipped.
			fields: fieldnames that the three types share.
			read: ``frappe.get_all``, or a function with its arguments.

	Returns:
			A row by pair, for each stakeholder that exists.
	"""
	names: dict[str, set[str]] = {}
	for kind, name in pairs:
		if kind in KINDS and name:
			names.setdefault(kind, set()).add(name)
	return {
		(kind, row.name): row
		for kind, type_names in names.items()
		for row in read(
			kind, filters={"name": ("in", sorted(type_names))}, fields=["name", *fields], order_by="name"
		)
	}


def pair_of(row: Any) -> Pair:
	"""The stakeholder that a document or row names. Both parts are empty if there is none."""
	return row.get("stakeholder_type"), row.get("stakeholder")


def pairs_of(rows: Iterable[Any]) -> list[Pair]:
	"""The stakeholders that rows name, each once and in order. An agency may send several people."""
	return list(dict.fromkeys(pair for row in rows if all(pair := pair_of(row))))


def display_names(pairs: Iterable[Pair]) -> dict[Pair, str]:
	"""The name each stakeholder may be called by in other documents."""
	return {pair: row.display_name for pair, row in load_pairs(pairs, ["display_name"]).items()}
