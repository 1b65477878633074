"""Files of Confidential records: encrypted on disk, under a name that tells nothing. Our own link opens them.

The File row keeps the ending of the name, the size and who attached it. Its real name is in Sealed Text.
"""

import json
import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils.global_search import update_global_search

from stakeholder_crm.access.vault.keys import VaultLocked, load_keyring
from stakeholder_crm.access.vault.sealed_fields import OF_RECORDS
from stakeholder_crm.access.vault.sealed_rows import delete_texts, read_texts, sealed_row_name, write_texts
from stakeholder_crm.base.stored_files import SEALED_URL, remove_unused, sealed_path
from stakeholder_crm.domain.plain_text import disarmed
from stakeholder_crm.domain.sealing import (
	DOTS,
	Altered,
	KeyMissing,
	key_number,
	seal_bytes,
	unseal_bytes,
)

FILE, MAIL = "File", "Communication"
ATTACHED = ("Attachment", "Attachment Removed")
LONGEST_ENDING = 6
# More than the number of a key and its colon take.
NUMBER_BYTES = 16


def is_sealed_file(file: Document) -> bool:
	"""Whether a File's content is sealed.

	Args:
		file: a File.
	"""
	return file.file_url == f"{SEALED_URL}{file.name}"


def record_of(file: Document) -> Document | None:
	"""The record of ours that a File is attached to, perhaps by way of an e-mail.

	Args:
		file: a File.

	Returns:
		The record; None if it has no sealed fields.
	"""
	doctype, name = file.attached_to_doctype, file.attached_to_name
	if file.is_folder:
		return None
	if doctype == MAIL and name:
		about = frappe.db.get_value(MAIL, name, ["reference_doctype", "reference_name"])
		doctype, name = about or (None, None)
	if doctype not in OF_RECORDS or not name or not frappe.db.exists(doctype, name):
		return None
	return frappe.get_doc(doctype, name)


def seal_new_file(file: Document, content: bytes) -> None:
	"""Seal the content of a File that is about to be inserted. If the transaction fails, nothing stays on disk.

	Args:
		file: the File, with its real name.
		content: decoded.

	Raises:
		VaultLocked: if there is no key.
	"""
	# Never a posted name, under which another file may be sealed.
	file.name = frappe.generate_hash(length=10)
	# It has no hash of its content, by which the host would take it for another one.
	file.flags.update({"name_set": True, "ignore_duplicate_entry_error": True})
	file.update(_seal(file.name, file.file_name, content))
	frappe.db.after_rollback.add(partial(_remove, file.name))


def copy_files(source: tuple[str, str], target: Document) -> None:
	"""Attach a record's files to another one, as the host does for an amended document, sealed ones too.

	Args:
		source: DocType and name of the record that has them.
		target: a stored record.
	"""
	attached = {"attached_to_doctype": source[0], "attached_to_name": source[1], "is_folder": 0}
	for name in frappe.get_all(FILE, filters=attached, pluck="name", order_by="creation"):
		file = frappe.get_doc(FILE, name)
		values = {"file_name": file.file_name, "file_url": file.file_url, "is_private": file.is_private}
		if is_sealed_file(file):
			file_name, content = open_sealed_file(file)
			values = {"file_name": file_name, "content": content, "is_private": 1}
		about = {"attached_to_doctype": target.doctype, "attached_to_name": target.name}
		frappe.get_doc({"doctype": FILE, "folder": "Home/Attachments", **about, **values}).save()


def open_sealed_file(file: Document) -> tuple[str, bytes]:
	"""The real name and the content of a sealed File. Checks no permission.

	Args:
		file: the File.

	Raises:
		VaultLocked: if they cannot be read.
	"""
	about = (FILE, file.name)
	name = read_texts([about]).get(about, {}).get("", {}).get("file_name")
	try:
		content = unseal_bytes(
			Path(sealed_path(file.name)).read_bytes(), sealed_row_name(about), load_keyring()
		)
	except (KeyMissing, Altered, OSError) as error:
		raise VaultLocked(
			_(
				"The file cannot be opened: it or the vault key is missing or was changed. Ask the system administrator."
			)
		) from error
	return name or file.file_name, content


def name_sealed_files(attachments: Iterable[Any]) -> None:
	"""Put the real names of sealed Files in place of those that the host knows. Checks no permission.

	Args:
		attachments: of a form, as the host loads them for a reader of the record.
	"""
	sealed = {(FILE, row["name"]): row for row in attachments if is_sealed_file(frappe._dict(row))}
	# Without the key, the form says so where its texts are missing.
	with suppress(VaultLocked):
		for about, texts in read_texts(sealed).items():
			sealed[about]["file_name"] = disarmed(texts[""]["file_name"])


def follow_files(record: Document) -> None:
	"""Seal or open the files of a record whose level has changed, and what its timeline says of them.

	What is no longer needed on disk is removed after the transaction.

	Args:
		record: a saved record.
	"""
	for doctype, names in _with_mails(record).items():
		if record.is_sealed:
			_seal_comments(doctype, names)
		for name in frappe.get_all(
			FILE,
			filters={"attached_to_doctype": doctype, "attached_to_name": ("in", names), "is_folder": 0},
			pluck="name",
			order_by="name",
		):
			file = frappe.get_doc(FILE, name, for_update=True)
			if record.is_sealed and not is_sealed_file(file):
				_seal_stored(file)
			elif not record.is_sealed and is_sealed_file(file):
				_open_stored(file)


def seal_deleted_files(records: Collection[tuple[str, str]]) -> None:
	"""Put dots in the copies that the host keeps of deleted Files. Their table is read once.

	Args:
		records: DocType and name of those that the Files were attached to, perhaps by way of an e-mail.
	"""
	names = {name for _doctype, name in records}
	mails = frappe.get_all(
		MAIL,
		filters={"reference_name": ("in", sorted(names))},
		fields=["name", "reference_doctype", "reference_name"],
		order_by="name",
	)
	places = {
		*records,
		*((MAIL, row.name) for row in mails if (row.reference_doctype, row.reference_name) in records),
	}
	copies = {"deleted_doctype": FILE, "restored": 0}
	for row in frappe.get_all("Deleted Document", filters=copies, fields=["name", "data"], order_by="name"):
		values = json.loads(row.data or "{}")
		if (values.get("attached_to_doctype"), values.get("attached_to_name")) in places:
			copy = {"data": frappe.as_json({**values, "file_name": DOTS, "file_url": DOTS})}
			frappe.db.set_value("Deleted Document", row.name, copy, update_modified=False)


def delete_sealed_file(file: str) -> None:
	"""Delete what is sealed of a File: its name at once, its content after the transaction.

	Args:
		file: its name in the database.
	"""
	delete_texts((FILE, file))
	frappe.db.after_commit.add(partial(_remove, file))


def seal_files_under_newest_key() -> int:
	"""Seal all files under the newest key. If it is interrupted, call it again.

	Returns:
		How many files were sealed again.
	"""
	keyring, count = load_keyring(), 0
	for name in frappe.get_all(
		FILE, filters={"file_url": ("like", f"{SEALED_URL}%")}, pluck="name", order_by="name"
	):
		path = Path(sealed_path(name))
		if not path.exists() or _key_number(path) == keyring.current:
			continue
		_real_name, content = open_sealed_file(frappe.get_doc(FILE, name))
		_write(name, content)
		count += 1
	return count


def _seal(name: str, file_name: str, content: bytes) -> dict[str, object]:
	ending = os.path.splitext(file_name)[1].lower()
	if len(ending) > LONGEST_ENDING or not ending[1:].isalnum():
		ending = ""
	write_texts((FILE, name), {"": {"file_name": file_name}})
	_write(name, content)
	return {
		"file_name": f"{_('Sealed file')} {name[:4]}{ending}",
		"file_url": f"{SEALED_URL}{name}",
		"file_size": len(content),
		"is_private": 1,
		"content": None,
		"content_hash": None,
		"thumbnail_url": None,
	}


def _key_number(path: Path) -> int:
	with path.open("rb") as handle:
		return key_number(handle.read(NUMBER_BYTES).decode("latin-1"))


def _write(name: str, content: bytes) -> None:
	sealed = seal_bytes(content, sealed_row_name((FILE, name)), load_keyring())
	path = sealed_path(name)
	# It is there as a whole or as it was, also after a power failure: what it replaces is removed next.
	with NamedTemporaryFile(dir=os.path.dirname(path), suffix=".new", delete=False) as handle:
		handle.write(sealed)
		handle.flush()
		os.fsync(handle.fileno())
	os.replace(handle.name, path)


def _seal_stored(file: Document) -> None:
	if file.is_remote_file or str(file.file_url).startswith("/api/method/"):
		return
	old = [url for url in (file.file_url, file.thumbnail_url) if url]
	try:
		content = Path(file.get_full_path()).read_bytes()
	except (OSError, frappe.ValidationError):
		# Its name still tells something, and a file that is lost must not keep the record open.
		frappe.clear_last_message()
		content = b""
	values = _seal(file.name, file.file_name, content)
	values.pop("content")
	frappe.db.after_rollback.add(partial(_remove, file.name))
	_set(file, values)
	frappe.db.delete("Version", {"ref_doctype": FILE, "docname": file.name})
	frappe.db.after_commit.add(partial(remove_unused, old))


def _open_stored(file: Document) -> None:
	file_name, content = open_sealed_file(file)
	if not content:
		# The host stores no empty file.
		return
	file.update({"file_name": file_name, "file_url": None, "is_private": 1, "content": content})
	# The host removes it if the transaction fails.
	file.flags.new_file = True
	file.save_file(content=content, ignore_existing_file_check=True)
	values = {field: file.get(field) for field in ("file_name", "file_url", "content_hash", "file_size")}
	_set(file, values)
	delete_sealed_file(file.name)


def _set(file: Document, values: dict[str, object]) -> None:
	frappe.db.set_value(FILE, file.name, values, update_modified=False)
	file.update(values)
	# The host's Global Search has names of files.
	update_global_search(file)


def _seal_comments(doctype: str, names: list[str]) -> None:
	comments = {
		"reference_doctype": doctype,
		"reference_name": ("in", names),
		"comment_type": ("in", ATTACHED),
	}
	frappe.db.set_value("Comment", comments, "content", DOTS, update_modified=False)


def _with_mails(record: Document) -> dict[str, list[str]]:
	mails = frappe.get_all(
		MAIL,
		filters={"reference_doctype": record.doctype, "reference_name": record.name},
		pluck="name",
		order_by="name",
	)
	return {record.doctype: [record.name], **({MAIL: mails} if mails else {})}


def _remove(name: str) -> None:
	# It may have been sealed again since, by this process or another one.
	if frappe.db.get_value(FILE, name, "file_url") != f"{SEALED_URL}{name}":
		Path(sealed_path(name)).unlink(missing_ok=True)
