"""Revert an import: delete created records that nobody changed, and keep the others with a reason."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import frappe
from frappe.model.document import Document

from stakeholder_crm.stakeholders.imports.lease import finish, in_batches
from stakeholder_crm.stakeholders.imports.repository import imported_rows, set_rows

UNDOING, UNDONE = "Reverting", "Reverted"
SAVEPOINT = "undo_row"
# What users add to a record without changing it: DocType → the fields that name the record, and other filters.
ADDED = {
	"Comment": ("reference_doctype", "reference_name", {"comment_type": "Comment"}),
	"Communication": ("reference_doctype", "reference_name", {}),
	"ToDo": ("reference_type", "reference_name", {}),
	"File": ("attached_to_doctype", "attached_to_name", {}),
	"DocShare": ("share_doctype", "share_name", {}),
	"Tag Link": ("document_type", "document_name", {}),
}


def revert_rows(name: str, run: str) -> None:
	"""Delete what the import created, from where the last run ended.

	Args:
			name: of a Contact Import in status Reverting.
		run: the token of this run.
	"""
	if in_batches(name, run, UNDOING, "Imported", _undo_batch):
		finish(name, UNDONE)


def _undo_batch(doc: Document, rows: Sequence[frappe._dict]) -> None:
	rows_of = imported_rows(doc.name, [row.made for row in rows])
	names = list(rows_of)
	there = {
		one.name: one
		for one in frappe.get_all(
			doc.kind,
			filters={"name": ("in", names)},
			fields=["name", "creation", "modified"],
			order_by="name",
		)
	}
	worked_on = _added_to(doc.kind, names)
	changes: list[tuple[str, Mapping[str, Any]]] = []
	for name, row_names in rows_of.items():
		record = there.get(name)
		values: Mapping[str, Any]
		if not record:
			values = {"outcome": "Reverted", "reason_code": "gone"}
		elif record.modified != record.creation:
			values = {"outcome": "Kept", "reason_code": "changed"}
		elif added := worked_on.get(name):
			values = {"outcome": "Kept", "reason_code": "added", "reason_about": json.dumps([added, ""])}
		else:
			values = _delete(doc.kind, name)
		changes += ((row, values) for row in row_names)
	set_rows(changes)


def _added_to(kind: str, names: Sequence[str]) -> dict[str, str]:
	"""The DocType of the first thing added to each record, by name."""
	found: dict[str, str] = {}
	for doctype, (doctype_field, name_field, more) in ADDED.items():
		filters = {doctype_field: kind, name_field: ("in", list(names)), **more}
		for name in frappe.get_all(doctype, filters=filters, pluck=name_field, order_by="creation"):
			found.setdefault(name, doctype)
	return found


def _delete(kind: str, name: str) -> dict[str, str | None]:
	frappe.db.savepoint(SAVEPOINT)
	try:
		# The user who imported them needs no delete permission: only unchanged records are deleted.
		frappe.delete_doc(kind, name, ignore_permissions=True, delete_permanently=True)
	except frappe.LinkExistsError:
		frappe.db.rollback(save_point=SAVEPOINT)
		frappe.clear_messages()
		return {"outcome": "Kept", "reason_code": "linked"}
	return {"outcome": "Reverted", "reason_code": None}
