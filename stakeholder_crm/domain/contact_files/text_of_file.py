"""How the text of a file is to be read: its encoding, what stands between its cells, and whether it is vCards."""

import codecs
import csv
from collections.abc import Iterable
from io import StringIO

from stakeholder_crm.domain.contact_files.split_cards import BEGIN

# Tried in this order; the last one takes every byte.
MARKS = (
	(codecs.BOM_UTF8, "utf-8-sig"),
	(codecs.BOM_UTF16_LE, "utf-16"),
	(codecs.BOM_UTF16_BE, "utf-16"),
)
FALLBACK = "cp1252"
DELIMITERS = (",", ";", "\t", "|")


class NotText(ValueError):
	"""The file holds something else than text: a workbook, say, or a picture."""


def encoding_of(chunks: Iterable[bytes]) -> str:
	"""The encoding of a file: by its mark, else UTF-8 where all of it is, else Windows' own.

	Args:
		chunks: the whole file, in pieces.

	Raises:
		NotText: when it holds bytes that no text has.
	"""
	decoder = codecs.getincrementaldecoder("utf-8")()
	is_utf8 = first = True
	for chunk in chunks:
		if first:
			first = False
			for mark, encoding in MARKS:
				if chunk.startswith(mark):
					return encoding
		if b"\x00" in chunk:
			raise NotText
		if is_utf8:
			try:
				decoder.decode(chunk)
			except UnicodeDecodeError:
				is_utf8 = False
	if is_utf8:
		try:
			decoder.decode(b"", final=True)
		except UnicodeDecodeError:
			is_utf8 = False
	return "utf-8" if is_utf8 else FALLBACK


def is_vcards(beginning: str) -> bool:
	"""Whether a file that begins so holds vCards."""
	return beginning.replace("\ufeff", "").lstrip().upper().startswith(BEGIN)


def delimiter_of(beginning: str) -> str:
	"""What stands between the cells: what makes the most of the first row.

	Args:
		beginning: of the file, its first row at least.
	"""

	def cells(delimiter: str) -> int:
		return max(map(len, csv.reader(StringIO(beginning), delimiter=delimiter)), default=0)

	return max(DELIMITERS, key=cells)
