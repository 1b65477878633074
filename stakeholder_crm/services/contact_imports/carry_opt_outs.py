"""One row of a file says not to use an address, and another row has it, too: the opt-out holds for both."""

import json
from collections.abc import Mapping, Set
from dataclasses import replace

import frappe

from stakeholder_crm.domain.contact_files.contact import as_values, from_values
from stakeholder_crm.services.contact_imports.import_rows import ROW, set_rows


def carry_opt_outs(name: str, opted_out: Mapping[int, Set[str]]) -> None:
	"""Mark addresses as not to be used in those rows that do not say so themselves.

	Args:
		name: of a Contact Import whose rows were judged.
		opted_out: addresses that another row says not to use, by the number of the row that has them, too.
	"""
	if not opted_out:
		return
	changes = []
	for row in frappe.get_all(
		ROW,
		filters={"parent": name, "at_row": ("in", sorted(opted_out)), "contact": ("is", "set")},
		fields=["name", "at_row", "contact"],
		order_by="at_row",
	):
		contact = from_values(json.loads(row.contact))
		points = tuple(
			replace(point, unsafe=point.unsafe or point.value in opted_out[row.at_row])
			for point in contact.points
		)
		avoided = {*contact.avoided, *(point.channel for point in points if point.unsafe)}
		carried = replace(contact, points=points, avoided=tuple(sorted(avoided)))
		changes.append((row.name, {"contact": json.dumps(as_values(carried), ensure_ascii=False)}))
	set_rows(changes)
