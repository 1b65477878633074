"""List the rows of an import and their results, page by page."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.access.permissions import visible_pairs
from stakeholder_crm.base.pairs import Pair, display_names
from stakeholder_crm.domain.contact_files.targets import VCARD
from stakeholder_crm.stakeholders.imports.reasons import row_reason_message
from stakeholder_crm.stakeholders.imports.repository import ROW

PAGE = 50
# How many filled cells identify a row. A card shows only its name.
CELLS_SHOWN, CARD_CELLS_SHOWN = 3, 1


def list_rows(doc: Document, outcome: str, start: int) -> list[dict[str, Any]]:
	"""A page of rows with one result, in the order of the file.

	Args:
		doc: a Contact Import that the user may read.
			outcome: the result. Empty for all.
			start: rows to skip.

	Returns:
			For each row ``row`` (its number), ``name`` (its ID), ``who`` (the name in the file), ``outcome``, ``reason``,
				``may_be_taken`` (whether the user may mark it as not a duplicate), ``details`` (focal person and addresses),
				and ``record`` with ``doctype``, ``name`` and ``title`` if there is one that the user may see.
	"""
	rows = frappe.get_all(
		ROW,
		filters={"parent": doc.name, **({"outcome": outcome} if outcome else {})},
		fields=[
			*("name", "at_row", "outcome", "reason_code", "reason_about", "alike_type", "alike"),
			*("made", "contact", "cells"),
		],
		order_by="at_row",
		limit_start=start,
		limit=PAGE,
	)
	pairs = {row.name: pair for row in rows if (pair := _pair(doc, row))}
	seen = visible_pairs(frappe.session.user, pairs.values())
	titles = display_names(seen)
	shown = CARD_CELLS_SHOWN if doc.source == VCARD else CELLS_SHOWN
	return [_row_details(row, pairs.get(row.name), titles, shown) for row in rows]


def _pair(doc: Document, row: frappe._dict) -> Pair | None:
	if row.made and row.outcome in ("Imported", "Kept"):
		return (doc.kind, row.made)
	return (row.alike_type, row.alike) if row.alike else None


def _row_details(row: frappe._dict, pair: Pair | None, titles: dict[Pair, str], shown: int) -> dict[str, Any]:
	contact = json.loads(row.contact) if row.contact else {}
	title = titles.get(pair) if pair else None
	return {
		"name": row.name,
		"row": row.at_row,
		"who": contact.get("full_name") or _contact_name(row, shown),
		"details": ", ".join(_details(contact)),
		"outcome": row.outcome,
		"may_be_taken": row.outcome == "Possible Duplicate" and row.reason_code != "hidden",
		"reason": row_reason_message(row.reason_code, row.reason_about),
		"record": {"doctype": pair[0], "name": pair[1], "title": title} if pair and title else None,
	}


def _details(contact: Mapping[str, Any]) -> Iterator[str]:
	if focal_person := contact.get("focal_person"):
		yield focal_person
	for point in contact.get("points", ()):
		yield point["value"]
	if avoided := contact.get("avoided"):
		# Also shown for people who are already recorded: their record may not have it.
		yield _("do not use: {0}").format(", ".join(map(_, avoided)))


def _contact_name(row: frappe._dict, shown: int) -> str:
	"""The first cells of a row without a contact, to find it in the file."""
	cells = json.loads(row.cells) if row.cells else []
	return " ".join([cell for cell in cells if cell.strip()][:shown])[:140]
