"""Cells of a file that a spreadsheet will not take for a formula (OWASP, "CSV Injection")."""

import re

# What a spreadsheet reads as the beginning of one, also behind spaces; some read the wide signs of East Asian
# keyboards as the narrow ones.
BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def plain_cell(value: object) -> str:
	"""A value as a cell that is shown and never computed.

	Args:
		value: anything; None becomes an empty cell. A number is left as it is.
	"""
	if value is None:
		return ""
	return f"'{value}" if isinstance(value, str) and _is_computed(value) else str(value)


def plain_csv(text: str, delimiter: str = ",") -> str:
	"""A CSV file that somebody else wrote, with its texts made plain; all the rest stays as it is.

	Args:
		text: the file, with quotes doubled within quotes (RFC 4180).
		delimiter: between its cells.
	"""
	between = re.escape(delimiter)
	cells = re.compile(rf'(?P<before>^|{between}|\r\n|\n|\r)(?P<cell>"(?:[^"]|"")*"|(?!")[^{between}\r\n]*)')
	return cells.sub(_plain, text)


# A number below nothing is written with the same sign as a formula, and stays one.
NEGATIVE = re.compile(r"-\d+(\.\d+)?([eE][+-]?\d+)?")


def _plain(found: re.Match[str]) -> str:
	before, cell = found["before"], found["cell"]
	quoted = cell.startswith('"')
	value = cell[1:-1].replace('""', '"') if quoted else cell
	if NEGATIVE.fullmatch(value) or plain_cell(value) == value:
		return before + cell
	return f"{before}\"'{cell[1:]}" if quoted else f"{before}'{cell}"


def read_cell(cell: str) -> str:
	"""A cell's text, without the mark that keeps a spreadsheet from computing it."""
	return cell[1:] if cell.startswith("'") and _is_computed(cell[1:]) else cell


def _is_computed(text: str) -> bool:
	return text.lstrip(" ").startswith(BEGINNINGS)
