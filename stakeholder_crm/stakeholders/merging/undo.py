"""Undo a merge or conversion: restore the previous values of every row."""

import json

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html, get_datetime, get_fullname, now_datetime

from stakeholder_crm.access.raise_meetings import raise_meetings_of
from stakeholder_crm.access.vault.sealed_document import put_in, reseal
from stakeholder_crm.base.doctypes import MERGE_LOG
from stakeholder_crm.base.pairs import pair_of
from stakeholder_crm.domain.clearance import level_of
from stakeholder_crm.stakeholders.merging.merge import check_can_change
from stakeholder_crm.stakeholders.merging.move_references import move_references
from stakeholder_crm.stakeholders.merging.snapshots import restore

CHECKED = frozenset({"Outreach Manager", "Safeguarding Lead"})


def undo_merge(log: Document) -> int:
	"""Undo a merge or a conversion, in the caller's transaction.

	What was added to the record since stays with it, as do values that were changed again. Unsent thank-yous are
	checked again.

	Args:
		log: a Stakeholder Merge Log.

	Returns:
			The number of values that were changed again and are kept.

	Raises:
			frappe.PermissionError: when the user may not write the record, or is neither a manager nor the one who merged.
			frappe.ValidationError: when it was already undone, cannot be undone, or a later merge must be undone first.
	"""
	log = frappe.get_doc(MERGE_LOG, log.name, for_update=True)
	doc = frappe.get_doc(log.stakeholder_type, log.stakeholder, for_update=True)
	put_in(log)
	doc.check_permission("write")
	if frappe.session.user != log.done_by and CHECKED.isdisjoint(frappe.get_roles()):
		frappe.throw(
			_("Only a manager, the safeguarding lead or {0} can undo this.").format(
				escape_html(get_fullname(log.done_by))
			),
			frappe.PermissionError,
		)
	_check_possible(log, doc)
	check_can_change(doc)
	pairs = [pair_of(log), (log.merged_type, log.merged_number)]
	kept = restore(json.loads(log.undo))
	after = {"status": "Undone", "undone_by": frappe.session.user, "undone_on": now_datetime()}
	if log.what == "Convert":
		# What was added since belongs to the restored record.
		move_references(*pairs)
		after |= {"stakeholder_type": pairs[1][0], "stakeholder": pairs[1][1]}
	for pair in pairs:
		frappe.clear_document_cache(*pair)
		if frappe.db.exists(*pair):
			doc = frappe.get_doc(*pair)
			# A log may have named them since.
			raise_meetings_of(pair, level_of(doc.confidentiality))
			doc.run_method("on_merge")
	frappe.db.set_value(MERGE_LOG, log.name, after, update_modified=False)
	log.undo = None
	reseal(log)
	return kept


def _check_possible(log: Document, doc: Document) -> None:
	if log.status != "Done":
		frappe.throw(_("This was already undone."))
	if not log.undo:
		frappe.throw(_("This stakeholder has been erased, so the merge cannot be undone."))
	if log.what == "Convert" and get_datetime(doc.modified) > get_datetime(log.done_on):
		frappe.throw(_("This record was changed after the conversion. Convert it back instead."))
	later = frappe.get_all(
		MERGE_LOG,
		filters={
			"stakeholder_type": log.stakeholder_type,
			"stakeholder": log.stakeholder,
			"status": "Done",
			"name": (">", log.name),
		},
		pluck="name",
		order_by="name desc",
	)
	if later:
		frappe.throw(_("Undo the later merge {0} first.").format(later[0]))
