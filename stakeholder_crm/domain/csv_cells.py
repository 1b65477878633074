"""Cells of a CSV file that a spreadsheet will not take for a formula."""

# What a spreadsheet reads as the beginning of one, also behind spaces.
BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")


def plain_cell(value: object) -> str:
	"""A value as a cell that is shown and never computed.

	Args:
		value: anything; None becomes an empty cell. A number is left as it is.
	"""
	if value is None:
		return ""
	text = str(value)
	if isinstance(value, str) and text.lstrip(" ").startswith(BEGINNINGS):
		return f"'{text}"
	return text
