"""What people do with an import: look through it, take it over, stop it, go on, undo it."""

from datetime import timedelta
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html, get_datetime, now_datetime

from stakeholder_crm.domain.contact_files.targets import (
	ASK,
	COMMUNITY,
	FIRST_NAME,
	FULL_NAME,
	LAST_NAME,
	ORGANISATION,
	VCARD,
)
from stakeholder_crm.stakeholders.imports.lease import begin_run
from stakeholder_crm.stakeholders.imports.repository import ROW, count_rows
from stakeholder_crm.stakeholders.imports.runner import STEPS, restart_run

NAMES = (FULL_NAME, FIRST_NAME, LAST_NAME, ORGANISATION)
# After that long without a batch, people may start a new run; the old one ends by itself if it is still there.
SLOW = timedelta(seconds=90)


def preview_import(doc: Document) -> None:
	"""Look through the file in the background: a dry run.

	Args:
		doc: a Contact Import.

	Raises:
		frappe.ValidationError: naming the field and what to do.
	"""
	if not doc.import_file:
		frappe.throw(_("File: attach one first."), frappe.MandatoryError)
	targets = {row.maps_to for row in doc.columns}
	_check_unmapped(doc)
	if doc.source != VCARD and targets.isdisjoint(NAMES):
		frappe.throw(_("Columns: choose which column holds the name."), frappe.MandatoryError)
	if doc.kind == "Community Leader" and not doc.community and COMMUNITY not in targets:
		frappe.throw(
			_("Community: say whom they speak for, or choose the column of the file that does."),
			frappe.MandatoryError,
		)
	begin_run(doc, "Previewing")


def _check_unmapped(doc: Document) -> None:
	asked = ", ".join(frappe.bold(escape_html(row.column_name)) for row in doc.columns if row.maps_to == ASK)
	if asked:
		frappe.throw(
			_(
				"Columns: choose what {0} is taken for. It may say who must not be contacted, or hold addresses."
			).format(asked),
			frappe.MandatoryError,
		)


def start_import(doc: Document) -> None:
	"""Write the new rows down in the background.

	Args:
		doc: a Contact Import that was checked.

	Raises:
		frappe.ValidationError: when there is nobody to write down.
	"""
	if doc.status == "Previewed" and not count_rows(doc.name).get("New"):
		frappe.throw(_("There is nobody new in this file: nothing to take over."))
	begin_run(doc, "Importing")


def revert_import(doc: Document) -> None:
	"""Take back what the import made, in the background.

	Args:
		doc: a Contact Import that ran.
	"""
	begin_run(doc, "Reverting")


def stop_import(doc: Document) -> None:
	"""Stop after the batch that is being written.

	Args:
		doc: a Contact Import that is being worked on.

	Raises:
		frappe.ValidationError: when it is not.
	"""
	if doc.status not in STEPS:
		frappe.throw(_("It is not being worked on. There is nothing to stop."))
	doc.move_to(STEPS[doc.status][1], run=None)


def resume_import(doc: Document) -> None:
	"""Go on with an import that stands still although it should move.

	Args:
		doc: a Contact Import that is being worked on.

	Raises:
		frappe.ValidationError: when it moves, or has nothing to do.
	"""
	if doc.status not in STEPS:
		frappe.throw(_("It is not being worked on. Choose what to do with it."))
	if not is_stuck(doc):
		frappe.throw(_("It is being worked on at this moment. Wait a little."))
	restart_run(doc.name)


def is_stuck(doc: Document) -> bool:
	"""Whether nothing has moved for longer than a batch takes."""
	return bool(
		doc.status in STEPS and doc.touched_on and get_datetime(doc.touched_on) < now_datetime() - SLOW
	)


def import_anyway(doc: Document, rows: list[str]) -> int:
	"""Say of rows whose people may be on record that they are somebody else, so that they are written down.

	Args:
		doc: a Contact Import that was checked.
		rows: names of its rows; empty for all that may be the same as somebody whom the user may see.

	Returns:
		How many there were.

	Raises:
		frappe.ValidationError: when it was not checked, or runs already.
	"""
	if doc.status != "Previewed":
		frappe.throw(_("Look through the file first, and choose before you take it over."))
	filters: dict[str, Any] = {
		"parent": doc.name,
		"outcome": "Possible Duplicate",
		# Of those whom only the safeguarding lead may see, nobody else can say that.
		"reason_code": ("!=", "hidden"),
	}
	if rows:
		filters["name"] = ("in", rows)
	count = frappe.db.count(ROW, filters)
	frappe.db.set_value(ROW, filters, {"outcome": "New", "reason_code": "taken"}, update_modified=False)
	return count


def import_state(doc: Document) -> dict[str, Any]:
	"""How far an import is.

	Args:
		doc: a Contact Import that the user may read.

	Returns:
		``status``, ``counts`` by outcome, ``seen`` and ``total`` rows of what is being done, ``is_stuck`` and
		``failed_because``.
	"""
	counts = count_rows(doc.name)
	total = {
		"Importing": counts.get("New", 0) + doc.rows_seen,
		"Reverting": counts.get("Imported", 0) + doc.rows_seen,
	}
	return {
		"status": doc.status,
		"counts": counts,
		"seen": doc.rows_seen,
		"total": total.get(doc.status, doc.rows_total),
		"is_stuck": is_stuck(doc),
		"failed_because": doc.failed_because,
	}
