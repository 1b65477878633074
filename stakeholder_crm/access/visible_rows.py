"""What the session's user may see of records that the host lists or is asked for."""

from collections.abc import Mapping
from typing import Any

import frappe

from stakeholder_crm.access.traces import TRACE_DOCTYPES
from stakeholder_crm.base.doctypes import is_ours


def visible_among(doctype: str, filters: Any) -> list[str]:
	"""The names of matching records that the session's user may list.

	Args:
		doctype: any.
		filters: as ``frappe.get_list`` takes them.
	"""
	return visible_rows(doctype, filters, pluck="name", distinct=True)


def visible_rows(doctype: str, filters: Any, **options: Any) -> list[Any]:
	"""All matching records that the session's user may list; empty if they may list none.

	Args:
		doctype: any.
		filters: as ``frappe.get_list`` takes them.
		options: further arguments, such as ``fields``.
	"""
	try:
		return frappe.get_list(doctype, filters=filters, **options)
	except frappe.PermissionError:
		frappe.clear_last_message()
		return []


def has_right_on(doctype: str, name: str, right: str = "read") -> bool:
	"""Whether a record exists and the session's user has a right on it; never for a row of a table.

	Args:
		doctype: any.
		name: of the record.
		right: the permission, as Frappe names it.
	"""
	if frappe.is_table(doctype) or not frappe.db.exists(doctype, name):
		return False
	return bool(frappe.has_permission(doctype, right, doc=name))


def only_visible(found: Mapping[str, list]) -> dict[str, list]:
	"""Rows by DocType, without those that the user may not see.

	Args:
		found: rows with a ``name``, by DocType; rows of other apps' DocTypes are kept.
	"""
	kept: dict[str, list] = {}
	for doctype, rows in found.items():
		if is_ours(doctype) or doctype in TRACE_DOCTYPES:
			visible = set(visible_among(doctype, {"name": ("in", [row.name for row in rows] or [""])}))
			rows = [row for row in rows if row.name in visible]
		if rows:
			kept[doctype] = rows
	return kept
