"""Host endpoints that export files: cells of our records never contain a spreadsheet formula.

Seen in Frappe 15.41: the list's, the report view's and the reports' exports, and those of Data Import, Data
Export and Auto Email Report, write texts as they are. hooks.py overrides them with these
(`override_whitelisted_methods`). Files of other DocTypes are exported unchanged.
"""

from typing import Any

import frappe
from frappe import _
from frappe.core.doctype.data_export import exporter
from frappe.core.doctype.data_import import data_import
from frappe.core.doctype.prepared_report import prepared_report
from frappe.desk import query_report, reportview
from frappe.email.doctype.auto_email_report import auto_email_report

from stakeholder_crm.access.added_columns import check_columns, check_report
from stakeholder_crm.access.host_endpoints.call_host import call_host, method_of
from stakeholder_crm.base.doctypes import is_our_report, is_ours
from stakeholder_crm.base.plain_download import plain_download


@frappe.whitelist(methods=["GET", "POST"])
def export_rows() -> Any:
	"""Export a list or a report view; the arguments are the request's."""
	asked = frappe.local.form_dict
	doctype, delimiter = asked.get("doctype"), _delimiter()
	answer = reportview.export_query()
	if is_ours(doctype):
		plain_download(delimiter)
	return answer


@frappe.whitelist(methods=["GET", "POST"])
def export_report() -> Any:
	"""Export a report; the arguments are the request's.

	Raises:
		frappe.PermissionError: if a column contains data that the user may not see.
	"""
	asked = frappe.local.form_dict
	report, delimiter = asked.get("report_name"), _delimiter()
	check_report(report)
	check_columns(asked.get("custom_columns"))
	answer = query_report.export_query()
	if is_our_report(report):
		plain_download(delimiter)
	return answer


@frappe.whitelist(methods=["GET", "POST"])
def export_data(doctype: str | list | None = None, parent_doctype: str | None = None) -> Any:
	"""Export the data requested in Data Export.

	Args:
		doctype: any DocType, or several.
		parent_doctype: the one whose tables these are.
	"""
	answer = call_host(exporter.export_data)
	if any(map(is_ours, doctype if isinstance(doctype, list) else [doctype])) or is_ours(parent_doctype):
		plain_download()
	return answer


@frappe.whitelist(methods=["GET", "POST"])
def download_template(doctype: str) -> Any:
	"""Export records in the format of Data Import.

	Args:
		doctype: any DocType.
	"""
	answer = call_host(data_import.download_template)
	if is_ours(doctype):
		plain_download()
	return answer


@frappe.whitelist(methods=["GET", "POST"])
def download_mailed_report(name: str) -> Any:
	"""Download the file that an Auto Email Report would send.

	Args:
		name: of the Auto Email Report.

	Raises:
		frappe.PermissionError: if it belongs to another user.
	"""
	answer = auto_email_report.download(name)
	if is_our_report(frappe.db.get_value("Auto Email Report", name, "report")):
		plain_download()
	return answer


@frappe.whitelist(methods=["GET", "POST"])
def prepared_csv(prepared_report_name: str) -> Any:
	"""Create a CSV file of a prepared report; some host versions do so in the background.

	Args:
		prepared_report_name: name of a Prepared Report.

	Raises:
		frappe.PermissionError: if it is one of our reports, whose cells would not be disarmed there.
		frappe.DoesNotExistError: if the host has no such method.
	"""
	if is_our_report(frappe.db.get_value("Prepared Report", prepared_report_name, "report_name")):
		frappe.throw(
			_("Open the report, then choose Menu, Export."), frappe.PermissionError, title=_("Export")
		)
	return method_of(prepared_report, "enqueue_json_to_csv_conversion")(prepared_report_name)


def _delimiter() -> str:
	return str(frappe.local.form_dict.get("csv_delimiter") or ",")[0]
