"""Log exports from the Desk. An export that cannot be logged is blocked."""

from collections.abc import Mapping
from types import MappingProxyType

import frappe
from frappe import _
from werkzeug.wrappers import Request, Response

from stakeholder_crm.access.log.record_access import record_access
from stakeholder_crm.base.doctypes import is_our_report, is_ours
from stakeholder_crm.base.system_records import log_error

# The host's export methods, and the argument with the DocType or report.
EXPORTS: Mapping[str, str] = MappingProxyType(
	{
		"frappe.desk.reportview.export_query": "doctype",
		"frappe.core.doctype.data_export.exporter.export_data": "doctype",
		"frappe.core.doctype.data_import.data_import.download_template": "doctype",
		"frappe.desk.query_report.export_query": "report_name",
	}
)


def after_request(response: Response | None = None, request: Request | None = None) -> None:
	"""The hook at the end of every request.

	Args:
		response: the response about to be sent.
		request: the request.
	"""
	if response is None or request is None or response.status_code >= 300:
		return
	asked = frappe.local.form_dict
	argument = EXPORTS.get(asked.get("cmd") or request.path.rpartition("/method/")[2])
	if not argument:
		return
	wanted = _names(asked.get(argument))
	exported = [name for name in wanted if _concerns_us(argument, name)]
	if not exported:
		return
	try:
		for name in exported:
			record_access("Export", *_reference(argument, name), reason="Exported", detail=_file_type(asked))
		# Frappe has already ended the request's transaction.
		frappe.db.commit()
	except Exception:
		log_error("An export could not be logged, and was held back")
		response.status_code = 500
		response.set_data(_("The export was stopped because it could not be logged. Try again."))


def _names(value: object) -> list[str]:
	"""One name, or a list of them as JSON."""
	parsed = frappe.parse_json(value) if isinstance(value, str) and value.startswith(("[", '"')) else value
	return [str(name) for name in (parsed if isinstance(parsed, list) else [parsed]) if name]


def _concerns_us(argument: str, name: str) -> bool:
	return is_ours(name) if argument == "doctype" else is_our_report(name)


def _reference(argument: str, name: str) -> tuple[str, str]:
	return ("DocType" if argument == "doctype" else "Report", name)


def _file_type(asked: Mapping[str, object]) -> str:
	return str(asked.get("file_format_type") or asked.get("file_type") or "")
