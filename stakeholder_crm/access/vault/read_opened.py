"""Read records with their sealed texts, for services that act for the system. They check permissions themselves."""

from collections.abc import Iterable, Sequence
from typing import Any

import frappe
from frappe import _

from stakeholder_crm.access.vault.keys import VaultLocked
from stakeholder_crm.access.vault.sealed_fields import OF_ROWS, SEALED
from stakeholder_crm.access.vault.sealed_rows import Record, read_texts
from stakeholder_crm.base.pairs import Pair, load_pairs
from stakeholder_crm.domain.sealing import DOTS


def get_all_opened(doctype: str, *, fields: Sequence[str], **options: Any) -> list[Any]:
	"""``frappe.get_all``, with the texts in place of dots. One more query if there are any.

	Args:
		doctype: any; most have no sealed fields.
		fields: fieldnames, or ``*``.
		options: of ``frappe.get_all``. Filters see dots.

	Raises:
		VaultLocked: if a text cannot be read.
	"""
	place = ("parenttype", "parent") if doctype in OF_ROWS else ()
	rows = frappe.get_all(doctype, fields=list(dict.fromkeys([*fields, "name", *place])), **options)
	open_rows(doctype, rows)
	return rows


def open_rows(doctype: str, rows: Iterable[Any]) -> None:
	"""Put the texts in place of dots in rows that were read. Checks no permission.

	Args:
		doctype: of the rows.
		rows: each with its ``name``; rows of a table with ``parenttype`` and ``parent``, too.

	Raises:
		VaultLocked: if a text cannot be read.
	"""
	sealed = SEALED.get(doctype, ())
	closed = [
		(row, fields) for row in rows if (fields := [field for field in sealed if row.get(field) == DOTS])
	]
	texts = read_texts({_record(doctype, row) for row, _fields in closed})
	for row, fields in closed:
		key = row["name"] if doctype in OF_ROWS else ""
		found = texts.get(_record(doctype, row), {}).get(key, {})
		for field in fields:
			if field not in found:
				raise VaultLocked(
					_("A confidential text of {0} is not stored. Ask the system administrator.").format(
						_record(doctype, row)[1]
					)
				)
			row[field] = found[field]


def load_pairs_opened(pairs: Iterable[Pair], fields: Sequence[str]) -> dict[Pair, frappe._dict]:
	"""``load_pairs``, with the texts in place of dots.

	Args:
		pairs: (stakeholder type, name). Unknown types and empty names are skipped.
		fields: fieldnames that the three types share.

	Returns:
		A row by pair, for each stakeholder that exists.
	"""
	return load_pairs(pairs, fields, get_all_opened)


def _record(doctype: str, row: Any) -> Record:
	return (row["parenttype"], row["parent"]) if doctype in OF_ROWS else (doctype, row["name"])
