"""Automation set up in the Desk must not bypass the permission rules.

A webhook, a notification, a script or a query runs with the system's rights. Those on our records can be set up
by the Administrator only, who has access to the server anyway. Names that a script builds at run time are not
detected: Frappe runs scripts only if the server's configuration allows it.
"""

from collections.abc import Mapping
from types import MappingProxyType

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.base.doctypes import MODULES, is_ours, our_doctypes

# DocType → the field with its reference DocType, and the fields with code or a query.
AUTOMATIONS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
	{
		"Webhook": ("webhook_doctype", ()),
		"Notification": ("document_type", ()),
		"Assignment Rule": ("document_type", ()),
		"Client Script": ("dt", ()),
		"Server Script": ("reference_doctype", ("script",)),
		"Report": ("", ("query", "report_script")),
	}
)


def refuse_automation(doc: Document, method: str | None = None) -> None:
	"""The hook of the DocTypes in ``AUTOMATIONS``.

	Raises:
		frappe.PermissionError: if it concerns our records and the user is not the Administrator.
	"""
	if frappe.session.user == "Administrator":
		return
	about, texts = AUTOMATIONS[doc.doctype]
	text = " ".join(str(doc.get(field) or "") for field in texts).casefold()
	if is_ours(doc.get(about)) or (text and any(name.casefold() in text for name in our_doctypes())):
		frappe.throw(
			_(
				"{0}: this would bypass permissions on stakeholder records. Only the Administrator can set it up."
			).format(frappe.bold(_(doc.doctype))),
			frappe.PermissionError,
			title=_("No Permission"),
		)


def refuse_other_recipients(report: Document, method: str | None = None) -> None:
	"""Auto Email Report's hook: our reports are mailed with the permissions of their creator only.

	Raises:
		frappe.PermissionError: if it would run as another user.
	"""
	ours = frappe.db.get_value("Report", report.report, ["module", "ref_doctype"], as_dict=True)
	about_us = ours and (ours.module in MODULES or is_ours(ours.ref_doctype))
	if about_us and frappe.session.user not in ("Administrator", report.user):
		frappe.throw(
			_(
				"Based on Permissions For User: choose yourself. A report can be sent only with your own permissions."
			),
			frappe.PermissionError,
			title=_("Based on Permissions For User"),
		)


def refuse_indexing(setter: Document, method: str | None = None) -> None:
	"""Property Setter's hook: keep our fields out of Global Search, whose index checks no permissions.

	Raises:
		frappe.PermissionError: for every user, including the Administrator.
	"""
	indexes = setter.property in ("in_global_search", "show_name_in_global_search")
	if indexes and is_ours(setter.doc_type) and frappe.utils.cint(setter.value):
		frappe.throw(
			_("These records cannot be added to Global Search."),
			frappe.PermissionError,
			title=_("Global Search"),
		)


def refuse_public_file(file: Document, method: str | None = None) -> None:
	"""File's hook: a file attached to a stakeholder record must be private.

	Raises:
		frappe.ValidationError: saying what to do.
	"""
	if is_ours(file.attached_to_doctype) and not file.is_private:
		frappe.throw(
			_("Is Private: a file attached to a stakeholder record must be private. Tick it."),
			title=_("Is Private"),
		)
