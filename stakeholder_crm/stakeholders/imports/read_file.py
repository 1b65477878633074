"""Read an import's file, one record at a time."""

import codecs
import csv
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.domain.contact_files.encodings import (
	ENCODINGS,
	Encoding,
	NotText,
	encoding_of,
	unfolded,
)
from stakeholder_crm.domain.contact_files.split_cards import split_cards
from stakeholder_crm.domain.contact_files.text_of_file import (
	LONGEST,
	Layout,
	OpenQuote,
	foreign_kind,
	is_vcards,
	layout_of,
	read_rows,
)
from stakeholder_crm.stakeholders.imports.check_file import (
	check_file_columns,
	check_file_size,
	check_file_type,
)
from stakeholder_crm.stakeholders.imports.repository import CONTACT_IMPORT

CHUNK, BEGINNING = 1 << 20, 1 << 18
# Cards contain pictures, which are skipped.
MOST_BYTES, MOST_BYTES_OF_CARDS = 200_000_000, 1_000_000_000
MOST_COLUMNS = 1_000
Cells = list[str]


@dataclass(frozen=True, slots=True)
class ContactFile:
	"""A stored file, and how to read its text.

	Attributes:
			path: its location.
			encoding: of its text.
			layout: of its rows. None for vCards.
	"""

	path: str
	encoding: Encoding
	layout: Layout | None

	@property
	def is_vcards(self) -> bool:
		"""Whether it contains vCards."""
		return self.layout is None


def open_file(doc: Document) -> ContactFile:
	"""Find an import's file and how to read it. Files that are too large are rejected before they are read.

	Args:
		doc: a Contact Import.

	Raises:
			frappe.ValidationError: when it is not a private text file attached to this import, or is too large.
	"""
	path = _path(doc)
	with open(path, "rb") as file:
		beginning = file.read(BEGINNING)
	check_file_type(foreign_kind(beginning))
	# The byte order mark of UTF-16 and a truncated character do no harm here.
	first = beginning.decode("utf-16" if beginning[:2] in _UTF16 else "utf-8", errors="replace")
	cards = is_vcards(first)
	check_file_size(os.path.getsize(path), MOST_BYTES_OF_CARDS if cards else MOST_BYTES)
	if not cards:
		check_file_columns(_columns(first), MOST_COLUMNS)
	chunks = _chunks(path)
	try:
		encoding = encoding_of(unfolded(chunks) if cards else chunks, ENCODINGS.get(doc.encoding, ""))
	except NotText:
		check_file_type("binary")
		raise
	with open(path, encoding=encoding.name, errors="replace") as text:
		beginning_text = text.read(BEGINNING)
	if not beginning_text.strip("\ufeff \t\n"):
		frappe.throw(_("The file is empty. Attach another one."))
	return ContactFile(path, encoding, None if is_vcards(beginning_text) else layout_of(beginning_text))


def read_cells(file: ContactFile) -> Iterator[tuple[int, Cells]]:
	"""The rows of a CSV file with their numbers. The header is row 1. Empty rows are skipped.

	Args:
		file: a CSV file.

	Raises:
		frappe.ValidationError: when a row cannot be read.
	"""
	layout = file.layout or Layout(",")
	number = 0
	# Accept all three kinds of line breaks, also within a cell.
	with open(file.path, encoding=file.encoding.name, errors="replace") as text:
		try:
			for cells in read_rows(islice(_lines(text), layout.skipped, None), layout.delimiter):
				number += 1
				if number == 1 or any(cell.strip() for cell in cells):
					yield number, cells
		except (OpenQuote, csv.Error):
			frappe.throw(
				_(
					"File cannot be read after row {0}. Check for an unclosed quotation mark, then attach it again."
				).format(number)
			)


def read_cards(file: ContactFile) -> Iterator[tuple[int, str]]:
	"""The cards of a file with their numbers.

	Args:
			file: a vCard file.
	"""
	yield from enumerate(split_cards(_unfolded_lines(file)), start=1)


_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def _columns(beginning: str) -> int:
	"""The number of columns in the header, as far as it fits in the beginning."""
	text = io.IncrementalNewlineDecoder(None, translate=True).decode(beginning)
	layout = layout_of(text)
	lines = islice(io.StringIO(text), layout.skipped, None)
	return len(next(csv.reader(lines, delimiter=layout.delimiter), []))


def _lines(text: io.TextIOBase) -> Iterator[str]:
	while line := text.readline(LONGEST):
		if len(line) == LONGEST:
			raise csv.Error
		yield line


def _unfolded_lines(file: ContactFile) -> Iterator[str]:
	chunks = _chunks(file.path)
	# In UTF-16 folds have other bytes, and never split a character.
	pieces = chunks if file.encoding.name.startswith("utf-16") else unfolded(chunks)
	decoder = io.IncrementalNewlineDecoder(
		codecs.getincrementaldecoder(file.encoding.name)(errors="replace"), translate=True
	)
	rest = ""
	for piece, final in chain(((piece, False) for piece in pieces), ((b"", True),)):
		*lines, rest = (rest + decoder.decode(piece, final)).split("\n")
		yield from lines
		# A line that no contacts program wrote (such as a whole film) is cut.
		rest = rest[:LONGEST]
	yield rest


def _path(doc: Document) -> str:
	"""Only a file attached here: by its URL alone, a user could name another user's file."""
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
		frappe.throw(_("File: use the Attach button of this field."))
	if not attached[0].is_private:
		frappe.throw(_("File must be private. Attach it again with Is Private checked."))
	return frappe.get_doc("File", attached[0].name).get_full_path()


def _chunks(path: str) -> Iterator[bytes]:
	with open(path, "rb") as file:
		while chunk := file.read(CHUNK):
			yield chunk
