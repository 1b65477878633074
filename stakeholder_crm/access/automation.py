"""What a System Manager can set up in the Desk does not carry records about people past the rule.

A webhook, a notification, a script or a query runs with the system's rights, whoever made it. Those that
concern our records are for Administrator, who has the server anyway. What a script hides in pieced-together
names is not found here: Frappe runs scripts only where the server's configuration allows it.
"""

from collections.abc import Mapping
from types import MappingProxyType

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.base.doctypes import MODULES, is_ours, our_doctypes

# DocType → the field that says what it is about, and the fields that hold code or a query.
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
		frappe.PermissionError: when it concerns our records, for everybody but Administrator.
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
		)


def refuse_other_recipients(report: Document, method: str | None = None) -> None:
	"""Auto Email Report's hook: a report of ours is mailed as its maker sees it, not as somebody else does.

	Raises:
		frappe.PermissionError: when it would be run as another user.
	"""
	ours = frappe.db.get_value("Report", report.report, ["module", "ref_doctype"], as_dict=True)
	about_us = ours and (ours.module in MODULES or is_ours(ours.ref_doctype))
	if about_us and frappe.session.user not in ("Administrator", report.user):
		frappe.throw(
			_("Based on Permissions For User: choose yourself. A report can be sent only with your own permissions."),
			frappe.PermissionError,
		)


def refuse_indexing(setter: Document, method: str | None = None) -> None:
	"""Property Setter's hook: no field of ours is put into the global search, whose index asks for nobody's rights.

	Raises:
		frappe.PermissionError: for everybody, Administrator included.
	"""
	indexes = setter.property in ("in_global_search", "show_name_in_global_search")
	if indexes and is_ours(setter.doc_type) and frappe.utils.cint(setter.value):
		frappe.throw(
			_(
				"These records cannot be added to Global Search."
			),
			frappe.PermissionError,
		)


def refuse_public_file(file: Document, method: str | None = None) -> None:
	"""File's hook: what is attached to a record about somebody is private.

	Raises:
		frappe.ValidationError: saying what to do.
	"""
	if is_ours(file.attached_to_doctype) and not file.is_private:
		frappe.throw(
			_("Is Private: a file attached to a stakeholder record must be private. Tick it.")
		)
