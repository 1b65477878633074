"""Compare two records before they are merged."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, formatdate

from stakeholder_crm.access.vault.sealed_document import put_in
from stakeholder_crm.domain.likeness import compare
from stakeholder_crm.stakeholders.duplicates.explain_match import sign_labels, verdict_label
from stakeholder_crm.stakeholders.duplicates.load_people import person_of
from stakeholder_crm.stakeholders.merging.merge import check_can_merge, fields_to_choose
from stakeholder_crm.stakeholders.merging.move_references import higher
from stakeholder_crm.stakeholders.merging.references import references


def preview_merge(kept: Document, merged: Document) -> dict[str, Any]:
	"""What merging two records would do. Changes nothing.

	Args:
			kept: the record to keep.
			merged: the record to merge into it.

	Returns:
			``fields`` (with different values: ``fieldname``, ``label``, ``kept`` and ``merged``, formatted), ``rows`` (tables
			to combine: ``label``, and the number of rows in ``kept`` and ``merged``), ``confidentiality`` and ``status``
			after the merge, ``pointing`` (number of links to move), ``score``, ``says`` and ``reasons``.

	Raises:
		frappe.PermissionError: when the user may not write both.
			frappe.ValidationError: when they cannot be merged. Says why.
	"""
	check_can_merge(kept, merged)
	put_in(kept)
	put_in(merged)
	likeness = compare(person_of(kept), person_of(merged))
	return {
		"fields": _fields(kept, merged),
		"rows": [
			{
				"label": _(field.label),
				"kept": len(kept.get(field.fieldname)),
				"merged": len(merged.get(field.fieldname)),
			}
			for field in kept.meta.get_table_fields()
			if merged.get(field.fieldname)
		],
		"confidentiality": higher(kept.confidentiality, merged.confidentiality),
		"status": "Do Not Contact" if "Do Not Contact" in (kept.status, merged.status) else kept.status,
		"pointing": _pointing(merged),
		"score": likeness.score,
		"says": verdict_label(likeness.verdict),
		"reasons": sign_labels(likeness.signs),
	}


def _fields(kept: Document, merged: Document) -> list[dict[str, str]]:
	rows = []
	for field in fields_to_choose(kept.doctype):
		one, other = (doc.get(field.fieldname) or "" for doc in (kept, merged))
		if one != other:
			rows.append(
				{
					"fieldname": field.fieldname,
					"label": _(field.label),
					"kept": _shown(field, one),
					"merged": _shown(field, other),
				}
			)
	return rows


def _shown(field: Any, value: Any) -> str:
	if field.fieldtype == "Date":
		return formatdate(value)
	return _(value) if field.fieldtype == "Select" else cstr(value)


def _pointing(merged: Document) -> int:
	pair = (merged.doctype, merged.name)
	return sum(
		frappe.db.count(place.doctype, filters)
		for place in references()
		if (filters := place.pointing_at(pair))
	)
