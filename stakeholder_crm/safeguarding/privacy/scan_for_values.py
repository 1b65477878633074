"""Prove that a person was forgotten: look into every text of the database for what identified her."""

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
	"""What a scan looked at, and what it found.

	Attributes:
		tables: how many tables were read.
		columns: how many columns.
		rows: how many rows.
		values: how many values were looked for.
		hits: how many rows hold one of them, by "table.column".
	"""

	tables: int
	columns: int
	rows: int
	values: int
	hits: dict[str, int]


def scan_for_values(values: Sequence[ErasedValue], on_progress: Callable[[int], None] | None = None) -> Scan:
	"""Read every text column of every table. Changes nothing.

	Args:
		values: what to look for; written in any way that ``domain.erased_values`` can read.
		on_progress: told the percentage of tables that were read.
	"""
	tables = {table: columns for table, columns in text_columns().items() if table not in SCHEMA_TABLES}
	hits: Counter[str] = Counter()
	rows = 0
	# Names, users and states come again and again.
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
	"""Where a person who was not erased yet stands in the database; for the command line.

	``bench --site <site> execute stakeholder_crm.safeguarding.privacy.scan_for_values.scan_for_person
	--args '["Activist", "ACT-00001"]'`` prints it. No value is printed, only where it stands.

	Args:
		stakeholder_type: one of the three kinds.
		stakeholder: its name there.
	"""
	values = values_of(frappe.get_doc(stakeholder_type, stakeholder))
	return {**asdict(scan_for_values(values.wanted)), "shared": values.shared}
