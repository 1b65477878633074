"""Everything on the site that may point at a stakeholder: our documents and tables, the host's, and other apps'."""

from dataclasses import dataclass

import frappe

from stakeholder_crm.base.host_traces import TRACES
from stakeholder_crm.base.pairs import KINDS, Pair

# Where the host names a document in plain text, beside ``TRACES``.
MORE = (
	("File", "attached_to_doctype", "attached_to_name"),
	("Event Participants", "reference_doctype", "reference_docname"),
)
# These say what somebody saw, took out or deleted at the time: that does not change.
KEPT_AS_THEY_ARE = frozenset(
	{"Stakeholder Access Log", "Access Log", "Deleted Document", "Error Log", "Route History"}
)


@dataclass(frozen=True, slots=True, order=True)
class Reference:
	"""A place that may point at a stakeholder.

	Attributes:
		doctype: whose rows point.
		type_field: says which kind; empty where the field leads to one kind only.
		name_field: says which stakeholder.
		kind: the one kind that it leads to, where it is one.
	"""

	doctype: str
	type_field: str
	name_field: str
	kind: str = ""

	def pointing_at(self, pair: Pair) -> dict[str, str] | None:
		"""Filters that find what points at a stakeholder; None where nothing of this can."""
		if self.kind:
			return {self.name_field: pair[1]} if self.kind == pair[0] else None
		return {self.type_field: pair[0], self.name_field: pair[1]}


def references() -> list[Reference]:
	"""All places of this site, with custom fields."""
	found = {Reference(*trace) for trace in (*TRACES, *MORE)}
	for doctype, fieldname, options, fieldtype in _link_fields():
		if fieldtype == "Dynamic Link":
			found.add(Reference(doctype, options, fieldname))
		else:
			found.add(Reference(doctype, "", fieldname, options))
	stored = _stored({one.doctype for one in found})
	return sorted(one for one in found if one.doctype in stored and one.doctype not in KEPT_AS_THEY_ARE)


def _link_fields() -> list[tuple[str, str, str, str]]:
	rows: list[tuple[str, str, str, str]] = []
	for doctype, parent in (("DocField", "parent"), ("Custom Field", "dt")):
		for filters in ({"fieldtype": "Dynamic Link"}, {"fieldtype": "Link", "options": ("in", KINDS)}):
			rows += [
				(row[parent], row.fieldname, row.options, row.fieldtype)
				for row in frappe.get_all(
					doctype,
					filters=filters,
					fields=[parent, "fieldname", "options", "fieldtype"],
					order_by="name",
				)
			]
	return rows


def _stored(doctypes: set[str]) -> set[str]:
	"""Those that have a table of their own."""
	with_rows = frappe.get_all(
		"DocType",
		filters={"name": ("in", sorted(doctypes)), "issingle": 0, "is_virtual": 0},
		pluck="name",
		order_by="name",
	)
	return {name for name in with_rows if frappe.db.table_exists(name)}
