"""The records that the session's own request asks to show, noted before any other code runs.

A print template, server script or hook that runs in the session of a user who may see a Confidential record opens
nothing: only a form or a print that the user asked for does.
"""

import json
from contextlib import suppress
from typing import Any

import frappe

SHOWS = frozenset(
	{
		"frappe.desk.form.load.getdoc",
		"frappe.desk.form.save.savedocs",
		"frappe.desk.form.save.submit",
		"frappe.desk.form.save.cancel",
		"frappe.desk.form.save.update_after_submit",
		"run_doc_method",
		"frappe.handler.run_doc_method",
		"frappe.www.printview.get_html_and_style",
		"frappe.utils.print_format.download_pdf",
		"frappe.utils.print_format.download_multi_pdf",
	}
)
PRINT_PAGE = "/printview"
NAMES, DOCUMENTS = ("name", "dn"), ("doc", "docs")
# A print's "doc" is the document itself or its DocType.
KINDS_OF_RECORDS = ("doctype", "dt", "doc")


# Endpoints of ours that show one record, with its DocType and the argument that names it.
OUR_ENDPOINTS = {"stakeholder_crm.api.briefs.read": ("Meeting Brief", "brief")}


def note_request() -> None:
	"""The hook ``auth_hooks``, which runs once the user is known."""
	arguments = frappe.local.form_dict
	endpoint = _endpoint(arguments)
	named: set[tuple[str, str]] = set()
	if endpoint in SHOWS or frappe.local.request.path == PRINT_PAGE:
		named = _names(arguments)
	elif endpoint in OUR_ENDPOINTS:
		kind, argument = OUR_ENDPOINTS[endpoint]
		named = {(kind, str(arguments.get(argument)))}
	frappe.local.named_in_request = frozenset(named)


def is_named(doc: Any) -> bool:
	"""Whether the request asks to show a document.

	Args:
		doc: the document; a new one is known by the name that the form gave it.
	"""
	named: frozenset[tuple[str, str]] = getattr(frappe.local, "named_in_request", frozenset())
	return (doc.doctype, doc.name) in named or (doc.doctype, doc.get("localname")) in named


def _endpoint(arguments: dict[str, Any]) -> str:
	path = frappe.local.request.path
	_api, found, endpoint = path.partition("/method/")
	return endpoint.strip("/") if path.startswith("/api/") and found else str(arguments.get("cmd") or "")


def _names(arguments: dict[str, Any]) -> set[tuple[str, str]]:
	kinds = {str(arguments[key]) for key in KINDS_OF_RECORDS if arguments.get(key)}
	named = [arguments.get(key) for key in NAMES]
	names = {str(name) for text in named if text for name in (_list(text) or [text])}
	found = {(kind, name) for kind in kinds for name in names}
	for document in (_parsed(arguments.get(key)) for key in DOCUMENTS):
		if isinstance(document, dict):
			found.add((str(document.get("doctype")), str(document.get("name"))))
	return found


def _list(text: Any) -> list[Any]:
	parsed = _parsed(text) if str(text).startswith("[") else None
	return parsed if isinstance(parsed, list) else []


def _parsed(text: Any) -> Any:
	with suppress(TypeError, ValueError, RecursionError):
		return json.loads(text)
	return None
