"""A stakeholder is a pair: which of the three DocTypes, and the name there."""

from collections.abc import Iterable, Sequence

import frappe

Pair = tuple[str, str]

KINDS = ("Community Leader", "Activist", "Partner Agency")


def load(pairs: Iterable[Pair], fields: Sequence[str]) -> dict[Pair, frappe._dict]:
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


def display_names(pairs: Iterable[Pair]) -> dict[Pair, str]:
	"""The one name each stakeholder may be called by in other documents."""
	return {pair: row.display_name for pair, row in load(pairs, ["display_name"]).items()}
