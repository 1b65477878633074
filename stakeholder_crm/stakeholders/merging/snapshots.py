"""The values of rows before and after a change, to undo it exactly."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import frappe

from stakeholder_crm.access.vault.follow_level import follow_level
from stakeholder_crm.access.vault.read_opened import open_rows
from stakeholder_crm.access.vault.sealed_document import reseal, write_open
from stakeholder_crm.access.vault.sealed_fields import OF_RECORDS, OF_ROWS
from stakeholder_crm.base.doctypes import MERGE_LOG, is_ours
from stakeholder_crm.base.host_traces import TRACES
from stakeholder_crm.base.pairs import KINDS, Pair
from stakeholder_crm.stakeholders.duplicates.likeness_keys import LIKENESS_KEY
from stakeholder_crm.stakeholders.merging.references import references

Row = dict[str, Any]
Images = dict[str, dict[str, Row]]
Scope = dict[str, set[str]]
BRIEF, MEETING, LOG = "Meeting Brief", "Stakeholder Meeting", "Meeting Log"


def scope_of(pairs: Iterable[Pair]) -> Scope:
	"""The names of all rows that merging these stakeholders could change, by DocType.

	These are the records and their rows, everything that links to them, the parent documents of such rows, and the
	host's records about those. The number of queries is fixed.

	Args:
		pairs: the stakeholders.
	"""
	targets = list(pairs)
	scope: Scope = {}
	for kind, name in targets:
		scope.setdefault(kind, set()).add(name)
	for place in references():
		for pair in targets:
			if filters := place.pointing_at(pair):
				_add(scope, place.doctype, filters)
	_add_parents(scope)
	logs = frappe.get_all(LOG, filters={"name": ("in", _names(scope, LOG))}, pluck="meeting", order_by="name")
	scope.setdefault(MEETING, set()).update(logs)
	_add(scope, BRIEF, {"meeting": ("in", _names(scope, MEETING))})
	_add_rows_and_traces(scope)
	return scope


def capture(scope: Scope) -> Images:
	"""Read the current values of these rows, with their sealed texts.

	Args:
			scope: names by DocType. Missing rows are left out.
	"""
	return {
		doctype: {
			str(row["name"]): {column: _plain(value) for column, value in row.items()}
			for row in _select(doctype, names)
		}
		for doctype, names in sorted(scope.items())
		if names
	}


def difference(before: Images, after: Images) -> dict[str, Any]:
	"""What to undo to get from one state back to the other.

	Args:
			before: the old rows.
			after: the same rows now, and new ones.

	Returns:
			``changed`` (old and new value of columns, by DocType and name), ``removed`` (whole rows by DocType)
			and ``added`` (names by DocType).
	"""
	changed: dict[str, dict[str, dict[str, list]]] = {}
	removed: dict[str, list[Row]] = {}
	added: dict[str, list[str]] = {}
	for doctype in sorted(before.keys() | after.keys()):
		old, new = before.get(doctype, {}), after.get(doctype, {})
		for name in sorted(old.keys() | new.keys()):
			if name not in new:
				removed.setdefault(doctype, []).append(old[name])
			elif name not in old:
				added.setdefault(doctype, []).append(name)
			elif columns := {
				column: [value, new[name][column]]
				for column, value in old[name].items()
				if new[name][column] != value and _is_undone(doctype, column)
			}:
				changed.setdefault(doctype, {})[name] = columns
	return {"changed": changed, "removed": removed, "added": added}


def _is_undone(doctype: str, column: str) -> bool:
	"""Where a file is on disk follows the level of its record, also when that is undone."""
	return doctype != "File" or column.startswith("attached_to")


def restore(difference: Mapping[str, Any]) -> int:
	"""Restore old values. Values that were changed again since are kept.

	Sealed texts are written into their columns first, and each record is sealed again at its restored level.

	Args:
			difference: from ``difference``.

	Returns:
			The number of values that were changed again and are kept.
	"""
	touched = _documents(difference)
	for record in _existing(touched):
		write_open(frappe.get_doc(*record, for_update=True))
	kept = _restore_values(difference)
	for record in _existing(touched | _documents(difference)):
		frappe.clear_document_cache(*record)
		reseal(frappe.get_doc(*record, for_update=True))
	for doctype in (*KINDS, MEETING):
		for name, columns in difference["changed"].get(doctype, {}).items():
			if "confidentiality" in columns and frappe.db.exists(doctype, name):
				follow_level(frappe.get_doc(doctype, name))
	return kept


def _documents(difference: Mapping[str, Any]) -> set[Pair]:
	"""The documents that may have sealed texts, of their own or in rows that a difference concerns."""
	names: defaultdict[str, set[str]] = defaultdict(set)
	for part in ("changed", "added"):
		for doctype, some in difference[part].items():
			names[doctype].update(some)
	for doctype, rows in difference["removed"].items():
		names[doctype].update(str(row["name"]) for row in rows)
	found: set[Pair] = set()
	for doctype, some in names.items():
		if doctype in OF_ROWS:
			there = {"name": ("in", sorted(some))}
			rows = frappe.get_all(doctype, filters=there, fields=["parenttype", "parent"], order_by="name")
			found |= {(row.parenttype, row.parent) for row in rows}
		elif doctype in OF_RECORDS and doctype != MERGE_LOG:
			found |= {(doctype, name) for name in some}
	return found


def _existing(records: set[Pair]) -> list[Pair]:
	return [record for record in sorted(records) if frappe.db.exists(*record)]


def _restore_values(difference: Mapping[str, Any]) -> int:
	for doctype, names in difference["added"].items():
		frappe.db.delete(doctype, {"name": ("in", names)})
	for doctype, rows in difference["removed"].items():
		there = {str(row["name"]) for row in _select(doctype, {str(row["name"]) for row in rows})}
		for row in rows:
			if str(row["name"]) not in there:
				table = frappe.qb.DocType(doctype)
				frappe.qb.into(table).columns(*row).insert(*row.values()).run()
	kept = 0
	for doctype, rows in difference["changed"].items():
		now = capture({doctype: set(rows)}).get(doctype, {})
		for name, columns in rows.items():
			if name not in now:
				continue
			mine = {column: old for column, (old, new) in columns.items() if now[name].get(column) == new}
			kept += len(columns) - len(mine)
			if mine:
				frappe.db.set_value(doctype, name, mine, update_modified=False)
				frappe.clear_document_cache(doctype, name)
	return kept


def _add(scope: Scope, doctype: str, filters: Mapping[str, Any]) -> None:
	names = frappe.get_all(doctype, filters=filters, pluck="name", order_by="name")
	scope.setdefault(doctype, set()).update(map(str, names))


def _names(scope: Scope, doctype: str) -> list[str]:
	return sorted(scope.get(doctype, ())) or [""]


def _add_parents(scope: Scope) -> None:
	"""A change of a row also changes its parent document."""
	for table in [doctype for doctype in scope if is_ours(doctype) and frappe.get_meta(doctype).istable]:
		rows = frappe.get_all(
			table,
			filters={"name": ("in", _names(scope, table))},
			fields=["parenttype", "parent"],
			order_by="name",
		)
		for row in rows:
			scope.setdefault(row.parenttype, set()).add(row.parent)


def _add_rows_and_traces(scope: Scope) -> None:
	documents = [doctype for doctype in scope if is_ours(doctype) and not frappe.get_meta(doctype).istable]
	for doctype in documents:
		of_these = {"parenttype": doctype, "parent": ("in", _names(scope, doctype))}
		for field in frappe.get_meta(doctype).get_table_fields():
			_add(scope, field.options, of_these)
		if doctype in KINDS:
			_add(scope, LIKENESS_KEY, of_these)
	names = sorted(set().union(*(scope[doctype] for doctype in documents)))
	for trace, doctype_field, name_field in TRACES:
		if frappe.db.table_exists(trace):
			_add(scope, trace, {doctype_field: ("in", documents), name_field: ("in", names)})


def _select(doctype: str, names: Iterable[str]) -> list[Row]:
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(table.star).where(table.name.isin(sorted(names)))
	rows = query.orderby(table.name).run(as_dict=True)
	# A merge moves earlier logs, and leaves what they hold.
	if doctype != MERGE_LOG:
		open_rows(doctype, rows)
	return rows


def _plain(value: Any) -> Any:
	"""A value as JSON and the database accept it."""
	return value if value is None or isinstance(value, (str, int, float)) else str(value)
