"""The commands of an import: preview, start, stop, resume, revert."""

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
# After this long without a batch, users may start a new run. The old run stops itself if it is still alive.
SLOW = timedelta(seconds=90)


def preview_import(doc: Document) -> None:
	"""Preview the file in the background.

	Args:
		doc: a Contact Import.

	Raises:
			frappe.ValidationError: names the field and what to do.
	"""
	if not doc.import_file:
		frappe.throw(_("Attach a file first."), frappe.MandatoryError)
	targets = {row.maps_to for row in doc.columns}
	_check_unmapped(doc)
	if doc.source != VCARD and targets.isdisjoint(NAMES):
		frappe.throw(_("Columns: choose which column is imported as the name."), frappe.MandatoryError)
	if doc.kind == "Community Leader" and not doc.community and COMMUNITY not in targets:
		frappe.throw(
			_("Enter Community, or choose a file column for it."),
			frappe.MandatoryError,
		)
	begin_run(doc, "Previewing")


def _check_unmapped(doc: Document) -> None:
	unmapped = ", ".join(
		frappe.bold(escape_html(row.column_name)) for row in doc.columns if row.maps_to == ASK
	)
	if unmapped:
		frappe.throw(
			_("Columns: choose how to import {0}. It may contain addresses or opt-outs.").format(unmapped),
			frappe.MandatoryError,
		)


def start_import(doc: Document) -> None:
	"""Create the new stakeholders in the background.

	Args:
			doc: a previewed Contact Import.

	Raises:
			frappe.ValidationError: when there is nothing to import.
	"""
	if doc.status == "Previewed" and not count_rows(doc.name).get("New"):
		frappe.throw(_("There are no new contacts in this file."))
	begin_run(doc, "Importing")


def revert_import(doc: Document) -> None:
	"""Revert the import in the background.

	Args:
			doc: a finished or stopped Contact Import.
	"""
	begin_run(doc, "Reverting")


def stop_import(doc: Document) -> None:
	"""Stop after the current batch.

	Args:
			doc: a running Contact Import.

	Raises:
			frappe.ValidationError: when it is not running.
	"""
	if doc.status not in STEPS:
		frappe.throw(_("This import is not running."))
	doc.move_to(STEPS[doc.status][1], run=None)


def resume_import(doc: Document) -> None:
	"""Resume an import that is stuck.

	Args:
			doc: a running Contact Import.

	Raises:
			frappe.ValidationError: when it is not running, or not stuck.
	"""
	if doc.status not in STEPS:
		frappe.throw(_("This import is not running."))
	if not is_stuck(doc):
		frappe.throw(_("This import is still running. Please wait."))
	restart_run(doc.name)


def is_stuck(doc: Document) -> bool:
	"""Whether no batch was finished for longer than one takes."""
	return bool(
		doc.status in STEPS and doc.touched_on and get_datetime(doc.touched_on) < now_datetime() - SLOW
	)


def import_anyway(doc: Document, rows: list[str]) -> int:
	"""Mark possible duplicates as not duplicates, so that they are imported.

	Args:
			doc: a previewed Contact Import.
			rows: row names. Empty for all possible duplicates that the user may see.

	Returns:
			The number of rows.

	Raises:
			frappe.ValidationError: when it has not been previewed.
	"""
	if doc.status != "Previewed":
		frappe.throw(_("Preview the file first, and choose before you import it."))
	filters: dict[str, Any] = {
		"parent": doc.name,
		"outcome": "Possible Duplicate",
		# Matches that only the safeguarding lead may see cannot be judged by other users.
		"reason_code": ("!=", "hidden"),
	}
	if rows:
		filters["name"] = ("in", rows)
	count = frappe.db.count(ROW, filters)
	frappe.db.set_value(ROW, filters, {"outcome": "New", "reason_code": "taken"}, update_modified=False)
	return count


def import_state(doc: Document) -> dict[str, Any]:
	"""The progress of an import.

	Args:
		doc: a Contact Import that the user may read.

	Returns:
			``status``, ``counts`` by result, ``seen`` and ``total`` rows of the current step, ``is_stuck`` and
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
