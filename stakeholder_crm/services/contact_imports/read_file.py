"""Read an import's file, a record at a time."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.domain.contact_files.split_cards import split_cards
from stakeholder_crm.domain.contact_files.text_of_file import NotText, delimiter_of, encoding_of, is_vcards
from stakeholder_crm.services.contact_imports.import_rows import CONTACT_IMPORT

CHUNK = 1 << 20
BEGINNING = 20_000
Cells = list[str]


@dataclass(frozen=True, slots=True)
class ContactFile:
	"""A file on the disk, and how its text is to be read.

	Attributes:
		path: where it lies.
		encoding: as Python calls it.
		delimiter: what stands between the cells; empty for vCards.
	"""

	path: str
	encoding: str
	delimiter: str

	@property
	def is_vcards(self) -> bool:
		"""Whether it holds vCards."""
		return not self.delimiter


def open_file(doc: Document) -> ContactFile:
	"""Find an import's file, and how it is to be read.

	Args:
		doc: a Contact Import.

	Raises:
		frappe.ValidationError: when it is not a private text file that was attached to this import.
	"""
	path = _path(doc)
	try:
		encoding = encoding_of(_chunks(path))
	except NotText:
		frappe.throw(
			_("File: this is no CSV file and holds no vCards. Save it as CSV in the program it is from.")
		)
	with open(path, encoding=encoding, errors="replace", newline="") as text:
		beginning = text.read(BEGINNING)
	if not beginning.strip():
		frappe.throw(_("File: it is empty. Attach another one."))
	return ContactFile(path, encoding, "" if is_vcards(beginning) else delimiter_of(beginning))


def read_cells(file: ContactFile) -> Iterator[tuple[int, Cells]]:
	"""The rows of a CSV file with their numbers, the header first as row 1; empty ones are passed over.

	Args:
		file: a CSV file.

	Raises:
		frappe.ValidationError: when a row cannot be read.
	"""
	with open(file.path, encoding=file.encoding, errors="replace", newline="") as text:
		rows = csv.reader(text, delimiter=file.delimiter)
		number = 0
		try:
			for cells in rows:
				number += 1
				if number == 1 or any(cell.strip() for cell in cells):
					yield number, cells
		except csv.Error:
			frappe.throw(
				_(
					"File: it cannot be read after row {0}. A quotation mark may be open there. Mend it, and attach it again."
				).format(number)
			)


def read_cards(file: ContactFile) -> Iterator[tuple[int, str]]:
	"""The cards of a file with their numbers.

	Args:
		file: a file of vCards.
	"""
	with open(file.path, encoding=file.encoding, errors="replace") as text:
		yield from enumerate(split_cards(text), start=1)


def _path(doc: Document) -> str:
	"""Only a file that was attached here: by its address alone, anybody's could be named."""
	attached = frappe.get_all(
		"File",
		filters={
			"file_url": doc.import_file,
			"attached_to_doctype": CONTACT_IMPORT,
			"attached_to_name": doc.name,
			"owner": frappe.session.user,
		},
		fields=["name", "is_private"],
		order_by="creation desc",
		limit=1,
	)
	if not attached:
		frappe.throw(_("File: attach it here, by the button of this field."))
	if not attached[0].is_private:
		frappe.throw(_("File: it must be private. Attach it again with Is Private ticked."))
	return frappe.get_doc("File", attached[0].name).get_full_path()


def _chunks(path: str) -> Iterator[bytes]:
	with open(path, "rb") as file:
		while chunk := file.read(CHUNK):
			yield chunk
