"""Verify an erasure: search every text in the database for identifying values."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import frappe

from stakeholder_crm.compat import text_columns
from stakeholder_crm.domain.erased_values import ErasedValue, found_in
from stakeholder_crm.safeguarding.privacy.person_values import values_of
from stakeholder_crm.safeguarding.privacy.text_rows import SCHEMA_TABLES, text_rows

SHORT = 200


@dataclass(frozen=True, slots=True)
class Scan:
	"""The scope and result of a scan.

	Attributes:
		tables: how many tables were read.
		columns: how many columns.
		rows: how many rows.
		values: how many values were searched.
		hits: how many rows contain one of them, by "table.column".
	"""

	tables: int
	columns: int
	rows: int
	values: int
	hits: dict[str, int]


def scan_for_values(values: Sequence[ErasedValue], on_progress: Callable[[int], None] | None = None) -> Scan:
	"""Read every text column of every table. Changes nothing.

	Args:
		values: to search, in any encoding that ``domain.erased_values`` reads.
		on_progress: called with the percentage of tables read.
	"""
	tables = {table: columns for table, columns in text_columns().items() if table not in SCHEMA_TABLES}
	hits: Counter[str] = Counter()
	rows = 0
	# Names, users and states repeat often.
	clean: set[str] = set()
	for number, (table, columns) in enumerate(tables.items()):
		for row in text_rows(table, columns):
			rows += 1
			for column, text in row.texts.items():
				if text in clean:
					continue
				if found_in(text, values):
					hits[f"{table.removeprefix('tab')}.{column}"] += 1
				elif len(text) < SHORT:
					clean.add(text)
		if on_progress:
			on_progress(100 * (number + 1) // len(tables))
	return Scan(len(tables), sum(map(len, tables.values())), rows, len(values), dict(sorted(hits.items())))


def scan_for_person(stakeholder_type: str, stakeholder: str) -> dict:
	"""Where a person's data is in the database, before an erasure; for the command line.

	``bench --site <site> execute stakeholder_crm.safeguarding.privacy.scan_for_values.scan_for_person
	--args '["Activist", "ACT-00001"]'`` prints it. Only places are printed, no values.

	Args:
		stakeholder_type: a stakeholder type.
		stakeholder: name of the record.
	"""
	values = values_of(frappe.get_doc(stakeholder_type, stakeholder))
	return {**asdict(scan_for_values(values.wanted)), "shared": values.shared}
