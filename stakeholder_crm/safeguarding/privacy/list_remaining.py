"""Find and name data that an erasure must not change automatically, such as a colleague's board."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import frappe
from frappe import _

from stakeholder_crm.base.full_names import full_names
from stakeholder_crm.compat import text_columns
from stakeholder_crm.domain.erased_values import ErasedValue, erase_from, found_in
from stakeholder_crm.safeguarding.privacy.text_rows import text_rows

MOST = 10


@dataclass(frozen=True, slots=True)
class Remaining:
	"""A row that still contains data of a person.

	Attributes:
		table: in the database.
		name: of the row; None if its table has no names.
		texts: the texts with the data, by column.
	"""

	table: str
	name: str | int | None
	texts: Mapping[str, str]


def find_remaining(values: Sequence[ErasedValue], places: Iterable[str]) -> list[Remaining]:
	"""The rows in which a scan found values.

	Args:
		values: the searched values.
		places: from the scan, as "table.column".
	"""
	columns = text_columns()
	wanted: defaultdict[str, list[str]] = defaultdict(list)
	for place in places:
		label, _dot, column = place.rpartition(".")
		wanted[f"tab{label}" if f"tab{label}" in columns else label].append(column)
	return [
		Remaining(table, row.name, texts)
		for table, some in sorted(wanted.items())
		for row in text_rows(table, sorted(some))
		if (texts := {column: text for column, text in row.texts.items() if found_in(text, values)})
	]


def row_labels(left: Sequence[Remaining], values: Sequence[ErasedValue]) -> str:
	"""Labels of records and their owners, without the given values.

	Args:
		left: from ``find_remaining``; the first ones are named.
		values: to leave out.
	"""
	records = list(dict.fromkeys(record for row in left if (record := _record_of(row))))
	owners = _owners(records[:MOST])
	return record_labels([(*record, owners.get(record)) for record in records], values)


def record_labels(records: Sequence[tuple[str, str, str | None]], values: Sequence[ErasedValue]) -> str:
	"""Labels of records: type, name and owner.

	Args:
		records: DocType, name and owner.
		values: to leave out.
	"""
	names = full_names(owner for _doctype, _name, owner in records)
	sentences = [
		_("{0} “{1}” of {2}").format(_(doctype), name, names.get(owner or "", owner or _("no owner")))
		for doctype, name, owner in records[:MOST]
	]
	if len(records) > MOST:
		sentences.append(_("{0} more").format(len(records) - MOST))
	return erase_from(", ".join(sentences), values)


def _record_of(row: Remaining) -> tuple[str, str] | None:
	"""The document of a row or child row."""
	if row.name is None or not row.table.startswith("tab"):
		return None
	doctype = row.table.removeprefix("tab")
	if frappe.db.exists("DocType", {"name": doctype, "istable": 1}):
		parent = frappe.db.get_value(doctype, row.name, ["parenttype", "parent"])
		return parent if parent and all(parent) else (doctype, str(row.name))
	return doctype, str(row.name)


def _owners(records: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
	names: defaultdict[str, list[str]] = defaultdict(list)
	for doctype, name in records:
		names[doctype].append(name)
	return {
		(doctype, row.name): row.owner
		for doctype, some in names.items()
		if frappe.db.table_exists(doctype)
		for row in frappe.get_all(
			doctype, filters={"name": ("in", some)}, fields=["name", "owner"], order_by="name"
		)
	}
