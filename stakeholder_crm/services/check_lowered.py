"""Making a record easier to see is a decision: it has a reason, which is kept."""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.domain.clearance import level_of
from stakeholder_crm.services.access_log.record_access import record_access


def check_lowered(doc: Document) -> None:
	"""Ask for a new reason when the level is lowered, and log it; a raised level needs none.

	Args:
		doc: a stakeholder or a meeting that is being saved.

	Raises:
		frappe.MandatoryError: when no reason is given, or the one of last time.
	"""
	before = doc.get_doc_before_save()
	if not before:
		doc.lowered_because = None
		return
	old, new = level_of(before.confidentiality), level_of(doc.confidentiality)
	if new > old:
		doc.lowered_because = None
	if new >= old or doc.flags.by_service:
		return
	reason = (doc.lowered_because or "").strip()
	if not reason or reason == (before.lowered_because or "").strip():
		frappe.throw(
			_(
				"{0}: more people will see this record. Say why that is safe now; it is kept in the access log."
			).format(frappe.bold(_(doc.meta.get_label("lowered_because")))),
			frappe.MandatoryError,
		)
	detail = f"{before.confidentiality} → {doc.confidentiality}"
	record_access("Level Lowered", doc.doctype, doc.name, reason=reason, detail=detail)
