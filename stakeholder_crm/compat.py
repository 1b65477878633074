"""What differs between the databases and versions that Frappe runs on."""

from typing import Any

import frappe


def changed_rows() -> int:
	"""How many rows the last statement changed; asked at once after it."""
	return frappe.db._cursor.rowcount


def for_update_skip_locked(query: Any) -> Any:
	"""Lock the rows that a query selects, and pass over those that somebody else has locked.

	SQLite, which Frappe 16 can run on, has one writer at a time and needs no such lock.
	"""
	return query if frappe.db.db_type == "sqlite" else query.for_update(skip_locked=True)
