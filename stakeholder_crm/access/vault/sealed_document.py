"""Documents whose texts are sealed while they are Confidential.

A loaded document holds dots. Its texts are taken out before a save begins, are there only for our own ``validate``, and
are stored encrypted as the document is written: no event of another app, version, notification or cache sees them.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.access.levels import level_of_record
from stakeholder_crm.access.vault.kept_copies import seal_versions
from stakeholder_crm.access.vault.keys import VaultLocked
from stakeholder_crm.access.vault.named_in_request import is_named
from stakeholder_crm.access.vault.sealed_fields import NOT_SHOWN, OF_RECORDS, SEALED
from stakeholder_crm.access.vault.sealed_files import copy_files, follow_files
from stakeholder_crm.access.vault.sealed_rows import delete_texts, move_texts, read_texts, write_texts
from stakeholder_crm.access.visible_rows import has_right_on
from stakeholder_crm.base.disarm_texts import disarm_texts
from stakeholder_crm.base.system_records import log_error
from stakeholder_crm.domain.clearance import Level, level_of
from stakeholder_crm.domain.sealing import DOTS, Texts

# Hooks after which a document is shown: of its form, and of a print.
SHOWN = frozenset({"onload", "before_print"})


class SealedTextMissing(VaultLocked):
	"""A field holds dots, and there is no sealed text for it."""


class SaveFailed(frappe.ValidationError):
	"""A sealed record was not saved because of an error in the program or the database."""


class WithSealedTexts(Document):
	"""A record or a row with sealed fields. It holds its texts beside its fields while it is saved."""

	_sealed_texts: dict[str, str] | None = None
	_is_open: bool = False

	def __getstate__(self) -> dict[str, Any]:
		"""What a cache or a job keeps: dots."""
		state = super().__getstate__()
		state.pop("_sealed_texts", None)
		state.pop("_seal", None)
		if state.pop("_is_open", False):
			state.update({field: DOTS for field in SEALED[self.doctype] if state.get(field)})
		return state


class SealedDocument(WithSealedTexts):
	"""A record with sealed fields, of its own or in its rows."""

	# While it is saved: whether it is sealed. Its level needs queries, so it is asked before and after its checks only.
	_seal: bool | None = None

	@property
	def is_sealed(self) -> bool:
		"""Whether its level asks for its texts to be sealed."""
		if self._seal is not None:
			return self._seal
		return self.doctype in OF_RECORDS and self.level() is Level.CONFIDENTIAL

	def level(self) -> Level:
		"""Its level: that of the record itself, its stakeholder and its meeting. Override where it names others."""
		return level_of_record(self)

	def find_level_again(self) -> None:
		"""While it is saved, after what may have changed its level."""
		self._seal = None
		self._seal = self.is_sealed

	def insert(self, *args: Any, **kwargs: Any) -> "Document":
		"""Insert it. Its texts are taken out first. Dots are refused: a new record gets no texts of a stored one."""
		dots = [cell for cell in _cells(self) if cell[0].get(cell[1]) == DOTS and not cell[0]._sealed_texts]
		if dots:
			_refuse_dots(self, dots)
		return self._with_texts_taken_out(lambda: super(SealedDocument, self).insert(*args, **kwargs))

	def save(self, *args: Any, **kwargs: Any) -> "Document":
		"""Save it. Its texts are taken out first."""
		return self._with_texts_taken_out(lambda: super(SealedDocument, self).save(*args, **kwargs))

	def _with_texts_taken_out(self, write: Callable[[], Document]) -> Document:
		self.find_level_again()
		if self.is_sealed:
			take_out(self)
		try:
			return write()
		except Exception as error:
			if self.is_sealed and _would_be_logged(error):
				log_error(
					"A sealed record could not be saved", self.doctype, self.name, despite_rollback=True
				)
				raise SaveFailed(
					_("The record could not be saved. Ask the system administrator to look at the Error Log.")
				) from None
			raise
		finally:
			drop_texts(self)
			self._seal = None

	def load_doc_before_save(self, *args: Any, **kwargs: Any) -> None:
		"""Load the stored document, with dots if the new level asks for them: a version compares the two.

		By now the host has checked that the user may write the record.
		"""
		super().load_doc_before_save(*args, **kwargs)
		before = self.get_doc_before_save()
		if before and self.is_sealed:
			take_out(before)
		elif before:
			put_in(self, before)

	def save_version(self) -> None:
		"""Write the version, with dots for the name that a raised level has just taken away."""
		super().save_version()
		before = self.get_doc_before_save()
		if before and self.is_sealed and level_of(before.get("confidentiality")) < Level.CONFIDENTIAL:
			seal_versions(self.doctype, self.name)

	def reload(self) -> "Document":
		"""Load it again, without the texts that were taken out before."""
		self._sealed_texts, self._is_open = None, False
		return super().reload()

	def db_insert(self, *args: Any, **kwargs: Any) -> None:
		"""Insert the row, and its sealed texts."""
		self._take_out_again()
		super().db_insert(*args, **kwargs)
		self.write_texts()

	def db_update(self) -> None:
		"""Update the row, and its sealed texts."""
		self._take_out_again()
		super().db_update()
		self.write_texts()

	def db_set(self, fieldname: Any, *args: Any, **kwargs: Any) -> None:
		"""Set fields in the database, other than sealed ones."""
		fields = fieldname if isinstance(fieldname, dict) else {fieldname: None}
		if self.is_sealed and (sealed := sorted(set(fields) & set(SEALED[self.doctype]))):
			frappe.throw(
				_("{0} is sealed. Save the record instead.").format(_(self.meta.get_label(sealed[0])))
			)
		super().db_set(fieldname, *args, **kwargs)

	def after_delete(self) -> None:
		"""Delete its sealed texts: a copy in Deleted Documents holds dots."""
		if self.doctype in OF_RECORDS:
			delete_texts((self.doctype, self.name))

	def after_rename(self, old: str, new: str, merge: bool = False) -> None:
		"""Seal its texts for its new name."""
		if self.doctype in OF_RECORDS:
			move_texts((self.doctype, old), (self.doctype, new))

	def run_method(self, method: str, *args: Any, **kwargs: Any) -> Any:
		"""Run a method and its hooks. After those of a form or a print, a reader is shown the texts."""
		answer = super().run_method(method, *args, **kwargs)
		if method in SHOWN and _has_dots(self) and self.is_sealed:
			show_texts(self)
		if method == "onload":
			self.on_shown()
		return answer

	def copy_attachments_from_amended_from(self) -> None:
		"""Copy the files of the document that it amends, sealed ones too."""
		copy_files((self.doctype, self.amended_from), self)

	def on_shown(self) -> None:
		"""Load what the form shows beside the fields, once its texts are there. Override where needed."""

	def _take_out_again(self) -> None:
		"""For what an event of another app has set since."""
		if self.is_sealed:
			take_out(self)

	def write_texts(self) -> None:
		"""Store its texts, or delete those that are stored if it is not sealed and has no dots in their place."""
		if self.is_sealed:
			write_texts((self.doctype, self.name), _texts_to_store(self))
		elif self.doctype in OF_RECORDS and not _has_dots(self):
			delete_texts((self.doctype, self.name))


def show_texts(doc: Document) -> None:
	"""Put its texts in place of dots if the session's own request asks to show it, and its user may read it.

	The stored record decides: a posted one could say of itself that it is new.

	Args:
		doc: a sealed record, as it is about to be sent.
	"""
	if not is_named(doc) or not has_right_on(doc.doctype, doc.name):
		return
	try:
		put_in(doc)
	except VaultLocked as error:
		frappe.msgprint(str(error), title=_("Vault"), indicator="red")
	for field in NOT_SHOWN.get(doc.doctype, ()):
		doc.set(field, None)
	disarm_texts(doc)


def reseal(doc: SealedDocument) -> None:
	"""Store a record's texts as its level asks, without events and as of its last change. Other values are left alone.

	Args:
		doc: a record that was read for update, perhaps with changed texts.
	"""
	if doc.is_sealed:
		take_out(doc)
	else:
		put_in(doc)
	for row in _records(doc):
		if texts := {field: row.get(field) for field in SEALED[row.doctype]}:
			frappe.db.set_value(row.doctype, row.name, texts, update_modified=False)
	doc.write_texts()
	drop_texts(doc)
	follow_files(doc)
	frappe.clear_document_cache(doc.doctype, doc.name)


def write_open(doc: SealedDocument) -> None:
	"""Write a record's texts into its columns, until it is resealed in the same transaction.

	Args:
		doc: a record as it is stored.
	"""
	sealed = [(row, field) for row, field in _cells(doc) if row.get(field) == DOTS]
	put_in(doc)
	for row, field in sealed:
		frappe.db.set_value(row.doctype, row.name, field, row.get(field), update_modified=False)
	delete_texts((doc.doctype, doc.name))
	frappe.clear_document_cache(doc.doctype, doc.name)


@contextmanager
def opened(doc: Document) -> Iterator[Document]:
	"""A document with its texts, and with dots again afterwards if its level asks for them. Checks no permission.

	Args:
		doc: a document, sealed or not.

	Raises:
		SealedTextMissing: if a text is not there.
		VaultLocked: if a key is missing or wrong.
	"""
	put_in(doc)
	try:
		yield doc
	finally:
		if isinstance(doc, SealedDocument) and doc.is_sealed:
			take_out(doc)


@contextmanager
def opened_to_check(doc: SealedDocument) -> Iterator[None]:
	"""The same for a document that is being saved, and for the one before the save.

	Args:
		doc: the document.
	"""
	before = doc.get_doc_before_save()
	put_in(doc, *([before] if before else []))
	try:
		yield
	finally:
		doc.find_level_again()
		if doc.is_sealed:
			take_out(doc)
			if before:
				take_out(before)


def take_out(doc: Document) -> None:
	"""Put dots in place of its texts, which it keeps beside its fields until it is written.

	Args:
		doc: a record with sealed fields.
	"""
	for row, field in _cells(doc):
		text = row.get(field)
		if text and text != DOTS:
			row._sealed_texts = {**(row._sealed_texts or {}), field: text}
			row.set(field, DOTS)
	for row in _records(doc):
		row._is_open = False


def put_in(*versions: Document) -> None:
	"""Put texts in place of dots: those taken out of a document, otherwise those that are stored.

	Args:
		versions: a record, as it is and perhaps as it was; one without sealed fields is left as it is.

	Raises:
		SealedTextMissing: if a text is not there.
		VaultLocked: if a key is missing or wrong.
	"""
	find = _finder(versions[0])
	for doc in versions:
		for row, field in _cells(doc):
			if row.get(field) == DOTS:
				row.set(field, find(row, _key(doc, row), field))
				row._is_open = True


def drop_texts(doc: Document) -> None:
	"""Drop the texts that were taken out.

	Args:
		doc: a record with sealed fields.
	"""
	for one in (doc, doc.get_doc_before_save()):
		for row in _records(one) if one else ():
			row._sealed_texts = None


def _would_be_logged(error: Exception) -> bool:
	"""Whether the host would log an error with all local variables, and with the document as it was sent."""
	return bool(getattr(frappe.local, "request", None)) and getattr(error, "http_status_code", 500) >= 500


def _texts_to_store(doc: Document) -> Texts:
	find = _finder(doc)
	texts: Texts = {}
	for row, field in _cells(doc):
		if row.get(field) == DOTS:
			key = _key(doc, row)
			texts.setdefault(key, {})[field] = find(row, key, field)
	return texts


def _finder(doc: Document) -> Callable[[Document, str, str], str]:
	"""Finds the text of a field. What is stored is read once, and only if it is needed."""
	stored: list[Texts] = []

	def find(row: Document, key: str, field: str) -> str:
		if text := (row._sealed_texts or {}).get(field):
			return text
		if not stored:
			record = (doc.doctype, doc.name)
			stored.append(read_texts([record]).get(record, {}) if doc.name else {})
		text = stored[0].get(key, {}).get(field, "")
		if not text:
			_refuse_dots(doc, [(row, field)])
		return text

	return find


def _refuse_dots(doc: Document, cells: Iterable[tuple[Document, str]]) -> None:
	labels = [_(row.meta.get_label(field)) for row, field in cells]
	frappe.throw(
		_("{0}: sealed, and the text is not stored with {1}. Enter it again.").format(
			frappe.bold(", ".join(dict.fromkeys(labels))), doc.name or _(doc.doctype)
		),
		SealedTextMissing,
	)


def _has_dots(doc: Document) -> bool:
	return any(row.get(field) == DOTS for row, field in _cells(doc))


def _key(doc: Document, row: Document) -> str:
	return "" if row is doc else row.name


def _records(doc: Document) -> Iterator[Document]:
	for row in (doc, *doc.get_all_children()):
		if row.doctype in SEALED:
			yield row


def _cells(doc: Document) -> Iterator[tuple[Document, str]]:
	if doc.doctype not in OF_RECORDS:
		return
	for row in _records(doc):
		for field in SEALED[row.doctype]:
			yield row, field
