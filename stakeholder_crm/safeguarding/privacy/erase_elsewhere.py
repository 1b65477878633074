"""Erase a person from other records, on a safeguarding lead's decision, such as a private board or a tag."""

from collections.abc import Collection, Sequence
from contextlib import suppress

import frappe
from frappe.model.rename_doc import rename_doc

from stakeholder_crm.domain.erased_values import REPLACEMENT, ErasedValue, erase_from, found_in
from stakeholder_crm.safeguarding.privacy.list_remaining import Remaining, find_remaining

# These change with the document that they name.
OF_DOCUMENTS = frozenset({"name", "parent", "parenttype", "parentfield", "owner", "modified_by"})


def erase_elsewhere(values: Sequence[ErasedValue], places: Collection[str]) -> int:
	"""Rename documents with such names, and rewrite all other texts.

	Args:
		values: the values to erase.
		places: where a scan found them, as "table.column".

	Returns:
		How many rows were changed.
	"""
	named = [
		row for row in find_remaining(values, places) if "name" in row.texts and row.table.startswith("tab")
	]
	for row in named:
		_rename(row.table.removeprefix("tab"), str(row.name), values)
	count = len(named)
	for row in find_remaining(values, places):
		texts = {
			column: _without(text, values) for column, text in row.texts.items() if column not in OF_DOCUMENTS
		}
		if texts:
			_rewrite(row, texts)
			count += 1
	return count


def _rename(doctype: str, name: str, values: Sequence[ErasedValue]) -> None:
	new = f"{erase_from(name, values)} {frappe.generate_hash(length=6)}"
	# Documents that cannot be renamed are reported by the following scan.
	with suppress(frappe.ValidationError):
		# The reviewer was checked, and may lack rights on other records.
		rename_doc(
			doctype, name, new, force=True, ignore_permissions=True, show_alert=False, rebuild_search=False
		)


def _rewrite(row: Remaining, texts: dict[str, str]) -> None:
	table = frappe.qb.Table(row.table)
	query = frappe.qb.update(table)
	for column, text in texts.items():
		query = query.set(table[column], text)
	if row.name is None:
		for column in texts:
			query = query.where(table[column] == row.texts[column])
	else:
		query = query.where(table.name == row.name)
	query.run()
	frappe.clear_document_cache(row.table.removeprefix("tab"), str(row.name))


def _without(text: str, values: Sequence[ErasedValue]) -> str:
	"""Remove encoded texts completely."""
	rest = erase_from(text, values)
	return REPLACEMENT if found_in(rest, values) else rest
