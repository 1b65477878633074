"""Endpoints for the form of a Contact Import."""

import frappe
from frappe.model.document import Document

from stakeholder_crm.base.request_json import list_in
from stakeholder_crm.stakeholders.imports import commands
from stakeholder_crm.stakeholders.imports.list_rows import list_rows
from stakeholder_crm.stakeholders.imports.repository import CONTACT_IMPORT, OUTCOMES
from stakeholder_crm.stakeholders.imports.write_skipped import write_skipped, write_skipped_cards


@frappe.whitelist(methods=["POST"])
def preview(name: str) -> dict:
	"""Preview the file in the background. No stakeholder is created.

	Args:
			name: of the user's own Contact Import.

	Returns:
			The progress, as in ``state``.

	Raises:
			frappe.PermissionError: when it is not the user's own.
			frappe.ValidationError: names the missing field.
	"""
	doc = _own(name, "write")
	commands.preview_import(doc)
	return commands.import_state(doc)


@frappe.whitelist(methods=["POST"])
def start(name: str) -> dict:
	"""Start or resume the import in the background.

	Args:
			name: of the user's own, previewed Contact Import.

	Returns:
			The progress, as in ``state``.

	Raises:
		frappe.PermissionError: when it is not the user's own.
			frappe.ValidationError: when there is nothing to import, or the status does not allow it.
	"""
	doc = _own(name, "write")
	commands.start_import(doc)
	return commands.import_state(doc)


@frappe.whitelist(methods=["POST"])
def stop(name: str) -> dict:
	"""Stop after the current batch.

	Args:
			name: of the user's own, running Contact Import.

	Returns:
			The progress, as in ``state``.

	Raises:
		frappe.PermissionError: when it is not the user's own.
			frappe.ValidationError: when it is not running.
	"""
	doc = _own(name, "write")
	commands.stop_import(doc)
	return commands.import_state(doc)


@frappe.whitelist(methods=["POST"])
def revert(name: str) -> dict:
	"""Revert the import in the background.

	Args:
			name: of the user's own Contact Import.

	Returns:
			The progress, as in ``state``.

	Raises:
		frappe.PermissionError: when it is not the user's own.
			frappe.ValidationError: when there is nothing to revert.
	"""
	doc = _own(name, "write")
	commands.revert_import(doc)
	return commands.import_state(doc)


@frappe.whitelist(methods=["POST"])
def resume(name: str) -> dict:
	"""Resume an import that is stuck.

	Args:
			name: of the user's own, stuck Contact Import.

	Returns:
			The progress, as in ``state``.

	Raises:
		frappe.PermissionError: when it is not the user's own.
			frappe.ValidationError: when it is not stuck.
	"""
	doc = _own(name, "write")
	commands.resume_import(doc)
	return commands.import_state(_own(name, "read"))


@frappe.whitelist(methods=["POST"])
def import_anyway(name: str, rows: str | list | None = None) -> int:
	"""Mark possible duplicates as not duplicates.

	Args:
			name: of the user's own, previewed Contact Import.
			rows: row names, as a list or as JSON. Empty for all.

	Returns:
			The number of rows that will now be imported.

	Raises:
		frappe.PermissionError: when it is not the user's own.
			frappe.ValidationError: when it has not been previewed.
	"""
	return commands.import_anyway(_own(name, "write"), [str(row) for row in list_in("rows", rows)])


@frappe.whitelist(methods=["GET", "POST"])
def state(name: str) -> dict:
	"""The progress of an import.

	Args:
			name: of the user's own Contact Import.

	Returns:
			``status``, ``counts`` of rows by result, ``seen`` and ``total`` rows of the current step, ``is_stuck`` and
			``failed_because``.

	Raises:
		frappe.PermissionError: when it is not the user's own.
	"""
	return commands.import_state(_own(name, "read"))


@frappe.whitelist(methods=["GET", "POST"])
def rows(name: str, outcome: str = "", start: int = 0) -> list[dict]:
	"""Fifty rows of an import and their results.

	Args:
			name: of the user's own Contact Import.
			outcome: the result. Empty for all.
			start: rows to skip.

	Returns:
			``row``, ``who``, ``details``, ``outcome``, ``reason`` and ``record``, as in ``list_rows``.

	Raises:
		frappe.PermissionError: when it is not the user's own.
	"""
	return list_rows(_own(name, "read"), outcome if outcome in OUTCOMES else "", max(start, 0))


@frappe.whitelist(methods=["GET", "POST"])
def skipped(name: str) -> None:
	"""Download the skipped rows as CSV, with reasons.

	Args:
			name: of the user's own Contact Import.

	Raises:
		frappe.PermissionError: when it is not the user's own.
	"""
	doc = _own(name, "read")
	_download(f"{doc.name}.csv", "text/csv", write_skipped(doc).encode("utf-8-sig"))


@frappe.whitelist(methods=["GET", "POST"])
def skipped_cards(name: str) -> None:
	"""Download the skipped cards as vCards, with reasons.

	Args:
			name: of the user's own Contact Import.

	Raises:
		frappe.PermissionError: when it is not the user's own.
			frappe.ValidationError: when it is not a vCard import, or its file is gone.
	"""
	doc = _own(name, "read")
	_download(f"{doc.name}.vcf", "text/vcard", write_skipped_cards(doc).encode())


def _download(filename: str, content_type: str, content: bytes) -> None:
	frappe.response["filecontent"] = content
	frappe.response["filename"] = filename
	frappe.response["content_type"] = content_type
	frappe.response["type"] = "download"


def _own(name: str, right: str) -> Document:
	doc = frappe.get_doc(CONTACT_IMPORT, name)
	doc.check_permission(right)
	return doc
