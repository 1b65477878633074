"""Redirect everything that links to one stakeholder to another."""

from collections.abc import Collection
from typing import Any

import frappe

from stakeholder_crm.access.vault.read_opened import get_all_opened
from stakeholder_crm.access.vault.sealed_document import put_in, reseal
from stakeholder_crm.base.doctypes import MEETING_LOG, THANK_YOU
from stakeholder_crm.base.pairs import KINDS, Pair
from stakeholder_crm.domain.clearance import most, name_of
from stakeholder_crm.domain.merged_rows import folded
from stakeholder_crm.domain.occurrence_keys import free_key, is_key_of
from stakeholder_crm.stakeholders.duplicates.exceptions import unmark_not_duplicate
from stakeholder_crm.stakeholders.merging.references import references

ATTENDANCE, PARTICIPANT, TIE = "Meeting Attendance", "Meeting Participant", "Stakeholder Tie"
# Where the host allows one row for each of these.
ONCE_FOR = {"DocShare": "user", "Document Follow": "user", "Tag Link": "tag"}
RIGHTS = ("read", "write", "share", "submit")
# When both attended: "any" and "all" of the two values.
ANY, ALL = ("attended",), ("safe_to_mention", "acknowledge_in_writing")
WORDS = ("contribution", "note")


def move_references(old: Pair, new: Pair) -> None:
	"""Redirect all links to another record.

	Rows that would be listed twice in a document are combined. Representatives of an agency differ by name. A
	thank-you's key is moved too, so that an amended log does not thank the same person again.

	Args:
			old: the current target of the links.
			new: the new target.
	"""
	_drop_doubles(old, new)
	for place in references():
		filters = place.pointing_at(old)
		if not filters:
			continue
		values = (
			{place.name_field: new[1]} if place.kind else {place.type_field: new[0], place.name_field: new[1]}
		)
		table = frappe.qb.DocType(place.doctype)
		query = frappe.qb.update(table)
		for column, value in values.items():
			query = query.set(table[column], value)
		for column, value in filters.items():
			query = query.where(table[column] == value)
		query.run()
	_move_keys(old, new)


def higher(*levels: str) -> str:
	"""The name of the highest of these levels."""
	return name_of(most(levels))


def _drop_doubles(old: Pair, new: Pair) -> None:
	_unite_attendance(old, new)
	_unite_participants(old, new)
	both = set(_parents(TIE, new))
	_delete(TIE, [row.name for row in _rows(TIE, old) if row.parent in both])
	unmark_not_duplicate(old, new)
	for doctype, fieldname in ONCE_FOR.items():
		_remove_repeats(doctype, fieldname, old, new)
	for kind in KINDS:
		itself = {"name": new[1], "intermediary_type": old[0], "intermediary": old[1]}
		if kind == new[0] and frappe.db.exists(kind, itself):
			frappe.db.set_value(
				kind, new[1], {"intermediary_type": None, "intermediary": None}, update_modified=False
			)


def _unite_attendance(old: Pair, new: Pair) -> None:
	kept = {_existing(row): row for row in _rows(ATTENDANCE, new)}
	for row in _rows(ATTENDANCE, old):
		if other := kept.get(_existing(row)):
			values: dict[str, Any] = {field: int(bool(row[field] or other[field])) for field in ANY}
			values |= {field: int(bool(row[field] and other[field])) for field in ALL}
			frappe.db.set_value(ATTENDANCE, other.name, values, update_modified=False)
			_delete(ATTENDANCE, [row.name])
			log = frappe.get_doc(MEETING_LOG, other.parent, for_update=True)
			put_in(log)
			words = {field: _joined(other[field], row[field]) for field in WORDS}
			next(one for one in log.attendance if one.name == other.name).update(words)
			reseal(log)


def _unite_participants(old: Pair, new: Pair) -> None:
	kept = {_existing(row): row for row in _rows(PARTICIPANT, new)}
	for row in _rows(PARTICIPANT, old):
		if other := kept.get(_existing(row)):
			if row.invited and not other.invited:
				frappe.db.set_value(PARTICIPANT, other.name, "invited", 1, update_modified=False)
			_delete(PARTICIPANT, [row.name])


def _existing(row: frappe._dict) -> tuple[str, str]:
	"""Who attended what: for an agency, its representative."""
	return (row.parent, folded(row.represented_by))


def _joined(one: str | None, other: str | None) -> str:
	return "; ".join(dict.fromkeys(text.strip() for text in (one, other) if text and text.strip()))


def _remove_repeats(doctype: str, fieldname: str, old: Pair, new: Pair) -> None:
	places = [one for one in references() if one.doctype == doctype]
	for place in places:
		theirs = {
			row[fieldname]: row.name
			for row in frappe.get_all(
				doctype, filters=place.pointing_at(new), fields=["name", fieldname], order_by="name"
			)
		}
		doubles = [
			row
			for row in frappe.get_all(doctype, filters=place.pointing_at(old), fields=["*"], order_by="name")
			if row[fieldname] in theirs
		]
		for row in doubles:
			if doctype == "DocShare":
				given = {right: 1 for right in RIGHTS if row[right]}
				frappe.db.set_value(doctype, theirs[row[fieldname]], given, update_modified=False)
		_delete(doctype, [row.name for row in doubles])


def _move_keys(old: Pair, new: Pair) -> None:
	rows = frappe.get_all(
		THANK_YOU,
		filters={"stakeholder_type": new[0], "stakeholder": new[1]},
		fields=["name", "meeting", "occurrence_key"],
		order_by="name",
	)
	taken = {row.occurrence_key for row in rows}
	for row in rows:
		if is_key_of(row.occurrence_key or "", row.meeting, old):
			key = free_key(row.meeting, new, taken)
			taken.add(key)
			frappe.db.set_value(THANK_YOU, row.name, "occurrence_key", key, update_modified=False)


def _rows(table: str, pair: Pair) -> list[frappe._dict]:
	return get_all_opened(
		table, filters={"stakeholder_type": pair[0], "stakeholder": pair[1]}, fields=["*"], order_by="name"
	)


def _parents(table: str, pair: Pair) -> list[str]:
	return [row.parent for row in _rows(table, pair)]


def _delete(doctype: str, names: Collection[str]) -> None:
	if names:
		frappe.db.delete(doctype, {"name": ("in", sorted(names))})
