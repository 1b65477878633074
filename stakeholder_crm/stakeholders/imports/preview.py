"""Preview an import: read every row of the file and store its result. No stakeholder is created."""

import json
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Any

import frappe
from frappe.model.document import Document

from stakeholder_crm.domain.contact_files.contact import Contact, Refused, as_values, from_values
from stakeholder_crm.domain.contact_files.gather import ReadOptions
from stakeholder_crm.domain.contact_files.read_card import read_card
from stakeholder_crm.domain.contact_files.read_row import columns_of, read_row
from stakeholder_crm.domain.contact_files.targets import ASK, LEAVE_OUT
from stakeholder_crm.domain.contact_files.write_row import card_cells
from stakeholder_crm.stakeholders.imports.find_existing import FileRows, find_existing
from stakeholder_crm.stakeholders.imports.lease import acquire, commit_batch, end_empty_batch, finish
from stakeholder_crm.stakeholders.imports.read_file import ContactFile, open_file, read_cards, read_cells
from stakeholder_crm.stakeholders.imports.repository import (
	CONTACT_IMPORT,
	ROW,
	count_rows,
	delete_rows_of,
	insert_rows,
	set_rows,
)

BATCH = 500
CHECKING, CHECKED = "Previewing", "Previewed"
Values = dict[str, Any]
# A row's number, its contact (or why there is none), and the cells kept of a skipped row.
Read = tuple[int, Contact | Refused, str]


def preview_rows(name: str, run: str) -> None:
	"""Read the file from the start, and store the result of each row.

	Args:
			name: of a Contact Import in status Previewing.
		run: the token of this run.
	"""
	doc = frappe.get_doc(CONTACT_IMPORT, name)
	records = _read(doc, open_file(doc))
	rows_of_file = FileRows()
	seen = 0
	while True:
		batch = list(islice(records, BATCH))
		judged = _judge(doc, batch, rows_of_file)
		if not acquire(name, run, CHECKING):
			end_empty_batch()
			return
		if not seen:
			delete_rows_of(name)
		if not batch:
			break
		insert_rows(name, judged)
		seen += len(batch)
		commit_batch(name, seen)
	propagate_opt_outs(name, rows_of_file.opted_out)
	finish(name, CHECKED, rows_seen=seen, rows_total=sum(count_rows(name).values()))


def _read(doc: Document, file: ContactFile) -> Iterator[Read]:
	options = read_options(doc)
	if file.is_vcards:
		for number, card in read_cards(file):
			yield (
				number,
				_or_refused(partial(read_card, card, options)),
				json.dumps(card_cells(card), ensure_ascii=False),
			)
		return
	mapping = {row.position: row.maps_to for row in doc.columns}
	kept_of = sorted(kept_columns(doc))
	rows = read_cells(file)
	_number, header = next(rows)
	columns = columns_of(header, mapping)
	for number, cells in rows:
		kept = json.dumps(
			[cells[position] if position < len(cells) else "" for position in kept_of], ensure_ascii=False
		)
		yield number, _or_refused(partial(read_row, cells, columns, options)), kept


def kept_columns(doc: Document) -> dict[int, str]:
	"""The columns whose cells are kept of a skipped row, by position. Columns set to Skip are never stored.

	Args:
		doc: a Contact Import.
	"""
	return {row.position: row.column_name for row in doc.columns if row.maps_to not in (LEAVE_OUT, ASK)}


def read_options(doc: Document) -> ReadOptions:
	"""The options for reading an import's file.

	Args:
		doc: a Contact Import.
	"""
	country = frappe.db.get_value("Country", doc.phone_country, "code") if doc.phone_country else ""
	languages: dict[str, str] = {}
	for row in frappe.get_all("Language", fields=["name", "language_name"], order_by="name desc"):
		languages |= {row.name.casefold().replace("_", "-"): row.name}
		languages |= {(row.language_name or row.name).casefold(): row.name}
	defaults = {"agency_type": doc.agency_type or "", "community": doc.community or ""}
	kept = {
		field: text for field, text in defaults.items() if text and frappe.get_meta(doc.kind).has_field(field)
	}
	return ReadOptions(doc.kind, (country or "").upper(), languages, kept)


def _or_refused(read: Callable[[], Contact]) -> Contact | Refused:
	try:
		return read()
	except Refused as refused:
		return refused


def _judge(doc: Document, batch: list[Read], rows_of_file: FileRows) -> list[Values]:
	contacts = {number: read for number, read, _kept in batch if isinstance(read, Contact)}
	for _number, read, _kept in batch:
		for address in read.opted_out if isinstance(read, Refused) else ():
			rows_of_file.opt_out(address)
	found = find_existing(doc.kind, contacts, rows_of_file)
	return [_row(number, read, kept, found) for number, read, kept in batch]


def _row(number: int, read: Contact | Refused, kept: str, found: Mapping[int, Values]) -> Values:
	if isinstance(read, Refused):
		about = json.dumps([read.column, read.value], ensure_ascii=False)
		return {
			"at_row": number,
			"outcome": "Skipped",
			"reason_code": read.problem,
			"reason_about": about,
			"cells": kept,
		}
	contact = json.dumps(as_values(read), ensure_ascii=False)
	return {"at_row": number, "outcome": "New", "contact": contact, **found.get(number, {})}


def propagate_opt_outs(name: str, opted_out: Mapping[int, Set[str]]) -> None:
	"""Mark addresses as Unsafe in rows that do not say so themselves.

	Args:
			name: of a Contact Import whose rows were stored.
			opted_out: addresses that another row says not to use, by row number.
	"""
	if not opted_out:
		return
	changes = []
	for row in frappe.get_all(
		ROW,
		filters={"parent": name, "at_row": ("in", sorted(opted_out)), "contact": ("is", "set")},
		fields=["name", "at_row", "contact"],
		order_by="at_row",
	):
		contact = from_values(json.loads(row.contact))
		points = tuple(
			replace(point, unsafe=point.unsafe or point.value in opted_out[row.at_row])
			for point in contact.points
		)
		avoided = {*contact.avoided, *(point.channel for point in points if point.unsafe)}
		carried = replace(contact, points=points, avoided=tuple(sorted(avoided)))
		changes.append((row.name, {"contact": json.dumps(as_values(carried), ensure_ascii=False)}))
	set_rows(changes)
