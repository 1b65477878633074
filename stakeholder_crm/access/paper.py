"""Remove what a printed document must not contain: paper is copied and lost."""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.access.levels import level_of_record
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.domain.clearance import Level

# Fields that identify a person, other than the alias.
IDENTIFYING = ("full_name", "contact_points", "focal_people", "intermediary_type", "intermediary")
TEXTS = ("Data", "Small Text", "Text")


def redact_for_print(doc: Document) -> None:
	"""Prepare a document for any print format, including the host's own. It is not saved afterwards.

	Texts that are never printed or shown are cleared. A Confidential person appears under their alias, and a
	Confidential record has a banner.

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
	# The host's "Standard" format shows these two at the top.
	doc.print_heading = f"{_('CONFIDENTIAL')} – {_(doc.doctype)}"
	doc.sub_heading = f"{doc.name}. {banner(doc)}"


def is_confidential(doc: Document) -> bool:
	"""Whether a record or its stakeholder is Confidential."""
	return level_of_record(doc) is Level.CONFIDENTIAL


def banner(doc: Document) -> str:
	"""The banner of a Confidential record, which explains what is left out.

	Args:
		doc: a Confidential document.
	"""
	if doc.doctype in KINDS:
		return _(
			"Confidential: printed under the alias, without name and contact points. Lock this page away, and shred it after use."
		)
	return _("Confidential: people are shown under their alias. Lock this page away, and shred it after use.")


def check_printable(doc: Document) -> None:
	"""Check that the session's user may print a document.

	Args:
		doc: a document of this app.

	Raises:
		frappe.PermissionError: if they may not see or print it.
	"""
	doc.check_permission("read")
	if not frappe.has_permission(doc.doctype, "print", doc):
		frappe.throw(
			_("You do not have permission to print {0}. Ask a manager.").format(frappe.bold(_(doc.doctype))),
			frappe.PermissionError,
			title=_("No Permission"),
		)
