"""Create stakeholders from the new rows of an import, a few hundred per transaction."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import frappe
from frappe.model.document import Document

from stakeholder_crm.base.pairs import Pair
from stakeholder_crm.domain.contact_files.contact import AGENCY, Contact, from_values
from stakeholder_crm.stakeholders.imports.create_stakeholder import create_stakeholder
from stakeholder_crm.stakeholders.imports.find_existing import find_record
from stakeholder_crm.stakeholders.imports.lease import finish, in_batches
from stakeholder_crm.stakeholders.imports.repository import group_by_agency, imported_rows, set_rows

IMPORTING, IMPORTED = "Importing", "Imported"
SAVEPOINT = "import_row"
# Errors of the records' own checks. Any other error is not the row's fault.
REFUSALS = (frappe.ValidationError, frappe.PermissionError)


def write_rows(name: str, run: str) -> None:
	"""Create stakeholders from the new rows, from where the last run ended.

	Args:
			name: of a Contact Import in status Importing.
		run: the token of this run.
	"""
	made: set[Pair] = set()

	def write_batch(doc: Document, rows: Sequence[frappe._dict]) -> None:
		if not made:
			# From earlier runs.
			made.update((doc.kind, record) for record in imported_rows(name))
		made.update((doc.kind, record) for record in _write_batch(doc, rows, made))

	if in_batches(name, run, IMPORTING, "New", write_batch):
		finish(name, IMPORTED)


def _write_batch(doc: Document, rows: Sequence[frappe._dict], made: Collection[Pair]) -> list[str]:
	"""Create stakeholders from some rows. How the rows relate to each other was stored by the preview.

	Returns:
			The created records.
	"""
	together = group_by_agency(doc.name, rows) if doc.kind == AGENCY else [[row] for row in rows]
	contacts = {
		group[0].at_row: [from_values(json.loads(row.contact)) for row in group] for group in together
	}
	# Users may have added people since the preview.
	firsts = {number: first for number, (first, *_others) in contacts.items()}
	known = {
		number: values
		for number, values in find_record(doc.kind, firsts, without=made).items()
		if values["outcome"] == "Duplicate"
	}
	changes: list[tuple[str, Mapping[str, Any]]] = []
	for group in together:
		number = group[0].at_row
		values = known.get(number) or _write(doc, number, contacts[number])
		changes += ((row.name, values) for row in group)
	set_rows(changes)
	return [values["made"] for _row, values in changes if values.get("made")]


def _write(doc: Document, number: int, contacts: Sequence[Contact]) -> dict[str, str | None]:
	frappe.db.savepoint(SAVEPOINT)
	try:
		made = create_stakeholder(doc, number, contacts)
	except REFUSALS as error:
		frappe.db.rollback(save_point=SAVEPOINT)
		frappe.clear_messages()
		about = json.dumps(["", frappe.utils.strip_html(str(error))], ensure_ascii=False)
		return {"outcome": "Skipped", "reason_code": "checks", "reason_about": about}
	frappe.clear_messages()
	# The record has it now, so the row need not keep it.
	return {"outcome": "Imported", "made": made.name, "contact": None, "reason_code": None, "alike": None}
