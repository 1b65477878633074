"""Custom report columns from other records: earlier Frappe versions fill them without a permission check.

Seen in Frappe 15.41: any value in a row is taken as a record name, and any field of that record is returned.
Later versions check permissions.
"""

from inspect import signature
from typing import Any

import frappe
from frappe import _
from frappe.desk import query_report
from frappe.model.document import Document

from stakeholder_crm.base.doctypes import is_guarded


def check_columns(columns: Any) -> None:
	"""Reject such columns if the host would fill them from records that this app protects.

	Args:
		columns: the columns, or as JSON; may be empty.

	Raises:
		frappe.PermissionError: naming the column.
	"""
	if frappe.session.user == "Administrator" or _checks_permission_itself():
		return
	for column in frappe.parse_json(columns) or ():
		if isinstance(column, dict) and column.get("link_field") and is_guarded(column.get("doctype")):
			frappe.throw(
				_(
					"Column {0}: this version of Frappe cannot check permissions for it in a report. Remove the column."
				).format(
					frappe.bold(frappe.utils.escape_html(str(column.get("label") or column.get("fieldname"))))
				),
				frappe.PermissionError,
				title=_("No Permission"),
			)


def check_report(name: str | None) -> None:
	"""Check the columns saved with a report.

	Args:
		name: of a Report; may be empty.

	Raises:
		frappe.PermissionError: naming the column.
	"""
	_check_saved(frappe.db.get_value("Report", name, "json") if name else None)


def validate_report(report: Document, method: str | None = None) -> None:
	"""Report's hook: reject a report with such a column, so that it is never mailed or prepared.

	Raises:
		frappe.PermissionError: naming the column.
	"""
	if report.report_type == "Custom Report":
		_check_saved(report.json)


def _check_saved(settings: str | None) -> None:
	saved = frappe.parse_json(settings)
	if isinstance(saved, dict):
		check_columns(saved.get("columns"))


def _checks_permission_itself() -> bool:
	return "names" in signature(query_report.get_data_for_custom_field).parameters
