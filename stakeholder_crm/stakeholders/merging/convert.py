"""Make a community leader of an activist, or the other way round, with everything that points at her."""

from collections.abc import Mapping

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.base.pairs import Pair
from stakeholder_crm.stakeholders.merging.combine_rows import combine_rows
from stakeholder_crm.stakeholders.merging.merge import (
	check_can_change,
	delete_merged,
	kinds_with_people,
	log_merge,
	save_kept,
)
from stakeholder_crm.stakeholders.merging.move_references import move_references
from stakeholder_crm.stakeholders.merging.references import references
from stakeholder_crm.stakeholders.merging.snapshots import capture, scope_of

# Who works with the police sees leaders and no activists: this decides who does.
DECIDES = frozenset({"Outreach Manager", "Safeguarding Lead"})


def convert_stakeholder(pair: Pair, to: str, values: Mapping[str, str], why: str = "") -> Document:
	"""Convert a record into one of the other kind, in the caller's transaction.

	What the other kind has no field for stays in the log only.

	Args:
		pair: the record.
		to: the kind that it is to have: Activist or Community Leader.
		values: fields that only the new kind has.
		why: why; may be empty.

	Returns:
		The Stakeholder Merge Log, which names the new record.

	Raises:
		frappe.PermissionError: when the user may not write the record, make one of the new kind, or is neither manager
			nor safeguarding lead.
		frappe.ValidationError: when it cannot be converted, saying why.
	"""
	doc = frappe.get_doc(*pair, for_update=True)
	_check_possible(doc, to)
	before = capture(scope_of([pair]))
	new = _copy(doc, to, values)
	made = (to, new.name)
	move_references(pair, made)
	combine_rows(pair, made)
	delete_merged(doc)
	return log_merge(before, save_kept(made, {}), doc, "Convert", why)


def _check_possible(doc: Document, to: str) -> None:
	kinds = kinds_with_people()
	if doc.doctype not in kinds or to not in kinds or to == doc.doctype:
		frappe.throw(_("An Activist can become a Community Leader, and a Community Leader an Activist."))
	doc.check_permission("write")
	if DECIDES.isdisjoint(frappe.get_roles()) or not frappe.has_permission(to, "write"):
		frappe.throw(
			_(
				"Only a manager or the safeguarding lead may convert a record: other people see the other kind."
			),
			frappe.PermissionError,
		)
	check_can_change(doc)
	for place in references():
		if place.kind == doc.doctype and frappe.db.exists(
			place.doctype, place.pointing_at((doc.doctype, doc.name))
		):
			frappe.throw(
				_("{0} leads to records of the kind {1} only, and to this one. Change that first.").format(
					_(place.doctype), _(doc.doctype)
				)
			)


def _copy(doc: Document, to: str, values: Mapping[str, str]) -> Document:
	"""The record with all that both kinds have; its rows come afterwards."""
	new = frappe.new_doc(to)
	tables = {field.fieldname for field in doc.meta.get_table_fields()}
	for field in new.meta.fields:
		if field.fieldname not in tables and doc.meta.has_field(field.fieldname):
			new.set(field.fieldname, doc.get(field.fieldname))
	own = {field.fieldname for field in new.meta.fields if not doc.meta.has_field(field.fieldname)}
	new.update({fieldname: value for fieldname, value in values.items() if fieldname in own})
	new.flags.by_service = True
	# Who may convert was checked; a safeguarding lead makes no records otherwise.
	new.insert(ignore_permissions=True)
	return new
