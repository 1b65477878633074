"""Protect cells from being read as spreadsheet formulas (OWASP, "CSV Injection")."""

import re

# Characters that start a formula, also after spaces; some spreadsheets also accept the wide forms of East Asian
# keyboards.
BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def plain_cell(value: object) -> str:
	"""A value as a cell that is never evaluated.

	Args:
		value: any value; None becomes an empty cell. Numbers stay unchanged.
	"""
	if value is None:
		return ""
	return f"'{value}" if isinstance(value, str) and _is_computed(value) else str(value)


def plain_csv(text: str, delimiter: str = ",") -> str:
	"""An existing CSV file with disarmed texts; the rest stays unchanged.

	Args:
		text: the file, with quotes doubled within quotes (RFC 4180).
		delimiter: between its cells.
	"""
	between = re.escape(delimiter)
	cells = re.compile(rf'(?P<before>^|{between}|\r\n|\n|\r)(?P<cell>"(?:[^"]|"")*"|(?!")[^{between}\r\n]*)')
	return cells.sub(_plain, text)


# A negative number starts like a formula, and stays unchanged.
NEGATIVE = re.compile(r"-\d+(\.\d+)?([eE][+-]?\d+)?")


def _plain(found: re.Match[str]) -> str:
	before, cell = found["before"], found["cell"]
	quoted = cell.startswith('"')
	value = cell[1:-1].replace('""', '"') if quoted else cell
	if NEGATIVE.fullmatch(value) or plain_cell(value) == value:
		return before + cell
	return f"{before}\"'{cell[1:]}" if quoted else f"{before}'{cell}"


def read_cell(cell: str) -> str:
	"""A cell's text, without the protecting prefix."""
	return cell[1:] if cell.startswith("'") and _is_computed(cell[1:]) else cell


def _is_computed(text: str) -> bool:
	return text.lstrip(" ").startswith(BEGINNINGS)
