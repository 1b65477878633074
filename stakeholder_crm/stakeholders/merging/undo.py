"""Split two records that were merged: every row says again what it said before."""

import json

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime, now_datetime

from stakeholder_crm.stakeholders.merging.merge import MERGE_LOG, check_can_change
from stakeholder_crm.stakeholders.merging.move_references import move_references
from stakeholder_crm.stakeholders.merging.snapshots import restore

CHECKED = frozenset({"Outreach Manager", "Safeguarding Lead"})


def undo_merge(log: Document) -> int:
	"""Undo what a merge or a conversion did, in the caller's transaction.

	What was added to the record since stays with it, and so does a value that somebody has changed since. Thank-yous
	that have not left pass the gate again.

	Args:
		log: a Stakeholder Merge Log.

	Returns:
		How many values had been changed since, and stay as they are.

	Raises:
		frappe.PermissionError: when the user may not write the record, or is neither a manager nor who merged.
		frappe.ValidationError: when it was undone already, cannot be any more, or another one must be first.
	"""
	log = frappe.get_doc(MERGE_LOG, log.name, for_update=True)
	doc = frappe.get_doc(log.stakeholder_type, log.stakeholder, for_update=True)
	doc.check_permission("write")
	if frappe.session.user != log.done_by and CHECKED.isdisjoint(frappe.get_roles()):
		frappe.throw(
			_("Only a manager, the safeguarding lead or {0} may undo this.").format(log.done_by),
			frappe.PermissionError,
		)
	_check_possible(log, doc)
	check_can_change(doc)
	pairs = [(log.stakeholder_type, log.stakeholder), (log.merged_type, log.merged_number)]
	kept = restore(json.loads(log.undo))
	after = {"status": "Undone", "undone_by": frappe.session.user, "undone_on": now_datetime(), "undo": None}
	if log.what == "Convert":
		# What came to it since belongs to the record that is there again.
		move_references(*pairs)
		after |= {"stakeholder_type": pairs[1][0], "stakeholder": pairs[1][1]}
	for pair in pairs:
		frappe.clear_document_cache(*pair)
		if frappe.db.exists(*pair):
			frappe.get_doc(*pair).run_method("on_merge")
	log.db_set(after)
	return kept


def _check_possible(log: Document, doc: Document) -> None:
	if log.status != "Done":
		frappe.throw(_("This was undone already."))
	if not log.undo:
		frappe.throw(_("The person was erased since. What was merged cannot be split any more."))
	if log.what == "Convert" and get_datetime(doc.modified) > get_datetime(log.done_on):
		frappe.throw(_("The record was changed since it was converted. Convert it back instead."))
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
		frappe.throw(_("Something was merged into this record later: undo {0} first.").format(later[0]))
