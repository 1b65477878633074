"""Export the skipped rows, to correct them and attach them to another import."""

import csv
import json
from collections.abc import Iterator
from io import StringIO

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.domain.contact_files.contact import from_values
from stakeholder_crm.domain.contact_files.targets import VCARD
from stakeholder_crm.domain.contact_files.write_row import CARD_COLUMNS, card_text, contact_cells
from stakeholder_crm.domain.csv_cells import plain_cell
from stakeholder_crm.stakeholders.imports.preview import kept_columns
from stakeholder_crm.stakeholders.imports.read_file import open_file, read_cards
from stakeholder_crm.stakeholders.imports.reasons import row_reason_message
from stakeholder_crm.stakeholders.imports.repository import ROW


def write_skipped(doc: Document) -> str:
	"""The skipped rows as CSV, with the mapped columns and the reason.

	Cards are exported as a table too, with the columns that are read from them.

	Args:
		doc: a Contact Import that the user may read.

	Returns:
			CSV without formulas.
	"""
	out = StringIO()
	writer = csv.writer(out)
	if doc.source == VCARD:
		header = targets = list(CARD_COLUMNS)
	else:
		kept = kept_columns(doc)
		header = [kept[position] for position in sorted(kept)]
		by_position = {row.position: row.maps_to for row in doc.columns}
		targets = [by_position[position] for position in sorted(kept)]
	writer.writerow(map(plain_cell, [*header, _("Row in File"), _("Reason Skipped")]))
	for row in _skipped(doc):
		cells = (
			json.loads(row.cells)
			if row.cells
			else contact_cells(from_values(json.loads(row.contact)), doc.kind, targets)
		)
		reason = row_reason_message(row.reason_code, row.reason_about)
		writer.writerow(map(plain_cell, [*cells, row.at_row, reason]))
	return out.getvalue()


def write_skipped_cards(doc: Document) -> str:
	"""The skipped cards as in the file, without notes and pictures, and with the reason.

	Args:
		doc: a Contact Import of vCards that the user may read.

	Raises:
			frappe.ValidationError: when it is not a vCard import, or its file is gone.
	"""
	if doc.source != VCARD:
		frappe.throw(_("This file contains no vCards. Download the skipped rows as CSV."))
	reasons = {row.at_row: row_reason_message(row.reason_code, row.reason_about) for row in _skipped(doc)}
	return "".join(
		card_text(card, reasons[number]) for number, card in read_cards(open_file(doc)) if number in reasons
	)


def _skipped(doc: Document) -> Iterator[frappe._dict]:
	yield from frappe.get_all(
		ROW,
		filters={"parent": doc.name, "outcome": "Skipped"},
		fields=["at_row", "reason_code", "reason_about", "cells", "contact"],
		order_by="at_row",
	)
