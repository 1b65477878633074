"""Leave out of a document what paper must not carry: paper is copied, lost and found."""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.access.levels import level_of_record
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.domain.clearance import Level

# What tells who a person is, beside their alias.
IDENTIFYING = ("full_name", "contact_points", "focal_people", "intermediary_type", "intermediary")
TEXTS = ("Data", "Small Text", "Text")


def redact_for_print(doc: Document) -> None:
	"""Prepare a document for any print format, the host's own included. It is not saved afterwards.

	Texts that are never printed, or never shown, are emptied, so that no format can show them. A Confidential person goes by their
	alias, and a Confidential record says so at its top.

	Args:
		doc: a document of this app, as it is about to be printed.
	"""
	for field in doc.meta.fields:
		is_hidden = field.print_hide or (field.hidden and field.fieldname != doc.meta.title_field)
		if is_hidden and field.fieldtype in TEXTS:
			doc.set(field.fieldname, None)
	if not is_confidential(doc):
		return
	if doc.doctype in KINDS:
		for fieldname in IDENTIFYING:
			doc.set(fieldname, [] if fieldname in ("contact_points", "focal_people") else None)
	# The host's "Standard" format shows these two at its top.
	doc.print_heading = f"{_('CONFIDENTIAL')} – {_(doc.doctype)}"
	doc.sub_heading = f"{doc.name}. {banner(doc)}"


def is_confidential(doc: Document) -> bool:
	"""Whether a record is Confidential, by itself or by whom it is about."""
	return level_of_record(doc) is Level.CONFIDENTIAL


def banner(doc: Document) -> str:
	"""What stands at the top of a Confidential record, and why something is missing below.

	Args:
		doc: a Confidential document.
	"""
	if doc.doctype in KINDS:
		return _(
			"Confidential: printed under the alias, without name and contact points. Lock this page away, and shred it after use."
		)
	return _("Confidential: people are shown under their alias. Lock this page away, and shred it after use.")


def check_printable(doc: Document) -> None:
	"""Ask whether the session's user may print a document.

	Args:
		doc: a document of this app.

	Raises:
		frappe.PermissionError: when they may not see or not print it.
	"""
	doc.check_permission("read")
	if not frappe.has_permission(doc.doctype, "print", doc):
		frappe.throw(
			_("You do not have permission to print {0}. Ask a manager.").format(frappe.bold(_(doc.doctype))),
			frappe.PermissionError,
		)
