"""Convert an Activist into a Community Leader or back, with everything that links to them."""

from collections.abc import Mapping

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.access.vault.sealed_document import put_in
from stakeholder_crm.access.vault.sealed_rows import give_rows_texts
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

# Roles that may convert: police liaisons see leaders but not activists.
DECIDES = frozenset({"Outreach Manager", "Safeguarding Lead"})


def convert_stakeholder(pair: Pair, to: str, values: Mapping[str, str], why: str = "") -> Document:
	"""Convert a record to the other type, in the caller's transaction.

	Values that the other type has no field for are kept only in the log.

	Args:
		pair: the record.
			to: the new type: Activist or Community Leader.
			values: fields that only the new type has.
			why: the reason. May be empty.

	Returns:
			The Stakeholder Merge Log with the new record.

	Raises:
			frappe.PermissionError: when the user may not write the record or create the new type, or is neither manager
				nor safeguarding lead.
			frappe.ValidationError: when it cannot be converted. Says why.
	"""
	doc = frappe.get_doc(*pair, for_update=True)
	_check_possible(doc, to)
	before = capture(scope_of([pair]))
	put_in(doc)
	new = _copy(doc, to, values)
	made = (to, new.name)
	give_rows_texts(pair, made)
	move_references(pair, made)
	combine_rows(pair, made)
	delete_merged(doc)
	return log_merge(before, save_kept(made, {}), doc, "Convert", why)


def _check_possible(doc: Document, to: str) -> None:
	kinds = kinds_with_people()
	if doc.doctype not in kinds or to not in kinds or to == doc.doctype:
		frappe.throw(_("Only Activists and Community Leaders can be converted into each other."))
	doc.check_permission("write")
	if DECIDES.isdisjoint(frappe.get_roles()) or not frappe.has_permission(to, "write"):
		frappe.throw(
			_(
				"Only a manager or the safeguarding lead can convert a record, because other users can see the new type."
			),
			frappe.PermissionError,
		)
	check_can_change(doc)
	for place in references():
		if place.kind == doc.doctype and frappe.db.exists(
			place.doctype, place.pointing_at((doc.doctype, doc.name))
		):
			frappe.throw(
				_("{0} links to this record and allows only {1}. Change that link first.").format(
					_(place.doctype), _(doc.doctype)
				)
			)


def _copy(doc: Document, to: str, values: Mapping[str, str]) -> Document:
	"""A copy with all fields that both types have. Its rows are added later."""
	new = frappe.new_doc(to)
	tables = {field.fieldname for field in doc.meta.get_table_fields()}
	for field in new.meta.fields:
		if field.fieldname not in tables and doc.meta.has_field(field.fieldname):
			new.set(field.fieldname, doc.get(field.fieldname))
	own = {field.fieldname for field in new.meta.fields if not doc.meta.has_field(field.fieldname)}
	new.update({fieldname: value for fieldname, value in values.items() if fieldname in own})
	new.flags.by_service = True
	# Permission to convert was checked. Safeguarding leads have no create permission otherwise.
	new.insert(ignore_permissions=True)
	return new
