"""Reject files without contacts and files that are too large, and say what to do instead."""

import frappe
from frappe import _

MEGABYTE = 1_000_000


def check_file_type(kind: str) -> None:
	"""Reject a file that is neither a table nor vCards.

	Args:
			kind: the file type that was found. Empty if it may be a table or vCards.

	Raises:
			frappe.ValidationError: says what to do in the program that wrote the file.
	"""
	sentences = {
		"workbook": _(
			"File: this is a workbook or an archive. Save it as CSV (UTF-8) in a spreadsheet program, and attach that."
		),
		"pdf": _("File: this is a PDF. Export the contacts as CSV or vCard, and attach that."),
		"mailbox": _("File: this is an Outlook data file. Export the contacts from Outlook as CSV."),
		"archive": _("File: this is an archive. Unpack it and attach the CSV or vCard file inside."),
		"web_page": _(
			"File: this is a web page or XML. Export the contacts as CSV or vCard, and attach that."
		),
		"json": _("File: this is JSON. Export the contacts as CSV or vCard, and attach that."),
		"ldif": _("File: this is LDIF. In Thunderbird, export the address book as CSV or vCard instead."),
		"calendar": _("File: this is a calendar. Export contacts instead of events."),
		"binary": _(
			"File: this is not a CSV or vCard file. Export the contacts as CSV or vCard, and attach that."
		),
	}
	if kind:
		frappe.throw(sentences[kind])


def check_file_size(size: int, most: int) -> None:
	"""Reject a file that is too large.

	Args:
			size: in bytes.
			most: the limit in bytes.

	Raises:
			frappe.ValidationError: when it is larger.
	"""
	if size > most:
		frappe.throw(
			_("File is too large ({0} of {1} MB). Split it into several files.").format(
				size // MEGABYTE, most // MEGABYTE
			)
		)


def check_file_columns(count: int, most: int) -> None:
	"""Reject a table with too many columns. No contacts program writes that many.

	Args:
			count: the number of columns.
			most: the limit.

	Raises:
			frappe.ValidationError: when there are more.
	"""
	if count > most:
		frappe.throw(
			_(
				"File has too many columns ({0} of {1}). Remove the columns that contain no contact data."
			).format(count, most)
		)
