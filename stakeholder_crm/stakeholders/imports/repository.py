"""The rows of an import: by the ten thousand, and therefore never loaded with it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import frappe

CONTACT_IMPORT, ROW, COLUMN = "Contact Import", "Contact Import Row", "Contact Import Column"
OUTCOMES = ("New", "Duplicate", "Possible Duplicate", "Skipped", "Imported", "Reverted", "Kept")
FIELDS = (
	*("name", "owner", "modified_by", "creation", "modified", "docstatus", "idx"),
	*("parent", "parenttype", "parentfield"),
	*("at_row", "outcome", "reason_code", "reason_about", "alike_type", "alike", "contact", "cells"),
	"joins_row",
)
READ = ("name", "at_row", "contact", "made", "joins_row")


def insert_rows(name: str, rows: Sequence[Mapping[str, Any]]) -> None:
	"""Write rows of an import, past hooks that rows of tables do not have.

	Args:
		name: of the import.
		rows: values by fieldname; ``at_row`` and ``outcome`` at least.
	"""
	user, now = frappe.session.user, frappe.utils.now()
	values = (
		(
			*(frappe.generate_hash(length=12), user, user, now, now, 0, row["at_row"]),
			*(name, CONTACT_IMPORT, "rows"),
			*({"joins_row": 0, **row}.get(field) for field in FIELDS[10:]),
		)
		for row in rows
	)
	frappe.db.bulk_insert(ROW, FIELDS, values)


def next_rows(name: str, outcome: str, count: int) -> list[frappe._dict]:
	"""The first rows of an import with an outcome, in the order of the file.

	Args:
		name: of the import.
		outcome: one of ``OUTCOMES``.
		count: how many at most.
	"""
	return frappe.get_all(
		ROW,
		filters={"parent": name, "outcome": outcome},
		fields=READ,
		order_by="at_row",
		limit=count,
	)


def group_by_agency(name: str, rows: Sequence[frappe._dict]) -> list[list[frappe._dict]]:
	"""New rows, with all others that are of the same agency.

	Args:
		name: of the import.
		rows: as ``next_rows`` answers them.

	Returns:
		Those of each agency, in the order of the file.
	"""
	firsts = ("in", sorted({row.joins_row or row.at_row for row in rows}))
	agencies: dict[int, list[frappe._dict]] = {}
	for row in frappe.get_all(
		ROW,
		filters={"parent": name, "outcome": "New"},
		or_filters={"at_row": firsts, "joins_row": firsts},
		fields=READ,
		order_by="at_row",
	):
		agencies.setdefault(row.joins_row or row.at_row, []).append(row)
	return list(agencies.values())


def imported_rows(name: str, records: Collection[str] = ()) -> dict[str, list[str]]:
	"""The imported rows that records were made of: of a person one, of an agency as many as name it.

	Args:
		name: of the import.
		records: their names; all that it made where there are none.

	Returns:
		Names of rows by the record's.
	"""
	found: dict[str, list[str]] = {}
	filters: dict[str, Any] = {"parent": name, "outcome": "Imported"}
	if records:
		filters["made"] = ("in", sorted(records))
	for row in frappe.get_all(ROW, filters=filters, fields=["name", "made"], order_by="at_row"):
		found.setdefault(row.made, []).append(row.name)
	return found


def count_rows(name: str) -> dict[str, int]:
	"""How many rows of an import there are of each outcome.

	Args:
		name: of the import.
	"""
	row = frappe.qb.DocType(ROW)
	counted = (
		frappe.qb.from_(row)
		.select(row.outcome, frappe.query_builder.functions.Count("*"))
		.where(row.parent == name)
		.groupby(row.outcome)
		.orderby(row.outcome)
	).run()
	return {outcome: count for outcome, count in counted if count}


def set_rows(changes: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
	"""Change rows of an import.

	Args:
		changes: the name of each row, and its new values.
	"""
	for name, values in changes:
		frappe.db.set_value(ROW, name, dict(values), update_modified=False)


def delete_rows_of(name: str) -> None:
	"""Forget all rows of an import.

	Args:
		name: of the import.
	"""
	frappe.db.delete(ROW, {"parent": name, "parenttype": CONTACT_IMPORT})
