"""What was kept of a record before it was sealed: its versions, deleted copies and merge logs."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import frappe
from frappe.model.document import Document

from stakeholder_crm.access.vault.sealed_document import reseal
from stakeholder_crm.access.vault.sealed_fields import OF_RECORDS, SEALED
from stakeholder_crm.base.doctypes import (
	ASSESSMENT,
	BRIEF,
	COMMITMENT,
	CONCERN,
	CONSENT,
	DISCLOSURE,
	MEETING,
	MEETING_LOG,
	THANK_YOU,
)
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.domain.clearance import Level, level_of
from stakeholder_crm.domain.sealing import DOTS

# Records whose level is at least that of their stakeholder, or of their meeting.
OF_STAKEHOLDERS = (ASSESSMENT, CONCERN, COMMITMENT, THANK_YOU, DISCLOSURE, CONSENT)
OF_MEETINGS = (BRIEF, MEETING_LOG, CONCERN, COMMITMENT, THANK_YOU)
# A stakeholder's display name was the full name before they became Confidential.
SHOWN_NAME = "display_name"


def follow_level(record: Document) -> None:
	"""Seal or open what depends on the level of a stakeholder or a meeting, once that has changed.

	Args:
		record: a saved stakeholder or meeting.
	"""
	if record.is_sealed:
		seal_versions(record.doctype, record.name)
	if record.doctype == MEETING:
		_follow(OF_MEETINGS, {"meeting": record.name})
	else:
		_follow(OF_STAKEHOLDERS, {"stakeholder_type": record.doctype, "stakeholder": record.name})


def follow_raised(meetings: Iterable[str]) -> None:
	"""Seal meetings that were raised to Confidential in the database, and what depends on them.

	Args:
		meetings: their names.
	"""
	for name in meetings:
		frappe.clear_document_cache(MEETING, name)
		meeting = frappe.get_doc(MEETING, name)
		reseal(meeting)
		follow_level(meeting)


def _follow(doctypes: Iterable[str], about: Mapping[str, str]) -> None:
	for doctype in doctypes:
		for name in frappe.get_all(doctype, filters=about, pluck="name", order_by="name"):
			record = frappe.get_doc(doctype, name)
			reseal(record)
			if record.is_sealed:
				seal_versions(doctype, name)


def seal_versions(doctype: str, name: str) -> None:
	"""Put dots in place of sealed texts in the versions of a record.

	Args:
		doctype: of the record.
		name: of the record.
	"""
	about = {"ref_doctype": doctype, "docname": name}
	for row in frappe.get_all("Version", filters=about, fields=["name", "data"], order_by="name"):
		data = json.loads(row.data or "{}")
		before = json.dumps(data)
		_seal_changes(doctype, data)
		if json.dumps(data) != before:
			frappe.db.set_value("Version", row.name, "data", json.dumps(data), update_modified=False)


def seal_deleted_copies(doctype: str) -> None:
	"""Put dots in place of sealed texts in deleted Confidential records of a DocType.

	Args:
		doctype: one that has a level of its own.
	"""
	about = {"deleted_doctype": doctype, "restored": 0}
	for name in frappe.get_all("Deleted Document", filters=about, pluck="name", order_by="name"):
		values = json.loads(frappe.db.get_value("Deleted Document", name, "data") or "{}")
		if level_of(values.get("confidentiality")) is Level.CONFIDENTIAL:
			_seal_values(doctype, values)
			copy = {"data": frappe.as_json(values)}
			frappe.db.set_value("Deleted Document", name, copy, update_modified=False)


def _seal_changes(doctype: str, data: dict[str, Any]) -> None:
	fields = {*OF_RECORDS[doctype], *([SHOWN_NAME] if doctype in KINDS else [])}
	data["changed"] = [_sealed_change(change, fields) for change in data.get("changed") or []]
	for table, _index, _name, changes in data.get("row_changed") or []:
		fields_of_row = SEALED.get(_table(doctype, table), ())
		changes[:] = [_sealed_change(change, fields_of_row) for change in changes]
	for key in ("added", "removed"):
		for table, values in data.get(key) or []:
			_seal_values(_table(doctype, table), values)


def _sealed_change(change: Sequence[Any], fields: Iterable[str]) -> list[Any]:
	field, *both = change
	return [field, *(DOTS if value and field in fields else value for value in both)]


def _seal_values(doctype: str, values: dict[str, Any]) -> None:
	for field in SEALED.get(doctype, ()):
		if values.get(field):
			values[field] = DOTS
	for rows in values.values():
		for row in rows if isinstance(rows, list) else ():
			if isinstance(row, dict):
				_seal_values(row.get("doctype", ""), row)


def _table(doctype: str, fieldname: str) -> str:
	field = frappe.get_meta(doctype).get_field(fieldname)
	return field.options if field else ""
