"""Combine the rows of two records: no data is lost, and nothing is listed twice."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import frappe
from frappe import _

from stakeholder_crm.access.vault.read_opened import get_all_opened
from stakeholder_crm.access.vault.sealed_document import put_in, reseal
from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.base.pairs import Pair, pair_of
from stakeholder_crm.domain.merged_rows import (
	folded,
	one_contact_point,
	one_focal_person,
	opinion,
	same_focal_person,
	way,
)
from stakeholder_crm.domain.sealing import DOTS

POINT, TIE, NOTE, FOCAL = (
	*("Stakeholder Contact Point", "Stakeholder Tie"),
	*("Stakeholder Care Note", "Agency Focal Person"),
)
TABLES = {"contact_points": POINT, "ties": TIE, "care_notes": NOTE, "focal_people": FOCAL}
TELLING = {TIE: ("stakeholder_type", "stakeholder"), NOTE: ("kind", "text")}
ADDRESS = {POINT: "value", FOCAL: "address"}
# DocTypes that name a focal person.
BY_NAME = ("Meeting Participant", "Meeting Attendance", THANK_YOU)


def combine_rows(old: Pair, new: Pair) -> None:
	"""Move the rows of one record to another. Of two equal rows, the other record's is kept.

	Args:
			old: the record that is merged.
			new: the record that is kept. Its rows come first.
	"""
	changed_rows: set[str] = set()
	for fieldname, table in TABLES.items():
		kept = _rows(table, new)
		own = len(kept)
		for row in _rows(table, old):
			same = _same(table, row, kept[:own])
			if same:
				_combine(table, row, same, new)
				changed_rows.add(same.name)
			elif table == TIE and pair_of(row) == new:
				frappe.db.delete(table, {"name": row.name})
			else:
				_move(table, fieldname, row, new, kept)
				changed_rows.add(row.name)
	_agree_on_addresses(new, changed_rows)
	frappe.db.delete(
		TIE,
		{
			"parenttype": new[0],
			"parent": new[1],
			"stakeholder_type": ("in", (old[0], new[0])),
			"stakeholder": ("in", (old[1], new[1])),
		},
	)


def _same(table: str, row: frappe._dict, kept: list[frappe._dict]) -> frappe._dict | None:
	if table == FOCAL:
		found = same_focal_person(row, kept)
		return next((one for one in kept if one is found), None)
	return next((one for one in kept if _key(table, one) == _key(table, row)), None)


def _key(table: str, row: frappe._dict) -> tuple:
	if table == POINT:
		return way(row.channel, row.value) or (row.channel, "")
	return tuple(folded(row[field]) for field in TELLING[table])


def _move(table: str, fieldname: str, row: frappe._dict, new: Pair, kept: list[frappe._dict]) -> None:
	values = {"parenttype": new[0], "parent": new[1], "parentfield": fieldname, "idx": len(kept) + 1}
	if row.get("preferred") and any(one.preferred for one in kept):
		values["preferred"] = 0
	_store(table, row, values)
	kept.append(row)


def _combine(table: str, row: frappe._dict, same: frappe._dict, new: Pair) -> None:
	"""Keep the other record's row, fill its gaps, and apply the safer values of this one."""
	if table == POINT:
		_store(table, same, one_contact_point(same, row))
	elif table == FOCAL:
		values = one_focal_person(same, row)
		_check_marks((same, row), values["until"])
		_store(table, same, values)
		_align_names(row.person_name, same.person_name, new)
	if table in ADDRESS:
		frappe.db.set_value(
			THANK_YOU, {"contact_point": row.name}, "contact_point", same.name, update_modified=False
		)
	frappe.db.delete(table, {"name": row.name})


def _check_marks(rows: Sequence[frappe._dict], until: date | None) -> None:
	"""Only a manager may set until when a user is restricted, in the record, where it is logged."""
	if any(row.user and row.until != until for row in rows):
		frappe.throw(
			_(
				"Focal People: {0} is marked as a user, and Until differs between the records. Ask a manager to align them first."
			).format(
				frappe.bold(frappe.utils.escape_html(next(row.person_name for row in rows if row.user)))
			),
		)


def _align_names(old: str, name: str, agency: Pair) -> None:
	"""Use one spelling of a focal person's name wherever they are named."""
	if old == name:
		return
	about = {"stakeholder_type": agency[0], "stakeholder": agency[1], "represented_by": ("in", (old, DOTS))}
	for doctype in BY_NAME:
		named = get_all_opened(doctype, filters=about, fields=["represented_by"], order_by="name")
		for record in sorted({_record(doctype, row) for row in named if row.represented_by == old}):
			_rename_representative(record, agency, old, name)


def _record(doctype: str, row: frappe._dict) -> Pair:
	return (row.parenttype, row.parent) if row.get("parent") else (doctype, row.name)


def _rename_representative(record: Pair, agency: Pair, old: str, name: str) -> None:
	doc = frappe.get_doc(*record, for_update=True)
	put_in(doc)
	for row in (doc, *doc.get_all_children()):
		if row.doctype in BY_NAME and pair_of(row) == agency and row.represented_by == old:
			row.represented_by = name
	reseal(doc)


def _agree_on_addresses(pair: Pair, changed_rows: set[str]) -> None:
	"""An address may be in several rows, such as an office's: apply the safety of one record to all of them."""
	ways: defaultdict[tuple[str, str], list[tuple[str, frappe._dict]]] = defaultdict(list)
	for table, fieldname in ADDRESS.items():
		for row in _rows(table, pair):
			if key := way(row.channel, row[fieldname]):
				ways[key].append((table, row))
	for rows in ways.values():
		if len(rows) > 1 and any(row.name in changed_rows for _table, row in rows):
			agreed = opinion(row for _table, row in rows)
			for table, row in rows:
				_store(table, row, agreed)


def _store(table: str, row: frappe._dict, values: Mapping[str, Any]) -> None:
	frappe.db.set_value(table, row.name, values, update_modified=False)
	row.update(values)


def _rows(table: str, pair: Pair) -> list[frappe._dict]:
	return get_all_opened(
		table, filters={"parenttype": pair[0], "parent": pair[1]}, fields=["*"], order_by="idx"
	)
