"""Rows by the hundred thousand: each is a copy of one that people made, with a few values of its own."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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

	@contextmanager
	def filling(self) -> Iterator[None]:
		"""Write, at the end, what still waits for its batch."""
		yield
		for copies in self._copies:
			copies.write()

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
def unchecked() -> Iterator[None]:
	"""Spare MariaDB the checks of keys that are unique by the way they are made."""
	mariadb = frappe.db.db_type == "mariadb"
	if mariadb:
		frappe.db.sql("set session unique_checks = 0, foreign_key_checks = 0")
	yield
	if mariadb:
		frappe.db.sql("set session unique_checks = 1, foreign_key_checks = 1")


def _literal(value: Any) -> str:
	if value is None:
		return "NULL"
	return str(value) if isinstance(value, int) else frappe.db.escape(str(value), percent=False)
