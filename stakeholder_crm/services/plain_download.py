"""A file that the host is about to hand over, with its texts made plain: no cell of it is a formula."""

from io import BytesIO

import frappe
from openpyxl import load_workbook

from stakeholder_crm.domain.csv_cells import BEGINNINGS, plain_cell, plain_csv


def plain_download(delimiter: str = ",") -> None:
	"""Make plain what the host put into the response.

	Args:
		delimiter: between the cells of a CSV file.
	"""
	response = frappe.local.response
	if response.get("type") == "csv":
		response["result"] = plain_csv(response["result"], delimiter)
	elif response.get("type") == "binary" and str(response.get("filename")).endswith(".csv"):
		text = response["filecontent"].decode()
		response["filecontent"] = plain_csv(text, delimiter).encode()
	elif response.get("type") == "binary" and str(response.get("filename")).endswith(".xlsx"):
		response["filecontent"] = _plain_workbook(response["filecontent"])


def _plain_workbook(content: bytes) -> bytes:
	book = load_workbook(BytesIO(content))
	for sheet in book:
		for row in sheet.iter_rows():
			for cell in row:
				if isinstance(cell.value, str) and cell.value.lstrip(" ").startswith(BEGINNINGS):
					cell.value = plain_cell(cell.value)
	written = BytesIO()
	book.save(written)
	return written.getvalue()
