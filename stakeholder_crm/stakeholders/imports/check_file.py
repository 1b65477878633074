"""Refuse a file that holds no contacts, or too much, with what to do instead."""

import frappe
from frappe import _

MEGABYTE = 1_000_000


def check_file_type(kind: str) -> None:
	"""Refuse a file that is something else than a table or vCards.

	Args:
		kind: what it is; empty where it may be one of these.

	Raises:
		frappe.ValidationError: with what to do, in the program that the file is from.
	"""
	sentences = {
		"workbook": _(
			"File: this is a workbook or an archive. Open it in a spreadsheet program, Save it as CSV (UTF-8) there, and attach that."
		),
		"pdf": _("File: this is a PDF. Export the contacts as CSV or vCard, and attach that."),
		"mailbox": _("File: this is an Outlook data file. Export the contacts from Outlook as CSV."),
		"archive": _("File: this is an archive. Unpack it, and attach the CSV or vCard file in it."),
		"web_page": _(
			"File: this is a web page or XML. Export the contacts as CSV or vCard, and attach that."
		),
		"json": _("File: this is JSON. Export the contacts as CSV or vCard, and attach that."),
		"ldif": _("File: this is LDIF. In Thunderbird, export the address book as CSV or vCard instead."),
		"calendar": _("File: this is a calendar. Export the contacts, not the events."),
		"binary": _(
			"File: this is no CSV file and holds no vCards. Save it as CSV in the program it is from."
		),
	}
	if kind:
		frappe.throw(sentences[kind])


def check_file_size(size: int, most: int) -> None:
	"""Refuse a file that is too large.

	Args:
		size: in bytes.
		most: in bytes.

	Raises:
		frappe.ValidationError: when it is larger.
	"""
	if size > most:
		frappe.throw(
			_("File: it has {0} MB, and {1} MB is the limit. Divide it into several files.").format(
				size // MEGABYTE, most // MEGABYTE
			)
		)


def check_file_columns(count: int, most: int) -> None:
	"""Refuse a table with too many columns: no program writes so many for people.

	Args:
		count: of its columns.
		most: how many there may be.

	Raises:
		frappe.ValidationError: when there are more.
	"""
	if count > most:
		frappe.throw(
			_(
				"File: its first row has {0} columns, and {1} is the limit. Remove those without contacts."
			).format(count, most)
		)
