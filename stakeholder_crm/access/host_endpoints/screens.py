"""Host endpoints whose results are shown as HTML: texts of our records never contain a tag.

Seen in Frappe 15.41: the report view, the titles of links, link drop-downs, group-by in the sidebar, previews, charts
and reports insert the server's response unescaped. Records older than the text checks may contain anything.
Forms and prints are disarmed in ``document.py``.
hooks.py overrides them with these (`override_whitelisted_methods`). Results of other DocTypes are passed on unchanged.
The host gets all arguments of the request, including version-specific ones.
Link titles are disarmed in ``gaps.py``.
"""

from typing import Any

import frappe
from frappe import client
from frappe.desk import link_preview, listview, query_report, reportview, search
from frappe.desk.doctype.dashboard_chart import dashboard_chart
from frappe.desk.form import load

from stakeholder_crm.access.added_columns import check_columns, check_report
from stakeholder_crm.access.host_endpoints.call_host import call_host, method_of
from stakeholder_crm.access.vault.sealed_files import name_sealed_files
from stakeholder_crm.base.disarm_texts import disarm_texts
from stakeholder_crm.base.doctypes import is_guarded, is_our_report, is_ours
from stakeholder_crm.domain.plain_text import disarmed

# DocTypes of the host that contain names of stakeholders.
ADDRESS_BOOK = ("Contact", "Address")


@frappe.whitelist(methods=["GET", "POST"])
def get_form(doctype: str, name: str) -> list | None:
	"""A record as its form loads it; the titles of its links are disarmed.

	Args:
		doctype: any DocType.
		name: name of a record.

	Raises:
		frappe.PermissionError: if the user may not see it.
	"""
	answer = load.getdoc(doctype, name)
	_disarm_response("_link_titles")
	docinfo = frappe.local.response.get("docinfo")
	if docinfo and is_ours(doctype):
		docinfo["tags"] = disarmed(docinfo.get("tags"))
		name_sealed_files(docinfo.get("attachments") or ())
	if doctype in ADDRESS_BOOK:
		for doc in frappe.local.response.docs:
			disarm_texts(doc)
	return answer


@frappe.whitelist(methods=["GET", "POST"])
def get_rows() -> Any:
	"""The rows of a list or a report view; the arguments are the request's."""
	return _of(_requested_doctype(), reportview.get())


@frappe.whitelist(methods=["GET", "POST"])
def get_list() -> Any:
	"""The rows of a list as dictionaries; the arguments are the request's."""
	return _of(_requested_doctype(), reportview.get_list())


@frappe.whitelist(methods=["GET", "POST"])
def get_sidebar_stats(stats: str, doctype: str, filters: str | None = None) -> dict[str, Any]:
	"""How often each tag is used.

	Args:
		stats: passed on.
		doctype: any DocType.
		filters: passed on.
	"""
	return _of(doctype, reportview.get_sidebar_stats(stats, doctype, filters))


@frappe.whitelist(methods=["GET", "POST"])
def get_group_by_count(doctype: str, current_filters: str, field: str) -> list[dict]:
	"""How often each value of a field is there.

	Args:
		doctype: any DocType.
		current_filters: passed on.
		field: passed on.
	"""
	return _of(doctype, listview.get_group_by_count(doctype, current_filters, field))


@frappe.whitelist(methods=["GET", "POST"])
def get_preview_data(doctype: str, docname: str) -> dict | None:
	"""The preview of a record when hovering over a link to it.

	Args:
		doctype: any DocType.
		docname: name of a record.
	"""
	return _of(doctype, link_preview.get_preview_data(doctype, docname))


@frappe.whitelist(methods=["GET", "POST"])
def validate_link(doctype: str, docname: str) -> dict[str, Any]:
	"""Whether a record exists, and the values that a form fetches from it.

	Args:
		doctype: any DocType.
		docname: name of a record.

	Raises:
		frappe.PermissionError: if the user may not select records of this DocType.
	"""
	return _of(doctype, call_host(method_of(client, "validate_link")))


@frappe.whitelist(methods=["GET", "POST"])
def validate_link_and_fetch(doctype: str, docname: str) -> dict[str, Any]:
	"""The same in Frappe 16, under another name.

	Args:
		doctype: any DocType.
		docname: name of a record.

	Raises:
		frappe.PermissionError: if the user may not select records of this DocType.
		frappe.DoesNotExistError: where the host has no such method.
	"""
	return _of(doctype, call_host(method_of(client, "validate_link_and_fetch")))


@frappe.whitelist(methods=["GET", "POST"])
def search_link(doctype: str, txt: str) -> Any:
	"""The suggestions of a link field for a typed text.

	Args:
		doctype: any DocType.
		txt: what was typed.

	Raises:
		frappe.PermissionError: if a query of another app is to search our records.
	"""
	_check_search(doctype)
	return _search_results(doctype, call_host(search.search_link))


@frappe.whitelist(methods=["GET", "POST"])
def search_widget(doctype: str, txt: str) -> Any:
	"""The results of the record selection dialog.

	Args:
		doctype: any DocType.
		txt: what was typed.

	Raises:
		frappe.PermissionError: if a query of another app is to search our records.
	"""
	_check_search(doctype)
	return _search_results(doctype, call_host(search.search_widget))


@frappe.whitelist(methods=["GET", "POST"])
def run_report(report_name: str) -> dict[str, Any]:
	"""Run a report. Messages and columns are our own and stay unchanged.

	Args:
		report_name: any report.

	Raises:
		frappe.PermissionError: if the user may not run it.
	"""
	check_report(report_name)
	check_columns(frappe.local.form_dict.get("custom_columns"))
	answer = call_host(query_report.run)
	if is_our_report(report_name):
		answer.update({part: disarmed(answer[part]) for part in ("result", "chart") if part in answer})
	return answer


@frappe.whitelist(methods=["GET", "POST"])
def get_chart(chart_name: str | None = None, chart: str | dict | None = None) -> Any:
	"""The data of a chart on a dashboard.

	Args:
		chart_name: name of a Dashboard Chart.
		chart: an unsaved one, as JSON.
	"""
	answer = call_host(dashboard_chart.get)
	source = frappe.get_cached_value("Dashboard Chart", chart_name, "document_type") if chart_name else None
	return _of(source or (frappe.parse_json(chart) or {}).get("document_type"), answer)


def _requested_doctype() -> str | None:
	return frappe.local.form_dict.get("doctype")


def _check_search(doctype: str) -> None:
	"""Search what this app protects by its permissions: up to 15.72 a flag of the request puts them aside, and a query of
	another app need not ask for them.
	"""
	if not is_guarded(doctype):
		return
	asked = frappe.local.form_dict
	asked.pop("ignore_user_permissions", None)
	query = str(asked.get("query") or "")
	if query and doctype not in ADDRESS_BOOK and not query.startswith("stakeholder_crm."):
		raise frappe.PermissionError


def _search_results(doctype: str, answer: Any) -> Any:
	"""Earlier host versions write the results into the response."""
	if _is_shown(doctype):
		_disarm_response("results", "values")
	return _of(doctype, answer)


def _of(doctype: str | None, answer: Any) -> Any:
	return disarmed(answer) if _is_shown(doctype) else answer


def _is_shown(doctype: str | None) -> bool:
	return doctype in ADDRESS_BOOK or is_ours(doctype)


def _disarm_response(*parts: str) -> None:
	"""Disarm what the host writes into the response instead of returning it."""
	for part in parts:
		if part in frappe.local.response:
			frappe.local.response[part] = disarmed(frappe.local.response[part])
