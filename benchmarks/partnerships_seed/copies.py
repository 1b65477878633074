"""Rows by the hundred thousand: each is a copy of one that people made, with a few values of its own."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from tempfile import NamedTemporaryFile
from typing import Any

import frappe

ROWS_AT_ONCE = 20_000
FEWER_AT_ONCE = 1_000

Value = str | int | None
# By the DocType of the parent ("" where there is none) and the row's own.
Rows = Mapping[tuple[str, str], Mapping[str, Any]]


class Copies:
	"""Copies of one row.

	MariaDB reads their own values from a file, where it may, and what all share stands once in the statement: many
	times as fast as rows of values, most of them the same, which it would have to parse.

	Attributes:
		doctype: whose table they are in.
		written: how many are there by now.
	"""

	def __init__(self, doctype: str, original: Mapping[str, Any], own: Sequence[str]) -> None:
		"""Copy a row.

		Args:
			doctype: whose table it is in.
			original: the row, complete.
			own: the fields whose values each copy has for itself, in the order in which they will come.
		"""
		self.doctype = doctype
		self.written = 0
		self._own = own
		self._shared = {key: value for key, value in original.items() if key not in own}
		self._loads = _may_load()
		self._at_once = ROWS_AT_ONCE if self._loads else FEWER_AT_ONCE
		self._rows: list[tuple[Value, ...]] = []

	def add(self, *own: Value) -> None:
		"""One more copy; it is written with its batch."""
		self._rows.append(own)
		if len(self._rows) >= self._at_once:
			self.write()

	def write(self) -> None:
		"""Write what waits for its batch."""
		if self._rows:
			self._load() if self._loads else self._insert()
			self.written += len(self._rows)
			self._rows.clear()

	def _load(self) -> None:
		shared = ", ".join(f"`{name}` = {_literal(value)}" for name, value in self._shared.items())
		with NamedTemporaryFile("w", suffix=".tsv") as file:
			file.writelines(map(_line, self._rows))
			file.flush()
			frappe.db.sql(
				f"load data local infile '{file.name}' into table `tab{self.doctype}` character set utf8mb4"
				f" ({', '.join(f'`{name}`' for name in self._own)}) set {shared}"
			)
		# Of a file from the client, MariaDB passes over what it cannot take.
		if frappe.db._cursor.rowcount != len(self._rows):
			raise RuntimeError(f"{self.doctype}: {frappe.db._cursor.rowcount} of {len(self._rows)} rows.")

	def _insert(self) -> None:
		shared = tuple(self._shared.values())
		rows = [(*row, *shared) for row in self._rows]
		frappe.db.bulk_insert(self.doctype, [*self._own, *self._shared], rows)


class Tables:
	"""The tables that are filled."""

	def __init__(self, originals: Rows) -> None:
		"""Copy these rows.

		Args:
			originals: complete rows.
		"""
		self._originals = originals
		self._copies: list[Copies] = []

	def copies(self, doctype: str, *own: str, of: str = "") -> Copies:
		"""Copies of the original of a DocType.

		Args:
			doctype: whose table is filled.
			own: fields with values of their own.
			of: the DocType of the parent, where it is a child's row.
		"""
		made = Copies(doctype, self._originals[of, doctype], own)
		self._copies.append(made)
		return made

	def written(self) -> Counter[str]:
		"""Rows by DocType."""
		rows: Counter[str] = Counter()
		for copies in self._copies:
			rows[copies.doctype] += copies.written
		return rows


@contextmanager
def indexed_afterwards(doctypes: Iterable[str]) -> Iterator[None]:
	"""Take the indexes away and make them again from all rows, which MariaDB does in a fraction of the time.

	Args:
		doctypes: whose tables are filled. Unique keys stay.
	"""
	indexes = {doctype: _indexes(doctype) for doctype in doctypes} if frappe.db.db_type == "mariadb" else {}
	for doctype, columns in indexes.items():
		_alter(doctype, [f"drop index `{name}`" for name in columns])
	yield
	for doctype, columns in indexes.items():
		_alter(doctype, [f"add index `{name}` ({fields})" for name, fields in columns.items()])
		frappe.db.sql(f"analyze table `tab{doctype}`")


def _indexes(doctype: str) -> dict[str, str]:
	"""The columns of each index, quoted and in order."""
	rows = frappe.db.sql(f"show index from `tab{doctype}` where non_unique = 1", as_dict=True)
	columns: dict[str, list[str]] = {}
	for row in sorted(rows, key=lambda row: row["Seq_in_index"]):
		columns.setdefault(row["Key_name"], []).append(f"`{row['Column_name']}`")
	return {name: ", ".join(fields) for name, fields in columns.items()}


def _alter(doctype: str, changes: list[str]) -> None:
	if changes:
		frappe.db.sql_ddl(f"alter table `tab{doctype}` {', '.join(changes)}")


def _may_load() -> bool:
	"""Whether the database is one that reads files of ours."""
	if frappe.db.db_type != "mariadb" or not frappe.conf.local_infile:
		return False
	[(allowed,)] = frappe.db.sql("select @@global.local_infile")
	return bool(allowed)


def _line(values: tuple[Value, ...]) -> str:
	"""A row as MariaDB reads it by default; none of the texts holds a tab, a line's end or a backslash."""
	return "\t".join(["\\N" if value is None else str(value) for value in values]) + "\n"


def _literal(value: Any) -> str:
	if value is None:
		return "NULL"
	return str(value) if isinstance(value, int) else frappe.db.escape(str(value), percent=False)
