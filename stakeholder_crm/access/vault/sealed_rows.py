"""The rows of Sealed Text: one for each Confidential record, which holds all its sealed texts."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

import frappe
from frappe import _
from frappe.utils import now_datetime

from stakeholder_crm.access.vault.keys import VaultLocked, load_keyring
from stakeholder_crm.access.vault.sealed_fields import SEALED
from stakeholder_crm.base.doctypes import SEALED_TEXT
from stakeholder_crm.domain.sealing import DOTS, Altered, KeyMissing, Keyring, Texts, key_number, seal, unseal

Record = tuple[str, str]
BATCH = 500
# Keys that have read a text of their site in this process.
_CHECKED: set[tuple[str, int, bytes]] = set()


def read_texts(records: Collection[Record]) -> dict[Record, Texts]:
	"""Decrypt the texts of records. Checks no permission.

	Args:
		records: DocType and name of each.

	Returns:
		The texts of those that have any.

	Raises:
		VaultLocked: if a key is missing or wrong, or texts were altered.
	"""
	by_name = {sealed_row_name(record): record for record in records}
	if not by_name:
		return {}
	keyring = load_keyring()
	rows = frappe.get_all(
		SEALED_TEXT,
		filters={"name": ("in", sorted(by_name))},
		fields=["name", "sealed"],
		order_by="name",
	)
	return {by_name[row.name]: _unsealed(row.sealed, by_name[row.name], keyring) for row in rows}


def write_texts(record: Record, texts: Texts) -> None:
	"""Encrypt and store the texts of a record, in place of those that it had.

	Args:
		record: DocType and name.
		texts: by row and fieldname; without any, the record has none any more.

	Raises:
		VaultLocked: if there is no key.
	"""
	if not texts:
		delete_texts(record)
		return
	keyring = load_keyring()
	try:
		_check_key(keyring)
		sealed = seal(texts, sealed_row_name(record), keyring)
	except KeyMissing as error:
		raise VaultLocked(_missing(error.number)) from error
	_store(record, sealed)


def delete_texts(record: Record) -> None:
	"""Delete the texts of a record.

	Args:
		record: DocType and name.
	"""
	frappe.db.delete(SEALED_TEXT, {"name": sealed_row_name(record)})


def move_texts(old: Record, new: Record) -> None:
	"""Give the texts of a record to its new name.

	Args:
		old: DocType and name, as they were.
		new: as they are.
	"""
	if texts := read_texts([old]).get(old):
		write_texts(new, texts)
		delete_texts(old)


def give_rows_texts(old: Record, new: Record) -> None:
	"""Give the texts of a record's rows to another record, before the rows are moved to it.

	Args:
		old: DocType and name of the record that has the rows.
		new: of the record that gets them.
	"""
	found = read_texts([old, new])
	rows = {row: fields for row, fields in found.get(old, {}).items() if row}
	if rows:
		write_texts(new, {**found.get(new, {}), **rows})


def seal_new_rows(record: Record, table: str, rows: Sequence[dict[str, Any]]) -> None:
	"""Store the texts of rows that are about to be inserted, in place of those of all earlier rows of their record.

	Args:
		record: DocType and name of the record, which keeps its own texts.
		table: the DocType of the rows.
		rows: each with its ``name``; their texts become dots.
	"""
	own = read_texts([record]).get(record, {}).get("", {})
	texts: Texts = {"": own} if own else {}
	for row in rows:
		for field in SEALED[table]:
			if row.get(field):
				texts.setdefault(row["name"], {})[field] = row[field]
				row[field] = DOTS
	write_texts(record, texts)


def drop_row_texts(record: Record, rows: Collection[str]) -> None:
	"""Delete the texts of some of a record's rows.

	Args:
		record: DocType and name.
		rows: their names.
	"""
	texts = read_texts([record]).get(record, {})
	left = {row: fields for row, fields in texts.items() if row not in rows}
	if left != texts:
		write_texts(record, left)


def change_texts(change: Callable[[str], str], records: Collection[Record] | None = None) -> int:
	"""Change sealed texts where they are, without events.

	Args:
		change: returns the new text; the same if nothing is to change. An empty one is dropped.
		records: DocType and name of each; by default all.

	Returns:
		How many records were changed.
	"""
	count = 0
	for record, texts in all_texts() if records is None else read_texts(records).items():
		changed = {
			row: {field: new for field, text in fields.items() if (new := change(text))}
			for row, fields in texts.items()
		}
		if changed != texts:
			write_texts(record, {row: fields for row, fields in changed.items() if fields})
			count += 1
	return count


def all_texts() -> Iterator[tuple[Record, Texts]]:
	"""Decrypt the texts of all records, in batches. Checks no permission.

	Raises:
		VaultLocked: if a key is missing or wrong, or texts were altered.
	"""
	last = ""
	while names := frappe.get_all(
		SEALED_TEXT, filters={"name": (">", last)}, pluck="name", order_by="name", limit=BATCH
	):
		yield from read_texts([_record(name) for name in names]).items()
		last = names[-1]


def seal_under_newest_key() -> int:
	"""Seal all texts under the newest key. If it is interrupted, call it again: it goes on with those that are left.

	Returns:
		How many records were sealed again.
	"""
	older = {"key_number": ("!=", load_keyring().current)}
	count = 0
	while names := frappe.get_all(SEALED_TEXT, filters=older, pluck="name", order_by="name", limit=BATCH):
		for record, texts in read_texts([_record(name) for name in names]).items():
			write_texts(record, texts)
		count += len(names)
		# Each batch is done for good, so that an interrupted change goes on with the rest.
		frappe.db.commit()
	return count


def _check_key(keyring: Keyring) -> None:
	"""Nothing is sealed under a wrong key, which would have the number of the right one."""
	key = (frappe.local.site, keyring.current, keyring.keys[keyring.current])
	if key in _CHECKED:
		return
	about = {"key_number": keyring.current}
	for row in frappe.get_all(
		SEALED_TEXT, filters=about, fields=["name", "sealed"], order_by="name", limit=1
	):
		_unsealed(row.sealed, _record(row.name), keyring)
		_CHECKED.add(key)


def _unsealed(sealed: str, record: Record, keyring: Keyring) -> Texts:
	try:
		return unseal(sealed, sealed_row_name(record), keyring)
	except KeyMissing as error:
		raise VaultLocked(_missing(error.number)) from error
	except Altered as error:
		raise VaultLocked(
			_(
				"The confidential texts of {0} cannot be read: the vault key is wrong, or they were changed."
			).format(record[1])
		) from error


def _missing(number: int | None) -> str:
	if number:
		return _(
			"Vault key {0} is missing. Confidential texts cannot be read. Ask the system administrator."
		).format(number)
	return _("This site has no vault key. Confidential texts cannot be stored. Ask the system administrator.")


def _store(record: Record, sealed: str) -> None:
	name, now = sealed_row_name(record), now_datetime()
	values = {"sealed": sealed, "key_number": key_number(sealed), "modified": now}
	if frappe.db.exists(SEALED_TEXT, name):
		frappe.db.set_value(SEALED_TEXT, name, values, update_modified=False)
		return
	row = frappe.new_doc(SEALED_TEXT)
	row.update(
		{"name": name, "creation": now, "owner": "Administrator", "modified_by": "Administrator", **values}
	)
	# No hooks: other apps' events get no sealed text.
	row.db_insert()


def sealed_row_name(record: Record) -> str:
	"""The name of the row with a record's texts.

	Args:
		record: DocType and name.
	"""
	return f"{record[0]}/{record[1]}"


def _record(name: str) -> Record:
	doctype, _slash, number = name.partition("/")
	return doctype, number
