"""Read all texts in the site's database, table by table."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import frappe

from stakeholder_crm.access.vault.sealed_rows import all_texts, sealed_row_name
from stakeholder_crm.base.doctypes import SEALED_TEXT

BATCH = 500
# Host tables without names, or with names that are not their key.
NAMELESS = frozenset({"tabSingles", "tabSeries", "tabSessions", "tabDefaultValue"})
# Host tables without personal data, such as forms, permissions and countries.
SCHEMA_TABLES = frozenset(
	f"tab{name}"
	for name in (
		*(
			"DocType",
			"DocField",
			"DocPerm",
			"DocType Action",
			"DocType Link",
			"DocType State",
			"Custom DocPerm",
		),
		*(
			"Custom Field",
			"Property Setter",
			"Module Def",
			"Page",
			"Report",
			"Report Column",
			"Report Filter",
		),
		*("Role", "Has Role", "Patch Log", "Installed Application", "Scheduled Job Type", "Language"),
		*("Country", "Currency", "Translation", "Workspace", "Workspace Link", "Workspace Shortcut"),
		*("Number Card", "Dashboard Chart", "Onboarding Step", "Module Onboarding", "Form Tour"),
		*(
			"Form Tour Step",
			"Print Style",
			"Print Format",
			"Web Template",
			"Web Template Field",
			"Website Theme",
		),
		*("Custom HTML Block", "Workflow State", "Workflow Action Master", "Gender", "Salutation"),
		*("Email Flag Queue", "Address Template", "Website Route Meta", "UTM Medium", "Industry Type"),
	)
)


@dataclass(frozen=True, slots=True)
class TextRow:
	"""The texts of one row.

	Attributes:
		name: the row's name; None if its table has no names.
		texts: by column, without empty ones.
	"""

	name: str | int | None
	texts: dict[str, str]


def text_rows(
	table: str, columns: list[str], among: Collection[str] | None = None, by: str = "name"
) -> Iterator[TextRow]:
	"""Read a table's texts, in batches if its rows have names.

	Args:
		table: in the database.
		columns: to read.
		among: read only rows with one of these in column ``by``.
		by: that column.

	Raises:
		VaultLocked: if sealed texts cannot be read.
	"""
	if table == f"tab{SEALED_TEXT}":
		for record, texts in all_texts():
			opened = "\n".join(text for fields in texts.values() for text in fields.values())
			yield TextRow(sealed_row_name(record), {"sealed": opened})
		return
	source = frappe.qb.Table(table)
	if not table.startswith("tab") or table in NAMELESS:
		query = frappe.qb.from_(source).select(*(source[column] for column in columns))
		for row in query.run():
			yield TextRow(None, _texts(columns, row))
		return
	query = frappe.qb.from_(source).select(source.name, *(source[column] for column in columns))
	query = query.orderby(source.name).limit(BATCH)
	if among is not None:
		query = query.where(source[by].isin(list(among) or [""]))
	batch = query.run()
	while batch:
		for row in batch:
			yield TextRow(row[0], _texts(columns, row[1:]))
		batch = query.where(source.name > batch[-1][0]).run() if len(batch) == BATCH else ()


def _texts(columns: list[str], row: tuple) -> dict[str, str]:
	return {column: text for column, text in zip(columns, row, strict=True) if isinstance(text, str) and text}
