"""Remove formulas from the cells of a file before it is downloaded."""

from io import BytesIO

import frappe
from openpyxl import load_workbook

from stakeholder_crm.domain.csv_cells import plain_cell, plain_csv


def plain_download(delimiter: str = ",") -> None:
	"""Remove formulas from the file in the response.

	Args:
			delimiter: of a CSV file.
	"""
	response = frappe.local.response
	if response.get("type") == "csv":
		response["result"] = plain_csv(response["result"], delimiter)
	elif response.get("type") in ("binary", "download"):
		content = response["filecontent"]
		content = content.encode() if isinstance(content, str) else content
		response["filecontent"] = plain_file(str(response.get("filename")), content, delimiter)


def plain_file(name: str, content: bytes, delimiter: str = ",") -> bytes:
	"""Remove formulas from a file's cells. A file that is not a table is left unchanged.

	Args:
			name: of the file.
			content: a CSV file in UTF-8, or a workbook.
			delimiter: of a CSV file.
	"""
	if name.endswith(".csv"):
		return plain_csv(content.decode(), delimiter).encode()
	return _plain_workbook(content) if name.endswith(".xlsx") else content


def _plain_workbook(content: bytes) -> bytes:
	book = load_workbook(BytesIO(content))
	for sheet in book:
		for row in sheet.iter_rows():
			for cell in row:
				if isinstance(cell.value, str) and (plain := plain_cell(cell.value)) != cell.value:
					cell.value = plain
	written = BytesIO()
	book.save(written)
	return written.getvalue()
