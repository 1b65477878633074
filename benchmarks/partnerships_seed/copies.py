"""Rows by the hundred thousand: each is a copy of one that people made, with a few values of its own."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import frappe

ROWS_AT_ONCE = 2_000


class _Null:
	"""What an empty field is called in SQL."""

	def __repr__(self) -> str:
		return "NULL"


NULL = _Null()
Value = str | int | _Null
# By the DocType of the parent ("" where there is none) and the row's own.
Rows = Mapping[tuple[str, str], Mapping[str, Any]]


class Copies:
	"""Copies of one row, written in statements of many rows.

	What all copies share is said once a statement, which spares the database most of the reading. Their own
	values are rendered by ``repr``, which is SQL for whole numbers and for text without quotation marks or
	backslashes, and many times as fast as escaping each.

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
		shared = {key: value for key, value in original.items() if key not in own}
		columns = ", ".join(f"`{name}`" for name in (*own, *shared))
		self.doctype = doctype
		self.written = 0
		everything = ", ".join(["own.*", *(_literal(value) for value in shared.values())])
		names = ", ".join(f"own_{number}" for number in range(len(own)))
		self._head = f"insert into `tab{doctype}` ({columns}) with own ({names}) as (values "
		self._tail = f") select {everything} from own"
		self._rows: list[str] = []

	def add(self, *own: Value) -> None:
		"""One more copy; it is written with its batch."""
		self._rows.append(repr(own))
		if len(self._rows) >= ROWS_AT_ONCE:
			self.write()

	def write(self) -> None:
		"""Write what waits for its batch."""
		if self._rows:
			frappe.db.sql(self._head + ",".join(self._rows) + self._tail)
			self.written += len(self._rows)
			self._rows.clear()


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
	"""Take the indexes away and make them anew from all rows, which MariaDB does in a fraction of the time.

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


def _literal(value: Any) -> str:
	if value is None:
		return "NULL"
	return str(value) if isinstance(value, int) else frappe.db.escape(str(value), percent=False)
