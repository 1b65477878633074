"""What the host keeps of records: their versions, and copies of deleted ones. Sealed records have dots there."""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import frappe

from stakeholder_crm.access.vault.sealed_fields import SEALED
from stakeholder_crm.base.doctypes import our_doctypes
from stakeholder_crm.domain.clearance import Level, level_of
from stakeholder_crm.domain.sealing import DOTS

# Who a record was about, before they became Confidential. The first is a stakeholder's own.
SHOWN_NAMES = ("display_name", "stakeholder_name")


def seal_versions(doctype: str, name: str) -> None:
	"""Put dots in place of sealed texts in the versions of a record.

	Args:
		doctype: of the record.
		name: of the record.
	"""
	_seal_some_versions({"ref_doctype": doctype, "docname": name})


def seal_copies_naming(names: Collection[str]) -> None:
	"""Put dots in place of sealed texts in versions and deleted copies that name a record. Both tables are read once.

	Args:
		names: of stakeholders or meetings.
	"""
	if not names:
		return
	naming = [["data", "like", f'%"{name}"%'] for name in names]
	ours = ("in", our_doctypes())
	_seal_some_versions({"ref_doctype": ours}, naming)
	about = {"deleted_doctype": ours, "restored": 0}
	for copy in frappe.get_all(
		"Deleted Document", filters=about, or_filters=naming, pluck="name", order_by="name"
	):
		_seal_deleted_copy(copy)


def seal_deleted_copies(doctype: str) -> None:
	"""Put dots in place of sealed texts in deleted Confidential records of a DocType.

	Args:
		doctype: one that has a level of its own.
	"""
	about = {"deleted_doctype": doctype, "restored": 0}
	for name in frappe.get_all("Deleted Document", filters=about, pluck="name", order_by="name"):
		values = json.loads(frappe.db.get_value("Deleted Document", name, "data") or "{}")
		if level_of(values.get("confidentiality")) is Level.CONFIDENTIAL:
			_seal_deleted_copy(name)


def _seal_some_versions(about: dict[str, Any], any_of: list[list[str]] | None = None) -> None:
	fields = ["name", "ref_doctype", "data"]
	for row in frappe.get_all("Version", filters=about, or_filters=any_of, fields=fields, order_by="name"):
		data = json.loads(row.data or "{}")
		before = json.dumps(data)
		_seal_changes(row.ref_doctype, data)
		if json.dumps(data) != before:
			frappe.db.set_value("Version", row.name, "data", json.dumps(data), update_modified=False)


def _seal_deleted_copy(name: str) -> None:
	doctype, data = frappe.db.get_value("Deleted Document", name, ["deleted_doctype", "data"])
	values = json.loads(data or "{}")
	_seal_values(doctype, values)
	copy = {"data": frappe.as_json(values)}
	frappe.db.set_value("Deleted Document", name, copy, update_modified=False)


def _fields(doctype: str) -> tuple[str, ...]:
	return (*SEALED.get(doctype, ()), *SHOWN_NAMES)


def _seal_changes(doctype: str, data: dict[str, Any]) -> None:
	data["changed"] = [_sealed_change(change, _fields(doctype)) for change in data.get("changed") or []]
	for table, _index, _name, changes in data.get("row_changed") or []:
		changes[:] = [_sealed_change(change, _fields(_table(doctype, table))) for change in changes]
	for key in ("added", "removed"):
		for table, values in data.get(key) or []:
			_seal_values(_table(doctype, table), values)


def _sealed_change(change: Sequence[Any], fields: Iterable[str]) -> list[Any]:
	field, *both = change
	return [field, *(DOTS if value and field in fields else value for value in both)]


def _seal_values(doctype: str, values: dict[str, Any]) -> None:
	for field in _fields(doctype):
		if values.get(field):
			values[field] = DOTS
	for rows in values.values():
		for row in rows if isinstance(rows, list) else ():
			if isinstance(row, dict):
				_seal_values(row.get("doctype", ""), row)


def _table(doctype: str, fieldname: str) -> str:
	field = frappe.get_meta(doctype).get_field(fieldname)
	return field.options if field else ""
