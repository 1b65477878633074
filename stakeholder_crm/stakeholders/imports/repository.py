"""The rows of an import. There may be tens of thousands, so they are never loaded with it."""

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
	"""Insert rows of an import without running hooks, which child tables do not have.

	Args:
			name: the import's name.
			rows: values by fieldname, at least ``at_row`` and ``outcome``.
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
	"""The first rows of an import with a result, in the order of the file.

	Args:
			name: the import's name.
		outcome: one of ``OUTCOMES``.
			count: the maximum.
	"""
	return frappe.get_all(
		ROW,
		filters={"parent": name, "outcome": outcome},
		fields=READ,
		order_by="at_row",
		limit=count,
	)


def group_by_agency(name: str, rows: Sequence[frappe._dict]) -> list[list[frappe._dict]]:
	"""New rows, with all other rows of the same agency.

	Args:
			name: the import's name.
			rows: from ``next_rows``.

	Returns:
			The rows of each agency, in the order of the file.
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
	"""The imported rows by created record: one for a person, one or more for an agency.

	Args:
			name: the import's name.
			records: names of records. Empty for all that it created.

	Returns:
			Row names by record name.
	"""
	found: dict[str, list[str]] = {}
	filters: dict[str, Any] = {"parent": name, "outcome": "Imported"}
	if records:
		filters["made"] = ("in", sorted(records))
	for row in frappe.get_all(ROW, filters=filters, fields=["name", "made"], order_by="at_row"):
		found.setdefault(row.made, []).append(row.name)
	return found


def count_rows(name: str) -> dict[str, int]:
	"""The number of rows of an import by result.

	Args:
			name: the import's name.
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
	"""Update rows of an import.

	Args:
			changes: row names and new values.
	"""
	for name, values in changes:
		frappe.db.set_value(ROW, name, dict(values), update_modified=False)


def delete_rows_of(name: str) -> None:
	"""Delete all rows of an import.

	Args:
			name: the import's name.
	"""
	frappe.db.delete(ROW, {"parent": name, "parenttype": CONTACT_IMPORT})
