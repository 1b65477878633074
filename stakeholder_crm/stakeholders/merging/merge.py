"""Merge two records of the same stakeholder. A merge is atomic and can be undone."""

from collections.abc import Collection, Mapping
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from stakeholder_crm.access.raise_meetings import raise_meetings_of
from stakeholder_crm.access.vault.follow_level import follow_level
from stakeholder_crm.access.vault.sealed_document import put_in
from stakeholder_crm.access.vault.sealed_rows import delete_texts, give_rows_texts
from stakeholder_crm.base.doctypes import MERGE_LOG
from stakeholder_crm.base.pairs import KINDS, Pair
from stakeholder_crm.domain.clearance import level_of
from stakeholder_crm.stakeholders.merging.combine_rows import combine_rows
from stakeholder_crm.stakeholders.merging.move_references import higher, move_references
from stakeholder_crm.stakeholders.merging.snapshots import capture, difference, scope_of
from stakeholder_crm.stakeholders.propagate_display_name import propagate_display_name

FED = ("influence", "interest", "trust", "current_position", "desired_position")
# Set by rule, or only valid together.
NOT_CHOSEN = frozenset({"confidentiality", "status", "lowered_because", "intermediary", "intermediary_type"})
VALUES = frozenset(
	("Data", "Small Text", "Text", "Select", "Link", "Int", "Date", "Autocomplete", "Check", "Float")
)
HOSTS_LISTS = ("_user_tags", "_assign", "_liked_by")


def merge_stakeholders(
	kept: Pair, merged: Pair, from_merged: Collection[str] = (), why: str = ""
) -> Document:
	"""Merge one record into another, in the caller's transaction.

	Everything that links to the merged record links to the kept one. The higher confidentiality and Do Not Contact
	win. Unsent thank-yous are checked again.

	Args:
			kept: the record that is kept.
			merged: the record that is merged into it.
			from_merged: fields whose value is taken from the merged record. Empty fields of the kept one are always filled.
			why: the reason. May be empty.

	Returns:
			The Stakeholder Merge Log, by which the merge can be undone.

	Raises:
		frappe.PermissionError: when the user may not write both.
			frappe.ValidationError: when they cannot be merged. Says why.
	"""
	winner, loser = (frappe.get_doc(*pair, for_update=True) for pair in (kept, merged))
	check_can_merge(winner, loser)
	before = capture(scope_of((kept, merged)))
	put_in(winner)
	put_in(loser)
	values = _chosen(winner, loser, from_merged)
	give_rows_texts(merged, kept)
	move_references(merged, kept)
	combine_rows(merged, kept)
	delete_merged(loser)
	winner = save_kept(kept, values)
	return log_merge(before, winner, loser, "Merge", why)


def check_can_merge(winner: Document, loser: Document) -> None:
	"""Check whether two records can be merged.

	Args:
			winner: the record that is kept.
			loser: the record that is merged.

	Raises:
		frappe.PermissionError: when the user may not write both.
			frappe.ValidationError: when they cannot be merged. Says why.
	"""
	for doc in (winner, loser):
		doc.check_permission("write")
	if winner.doctype != loser.doctype:
		frappe.throw(_("Only records of the same type can be merged. Convert one of them first."))
	if winner.name == loser.name:
		frappe.throw(_("Choose two different records to merge."))
	for doc in (winner, loser):
		check_can_change(doc)


def check_can_change(doc: Document) -> None:
	"""Reject a record that was erased, or that another package needs unchanged (``before_merge`` in ``hooks.py``).

	Args:
		doc: a stakeholder.

	Raises:
			frappe.ValidationError: says what to do.
	"""
	if doc.status == "Anonymised":
		frappe.throw(_("{0} was erased and cannot be changed.").format(doc.name))
	doc.run_method("before_merge")


def delete_merged(loser: Document) -> None:
	"""Delete a record whose rows and links were moved. The log keeps its values.

	Args:
		loser: the record.
	"""
	pair = (loser.doctype, loser.name)
	for field in loser.meta.get_table_fields():
		frappe.db.delete(field.options, {"parenttype": pair[0], "parent": pair[1]})
	frappe.db.delete("Stakeholder Likeness Key", {"parenttype": pair[0], "parent": pair[1]})
	delete_texts(pair)
	frappe.db.delete("__global_search", {"doctype": pair[0], "name": pair[1]})
	frappe.db.delete(pair[0], {"name": pair[1]})
	frappe.clear_document_cache(*pair)


def save_kept(kept: Pair, values: Mapping[str, Any]) -> Document:
	"""Save the kept record, and propagate its name and level.

	Args:
		kept: the record.
			values: the values to set.
	"""
	frappe.clear_document_cache(*kept)
	winner = frappe.get_doc(*kept)
	winner.update(values)
	winner.update(_newest_assessment(kept))
	winner.flags.by_service = True
	# Write permission on both records was checked.
	winner.flags.ignore_permissions = True
	winner.save()
	winner.flags.by_service = winner.flags.ignore_permissions = False
	lists = {field: values[field] for field in HOSTS_LISTS if values.get(field)}
	if lists:
		winner.db_set(lists, update_modified=False)
	propagate_display_name(kept, winner.display_name)
	raise_meetings_of(kept, level_of(winner.confidentiality))
	if winner.is_sealed:
		# What hung on the other record may have been open.
		follow_level(winner)
	winner.run_method("on_merge")
	return winner


def log_merge(before: dict, winner: Document, loser: Document, what: str, why: str) -> Document:
	"""Add a comment to the timeline and a log by which the change can be undone.

	Args:
		before: the rows as they were.
			winner: the record that is kept.
			loser: the record that is gone.
		what: "Merge" or "Convert".
		why: in the user's words.
	"""
	winner.add_comment(
		"Info",
		_("Merged with {0}.").format(loser.name)
		if what == "Merge"
		else _("Converted from {0}.").format(loser.name),
	)
	scope = scope_of([(winner.doctype, winner.name)])
	for doctype, rows in before.items():
		scope.setdefault(doctype, set()).update(rows)
	after = capture(scope)
	log = frappe.new_doc(MERGE_LOG)
	log.update(
		{
			"stakeholder_type": winner.doctype,
			"stakeholder": winner.name,
			"what": what,
			"merged_type": loser.doctype,
			"merged_number": loser.name,
			"why": why.strip(),
			"done_by": frappe.session.user,
			"done_on": now_datetime(),
			"undo": frappe.as_json(difference(before, after), indent=None),
		}
	)
	log.flags.by_service = True
	# No role may write this log: the app writes it with the merge.
	log.insert(ignore_permissions=True)
	return log


def fields_to_choose(kind: str) -> list:
	"""The fields of a type whose value is chosen in a merge.

	Args:
			kind: one of the three types.
	"""
	return [
		field
		for field in frappe.get_meta(kind).fields
		if field.fieldtype in VALUES
		and not field.read_only
		and not field.hidden
		and field.fieldname not in NOT_CHOSEN
	]


def _chosen(winner: Document, loser: Document, from_merged: Collection[str]) -> dict[str, Any]:
	"""The values of the kept record."""
	unknown = set(from_merged) - {field.fieldname for field in fields_to_choose(winner.doctype)}
	if unknown:
		names = frappe.utils.escape_html(", ".join(sorted(unknown)))
		frappe.throw(_("These fields cannot be chosen: {0}").format(names))
	values: dict[str, Any] = {
		field.fieldname: loser.get(field.fieldname)
		for field in fields_to_choose(winner.doctype)
		if field.fieldname in from_merged or (not winner.get(field.fieldname) and loser.get(field.fieldname))
	}
	values["confidentiality"] = higher(winner.confidentiality, loser.confidentiality)
	if "Do Not Contact" in (winner.status, loser.status):
		values["status"] = "Do Not Contact"
	if (
		not winner.intermediary
		and loser.intermediary
		and (loser.intermediary_type, loser.intermediary)
		!= (
			winner.doctype,
			winner.name,
		)
	):
		values |= {"intermediary_type": loser.intermediary_type, "intermediary": loser.intermediary}
	if loser.last_interaction_on and (
		not winner.last_interaction_on or loser.last_interaction_on > winner.last_interaction_on
	):
		values["last_interaction_on"] = loser.last_interaction_on
	values["_user_tags"] = _joined_list(winner.get("_user_tags"), loser.get("_user_tags"))
	return values


def _joined_list(one: str | None, other: str | None) -> str | None:
	words = dict.fromkeys(word for text in (one, other) for word in (text or "").split(",") if word)
	return "," + ",".join(words) if words else None


def _newest_assessment(pair: Pair) -> dict[str, Any]:
	"""The latest assessment of either record feeds the kept one."""
	newest = frappe.get_all(
		"Stakeholder Assessment",
		filters={"stakeholder_type": pair[0], "stakeholder": pair[1]},
		fields=list(FED),
		order_by="assessed_on desc, creation desc",
		limit=1,
	)
	return dict(newest[0]) if newest else {}


def kinds_with_people() -> tuple[str, ...]:
	"""The types that are one person each. Only these can be converted."""
	return tuple(kind for kind in KINDS if kind != "Partner Agency")
