"""Everything on the site that may link to a stakeholder: our DocTypes, the host's, and other apps'."""

from dataclasses import dataclass

import frappe
from frappe.model.dynamic_links import get_dynamic_links
from frappe.model.rename_doc import get_link_fields

from stakeholder_crm.base.host_traces import TRACES
from stakeholder_crm.base.pairs import KINDS, Pair

# Where the host names a document in plain text, in addition to ``TRACES``.
MORE = (
	("File", "attached_to_doctype", "attached_to_name"),
	("Event Participants", "reference_doctype", "reference_docname"),
)
# Logs of what a user saw, exported or deleted never change.
KEPT_AS_THEY_ARE = frozenset(
	{"Stakeholder Access Log", "Access Log", "Deleted Document", "Error Log", "Route History"}
)


@dataclass(frozen=True, slots=True, order=True)
class Reference:
	"""A place that may link to a stakeholder.

	Attributes:
			doctype: the DocType of the linking rows.
			type_field: the field with the stakeholder type. Empty if it allows one type only.
			name_field: the field with the stakeholder's name.
			kind: the only type it allows, if any.
	"""

	doctype: str
	type_field: str
	name_field: str
	kind: str = ""

	def pointing_at(self, pair: Pair) -> dict[str, str] | None:
		"""Filters for rows that link to a stakeholder, or None if they cannot."""
		if self.kind:
			return {self.name_field: pair[1]} if self.kind == pair[0] else None
		return {self.type_field: pair[0], self.name_field: pair[1]}


def references() -> list[Reference]:
	"""All such places on this site, including custom fields."""
	found = {Reference(*trace) for trace in (*TRACES, *MORE)}
	found |= {Reference(field.parent, field.options, field.fieldname) for field in get_dynamic_links()}
	found |= {
		Reference(field.parent, "", field.fieldname, kind)
		for kind in KINDS
		for field in get_link_fields(kind)
	}
	stored = _stored({one.doctype for one in found})
	return sorted(one for one in found if one.doctype in stored and one.doctype not in KEPT_AS_THEY_ARE)


def _stored(doctypes: set[str]) -> set[str]:
	"""The DocTypes that have a database table."""
	with_rows = frappe.get_all(
		"DocType",
		filters={"name": ("in", sorted(doctypes)), "issingle": 0, "is_virtual": 0},
		pluck="name",
		order_by="name",
	)
	return {name for name in with_rows if frappe.db.table_exists(name)}
