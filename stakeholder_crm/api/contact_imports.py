"""Taking over a file of contacts: what the form of a Contact Import asks and does."""

import frappe
from frappe.model.document import Document

from stakeholder_crm.stakeholders.imports import commands
from stakeholder_crm.stakeholders.imports.list_rows import list_rows
from stakeholder_crm.stakeholders.imports.repository import CONTACT_IMPORT, OUTCOMES
from stakeholder_crm.stakeholders.imports.write_skipped import write_skipped, write_skipped_cards


@frappe.whitelist(methods=["POST"])
def preview(name: str) -> dict:
	"""Look through the file in the background, and write nobody down.

	Args:
		name: of a Contact Import of the user's own.

	Returns:
		How far it is, as ``state`` has it.

	Raises:
		frappe.PermissionError: when it is not the user's own.
		frappe.ValidationError: naming the field that is missing.
	"""
	doc = _own(name, "write")
	commands.preview_import(doc)
	return commands.import_state(doc)


@frappe.whitelist(methods=["POST"])
def start(name: str) -> dict:
	"""Write the new rows down in the background; also after it was stopped.

	Args:
		name: of a Contact Import of the user's own that was checked.

	Returns:
		How far it is, as ``state`` has it.

	Raises:
		frappe.PermissionError: when it is not the user's own.
		frappe.ValidationError: when nobody in it is new, or its status does not allow it.
	"""
	doc = _own(name, "write")
	commands.start_import(doc)
	return commands.import_state(doc)


@frappe.whitelist(methods=["POST"])
def stop(name: str) -> dict:
	"""Stop after the batch at hand.

	Args:
		name: of a Contact Import of the user's own that is being worked on.

	Returns:
		How far it is, as ``state`` has it.

	Raises:
		frappe.PermissionError: when it is not the user's own.
		frappe.ValidationError: when it is not being worked on.
	"""
	doc = _own(name, "write")
	commands.stop_import(doc)
	return commands.import_state(doc)


@frappe.whitelist(methods=["POST"])
def revert(name: str) -> dict:
	"""Take back what the import made, in the background.

	Args:
		name: of a Contact Import of the user's own that ran.

	Returns:
		How far it is, as ``state`` has it.

	Raises:
		frappe.PermissionError: when it is not the user's own.
		frappe.ValidationError: when there is nothing to undo.
	"""
	doc = _own(name, "write")
	commands.revert_import(doc)
	return commands.import_state(doc)


@frappe.whitelist(methods=["POST"])
def resume(name: str) -> dict:
	"""Go on with an import whose run has died.

	Args:
		name: of a Contact Import of the user's own that stands still.

	Returns:
		How far it is, as ``state`` has it.

	Raises:
		frappe.PermissionError: when it is not the user's own.
		frappe.ValidationError: when it moves.
	"""
	doc = _own(name, "write")
	commands.resume_import(doc)
	return commands.import_state(_own(name, "read"))


@frappe.whitelist(methods=["POST"])
def import_anyway(name: str, rows: str | list | None = None) -> int:
	"""Say of rows whose people may be on record that they are somebody else.

	Args:
		name: of a Contact Import of the user's own that was checked.
		rows: names of rows, as a list or as JSON; none for all of them.

	Returns:
		How many rows are taken over now that were not.

	Raises:
		frappe.PermissionError: when it is not the user's own.
		frappe.ValidationError: when it was not checked, or runs already.
	"""
	chosen = frappe.parse_json(rows) if rows else []
	return commands.import_anyway(_own(name, "write"), [str(row) for row in chosen])


@frappe.whitelist(methods=["GET", "POST"])
def state(name: str) -> dict:
	"""How far an import is.

	Args:
		name: of a Contact Import of the user's own.

	Returns:
		``status``, ``counts`` of rows by outcome, ``seen`` and ``total`` rows of what is being done,
		``is_stuck`` and ``failed_because``.

	Raises:
		frappe.PermissionError: when it is not the user's own.
	"""
	return commands.import_state(_own(name, "read"))


@frappe.whitelist(methods=["GET", "POST"])
def rows(name: str, outcome: str = "", start: int = 0) -> list[dict]:
	"""Fifty rows of an import, and what becomes of them.

	Args:
		name: of a Contact Import of the user's own.
		outcome: which ones; all where it is empty.
		start: how many to pass over.

	Returns:
		``row``, ``who``, ``details``, ``outcome``, ``reason`` and ``record``, as ``services`` has them.

	Raises:
		frappe.PermissionError: when it is not the user's own.
	"""
	return list_rows(_own(name, "read"), outcome if outcome in OUTCOMES else "", max(start, 0))


@frappe.whitelist(methods=["GET", "POST"])
def skipped(name: str) -> None:
	"""Download the refused rows as CSV, each with the reason.

	Args:
		name: of a Contact Import of the user's own.

	Raises:
		frappe.PermissionError: when it is not the user's own.
	"""
	doc = _own(name, "read")
	_download(f"{doc.name}.csv", "text/csv", write_skipped(doc).encode("utf-8-sig"))


@frappe.whitelist(methods=["GET", "POST"])
def skipped_cards(name: str) -> None:
	"""Download the refused cards as vCards, each with the reason.

	Args:
		name: of a Contact Import of the user's own.

	Raises:
		frappe.PermissionError: when it is not the user's own.
		frappe.ValidationError: when its file holds no vCards, or is gone.
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
