"""Describe an attached file: the program that wrote it, its columns, and how each is imported."""

import re
from collections import Counter

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.domain.contact_files.encodings import ENCODINGS, Encoding
from stakeholder_crm.domain.contact_files.gather import GARBLED
from stakeholder_crm.domain.contact_files.headers import recognise, targets_of
from stakeholder_crm.domain.contact_files.opt_outs import opt_outs_in
from stakeholder_crm.domain.contact_files.targets import ASK, EMAIL, LEAVE_OUT, VCARD
from stakeholder_crm.stakeholders.imports.check_file import check_file_columns
from stakeholder_crm.stakeholders.imports.read_file import (
	MOST_COLUMNS,
	ContactFile,
	open_file,
	read_cards,
	read_cells,
)

MOST_ROWS = 100_000
SHORT = 140
# Longest part of a cell that is checked, since there may be very many rows.
LONGEST_LOOKED_AT = 500
EMAIL_ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s.]+")


def describe_file(doc: Document) -> None:
	"""Fill in source, rows and columns of an import from its file. Clear them if there is no file.

	Args:
			doc: a Contact Import. It is not saved here.

	Raises:
		frappe.ValidationError: when the file cannot be read, or has too many rows.
	"""
	chosen = {(row.position, row.column_name): row.maps_to for row in doc.columns}
	doc.update({"source": None, "rows_total": 0, "read_as": None, "columns": []})
	if not doc.import_file:
		return
	file = open_file(doc)
	doc.read_as = _encoding_message(file.encoding)
	if file.is_vcards:
		doc.source = VCARD
		doc.rows_total = _checked(sum(1 for _card in read_cards(file)))
	else:
		_describe_cells(doc, file)
		for row in doc.columns:
			# Another encoding of the same file does not change the user's choices.
			row.maps_to = chosen.get((row.position, row.column_name), row.maps_to)
	if not doc.rows_total:
		frappe.throw(_("The file contains no contacts. Attach another one."))


def _encoding_message(encoding: Encoding) -> str:
	names = {codec: name for name, codec in ENCODINGS.items()}
	name = names.get(encoding.name.removesuffix("-sig"), encoding.name)
	if encoding.guessed:
		return _("{0} (guessed). Choose another Encoding if names look wrong.").format(name)
	if encoding.unreadable:
		return _("{0} ({1} unreadable characters, shown as {2})").format(name, encoding.unreadable, GARBLED)
	return name


def _describe_cells(doc: Document, file: ContactFile) -> None:
	header: list[str] = []
	own: list[int] = []
	taken: list[str] = []
	filled: Counter[int] = Counter()
	asked: set[int] = set()
	rows = 0
	for number, cells in read_cells(file):
		if number == 1:
			# Before, only the beginning of a long header was counted.
			check_file_columns(len(cells), MOST_COLUMNS)
			header, taken = cells, targets_of(cells)
			# The reasons column of an earlier import also mentions opt-outs.
			own = [position for position, words in enumerate(cells) if words == _("Reason Skipped")]
			continue
		rows += 1
		for position, cell in enumerate(cells):
			if not (text := cell.strip()):
				continue
			filled[position] += 1
			left_out = position < len(taken) and taken[position] == LEAVE_OUT
			if left_out and position not in asked and position not in own and _is_informative(text, taken):
				asked.add(position)
	doc.source = recognise(header)
	doc.rows_total = _checked(rows)
	for position, words in enumerate(header):
		# Programs export all their columns, most of them empty.
		if filled[position] and words.strip():
			doc.append(
				"columns",
				{
					"position": position,
					"column_name": " ".join(words.replace("\ufeff", "").split())[:SHORT],
					"filled": filled[position],
					"maps_to": ASK if position in asked else taken[position],
				},
			)


def _is_informative(text: str, taken: list[str]) -> bool:
	"""Whether a cell of an unmapped column should not be skipped without asking."""
	return bool(opt_outs_in(text[:LONGEST_LOOKED_AT])) or (
		EMAIL not in taken and "@" in text and bool(EMAIL_ADDRESS.fullmatch(text))
	)


def _checked(rows: int) -> int:
	if rows > MOST_ROWS:
		frappe.throw(
			_("File has too many rows ({0} of {1}). Split it into several files.").format(rows, MOST_ROWS)
		)
	return rows
