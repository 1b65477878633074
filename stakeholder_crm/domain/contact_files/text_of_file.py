"""The type of a file, and the layout of its rows."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import NamedTuple

from stakeholder_crm.domain.contact_files.headers import targets_of
from stakeholder_crm.domain.contact_files.split_cards import BEGIN
from stakeholder_crm.domain.contact_files.targets import LEAVE_OUT

DELIMITERS = (",", ";", "\t", "|")
# A row with more lines than this has an unclosed quotation mark.
MOST_LINES_A_ROW = 1_000
# The most lines above a header, and how many known columns confirm a header below them.
MOST_LINES_ABOVE, SURELY_A_HEADER = 10, 2
# Enough columns to find the delimiter of a header.
MANY_COLUMNS = 200
# No program writes a longer line or cell for people.
LONGEST = 10_000_000
# Python's default is 131,072. A note that is not imported may be longer.
csv.field_size_limit(max(LONGEST, csv.field_size_limit()))
# The beginning of a file → its type, if it is neither a table nor cards.
_BEGINNINGS = (
	(b"PK\x03\x04", "workbook"),
	(b"\xd0\xcf\x11\xe0", "workbook"),
	(b"%PDF", "pdf"),
	(b"!BDN", "mailbox"),
	(b"\x1f\x8b", "archive"),
	(b"7z\xbc\xaf", "archive"),
	(b"Rar!", "archive"),
)
_TEXTS = (
	(re.compile(rb"<(!doctype|html|\?xml|table)", re.IGNORECASE), "web_page"),
	(re.compile(rb"[\[{]\s*[\"{\[]"), "json"),
	(re.compile(rb"(version: 1\s+)?dn::? ", re.IGNORECASE), "ldif"),
	(re.compile(rb"BEGIN:VCALENDAR", re.IGNORECASE), "calendar"),
)
_SEPARATOR = re.compile(r'\ufeff?"?sep=(?P<delimiter>.)"?[,;\t|]*', re.IGNORECASE)
_EMPTY = '\ufeff \t,;|"'


class OpenQuote(ValueError):
	"""A quotation mark is not closed at the end of a row or file.

	Attributes:
			after: the number of rows read before.
	"""

	def __init__(self, after: int) -> None:
		self.after = after
		super().__init__(after)


@dataclass(frozen=True, slots=True)
class Layout:
	"""The layout of a table.

	Attributes:
			delimiter: between the cells.
			skipped: lines above the header: empty ones, Excel's "sep=;", an explanation.
	"""

	delimiter: str
	skipped: int = 0


def foreign_kind(beginning: bytes) -> str:
	"""The type of a file that is neither a table nor cards: "workbook", "pdf", "json". Otherwise empty.

	Args:
		beginning: of the file.
	"""
	for mark, kind in _BEGINNINGS:
		if beginning.startswith(mark):
			return kind
	text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
	return next((kind for pattern, kind in _TEXTS if pattern.match(text)), "")


def is_vcards(beginning: str) -> bool:
	"""Whether a file with this beginning contains vCards."""
	return beginning.replace("\ufeff", "").lstrip().upper().startswith(BEGIN)


def layout_of(beginning: str) -> Layout:
	"""The layout of a table: by Excel's hint, otherwise by its header.

	Only the header is reliable: other cells contain commas and semicolons themselves (addresses, lists, notes).
	RFC 4180 has only the comma as delimiter, and no hint.

	Args:
			beginning: of the file, at least its header, with "\\n" as line breaks.
	"""
	lines = beginning.split("\n")
	skipped, hint = 0, ""
	while skipped < len(lines) - 1:
		separator = _SEPARATOR.fullmatch(lines[skipped])
		if separator and not hint:
			hint = separator["delimiter"]
		elif lines[skipped].strip(_EMPTY):
			break
		skipped += 1
	found = _by_header(lines[skipped:], hint)
	if found.understood:
		return Layout(found.delimiter, skipped)
	# LinkedIn puts an explanation above the header.
	for above in range(skipped + 1, min(skipped + MOST_LINES_ABOVE, len(lines))):
		below = _by_header(lines[above:], hint)
		if below.understood >= SURELY_A_HEADER:
			return Layout(below.delimiter, above)
	return Layout(found.delimiter, skipped)


def read_rows(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
	"""The rows of a table.

	Args:
			lines: with their line breaks.
			delimiter: between the cells.

	Raises:
		OpenQuote: when a row does not end.
		csv.Error: when a cell is too long.
	"""
	taken = rows = 0

	def counted() -> Iterator[str]:
		nonlocal taken
		for line in lines:
			taken += 1
			if taken > MOST_LINES_A_ROW:
				break
			yield line
		if taken:
			raise OpenQuote(rows)

	# People write a space after a delimiter, also before a quotation mark.
	for cells in csv.reader(counted(), delimiter=delimiter, skipinitialspace=True):
		taken, rows = 0, rows + 1
		yield cells


class _Header(NamedTuple):
	understood: int
	columns: int
	delimiter: str


def _by_header(lines: Sequence[str], hint: str) -> _Header:
	"""The delimiter that makes the most columns recognised, otherwise the most columns."""
	text = "\n".join(lines[:MOST_LINES_A_ROW])

	def read(delimiter: str) -> _Header:
		header = next(csv.reader(StringIO(text), delimiter=delimiter, skipinitialspace=True), list[str]())
		understood = sum(1 for target in targets_of(header[:MANY_COLUMNS]) if target != LEAVE_OUT)
		return _Header(understood, len(header), delimiter)

	return max(map(read, hint or DELIMITERS), key=lambda header: header[:2])
