"""Differences between the databases and Frappe versions."""

import re
from typing import Any

import frappe
from pypika import Interval
from pypika.functions import Function
from pypika.terms import Term

# Frappe 16 extends classes of DocTypes; Frappe 15 overrides them, and then only one app can.
EXTENDS_CLASSES = int(frappe.__version__.partition(".")[0]) >= 16

# The oldest release of each major version that this app was tried with, and whose known holes are closed.
LEAST_VERSIONS = {15: "15.72.4", 16: "16.4.1"}


def version_problem() -> str | None:
	"""The host's version if it is older than that, else nothing."""
	numbers = _version()
	least = LEAST_VERSIONS.get(numbers[0], min(LEAST_VERSIONS.values()))
	return frappe.__version__ if numbers < [int(number) for number in least.split(".")] else None


def _version() -> list[int]:
	return [int(number) for number in re.findall(r"\d+", frappe.__version__)[:3]]


def changed_rows() -> int:
	"""How many rows the last statement changed; call it right after the statement."""
	return frappe.db._cursor.rowcount


def for_update_skip_locked(query: Any) -> Any:
	"""Lock the rows that a query selects, and skip rows that are already locked.

	SQLite, which Frappe 16 can run on, has one writer at a time and needs no such lock.
	"""
	return query if frappe.db.db_type == "sqlite" else query.for_update(skip_locked=True)


def hours_later(moment: Term, hours: int) -> Term:
	"""A datetime in a query plus a number of hours."""
	if _is_sqlite():
		return Function("DATETIME", moment, f"+{hours} hours")
	return moment + Interval(hours=hours)


def minutes_between(start: Term, end: Term) -> Term:
	"""Minutes between two datetimes in a query; a started minute counts."""
	if _is_sqlite():
		return (Function("STRFTIME", "%s", end) - Function("STRFTIME", "%s", start) + 59) / 60
	return Function("CEIL", (Function("TO_SECONDS", end) - Function("TO_SECONDS", start)) / 60)


def download_name(name: str) -> str:
	"""A file name as the host's download expects it: later versions of Frappe decode it once more."""
	return name if _version() < [15, 1] else name.encode("unicode-escape").decode()


TEXT_TYPES = ("char", "varchar", "tinytext", "text", "mediumtext", "longtext", "json")


def text_columns() -> dict[str, list[str]]:
	"""The text columns of every table of the site, by table, both sorted."""
	found: dict[str, list[str]] = {}
	for table, column, kind in sorted(_sqlite_columns() if _is_sqlite() else _columns()):
		if kind.lower().partition("(")[0] in TEXT_TYPES:
			found.setdefault(table, []).append(column)
	return found


def _is_sqlite() -> bool:
	return frappe.db.db_type == "sqlite"


def _columns() -> list[tuple[str, str, str]]:
	# Two statements, since a join makes MariaDB open every table of every site on the server.
	schema = frappe.qb.Schema("information_schema")
	columns, tables = schema.columns, schema.tables
	here = set(
		frappe.qb.from_(tables)
		.select(tables.table_name)
		.where((tables.table_schema == frappe.conf.db_name) & (tables.table_type == "BASE TABLE"))
		.run(pluck=True)
	)
	rows = (
		frappe.qb.from_(columns)
		.select(columns.table_name, columns.column_name, columns.data_type)
		.where(columns.table_schema == frappe.conf.db_name)
		.run()
	)
	return [(str(table), str(column), str(kind)) for table, column, kind in rows if table in here]


def _sqlite_columns() -> list[tuple[str, str, str]]:
	tables = frappe.db.sql("select name from sqlite_master where type = 'table'", pluck=True)
	return [
		(table, column[1], column[2])
		for table in tables
		for column in frappe.db.sql("select * from pragma_table_info(%s)", table)
	]
