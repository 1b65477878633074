"""Automation set up in the Desk, on our records: it runs past the permission rules.

A webhook or a notification carries records to other places, and a script runs as the user who opens or saves a record. So those
that are set up for one of our DocTypes need the Administrator, or the site's configuration. Code is not searched for our
names: the report Site Code Review lists what mentions them, and Confidential texts are encrypted against all of it.
"""

from collections.abc import Mapping
from types import MappingProxyType

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.base.doctypes import MODULES, is_ours

# DocType → the field with the DocType that it runs for.
AUTOMATIONS: Mapping[str, str] = MappingProxyType(
	{
		"Webhook": "webhook_doctype",
		"Notification": "document_type",
		"Assignment Rule": "document_type",
		"Client Script": "dt",
		"Server Script": "reference_doctype",
	}
)
# In site_config.json, so that only those with access to the server can set it.
ALLOW_AUTOMATION = "stakeholder_crm_allow_automation"


def refuse_automation(doc: Document, method: str | None = None) -> None:
	"""The hook of the DocTypes in ``AUTOMATIONS``.

	Raises:
		frappe.PermissionError: if it is set up for one of our DocTypes, by anybody but the Administrator, and the site's
			configuration does not allow it.
	"""
	field = AUTOMATIONS[doc.doctype]
	if (
		not is_ours(doc.get(field))
		or frappe.session.user == "Administrator"
		or frappe.conf.get(ALLOW_AUTOMATION)
	):
		return
	frappe.throw(
		_(
			"{0} is {1}: automation on these records does not check their permissions. Ask the Administrator to set it up, or to allow it in site_config.json: {2}."
		).format(
			frappe.bold(_(doc.meta.get_label(field))),
			frappe.bold(_(doc.get(field))),
			frappe.bold(f"{ALLOW_AUTOMATION} = 1"),
		),
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
