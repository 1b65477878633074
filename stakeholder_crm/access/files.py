"""A File row never hands over what its author may not read.

Seen in Frappe 15.72 and 16.4: who names the URL of any private file in a new File row, or in a row of their own, gets a
copy of it, and with ".." in the URL even of the site's configuration. The host copies it before any event of the
document is run, so the class itself refuses it.
"""

from typing import Any
from urllib.parse import quote, unquote

import frappe
from frappe import _
from frappe.core.doctype.file.file import File
from frappe.utils import cint, get_url

REMOTE = ("http://", "https://", "/api/method/")
PUBLIC, PRIVATE = "/files/", "/private/files/"


class ReadableFile(File):
	"""The host's File with this rule: Frappe 15 uses it in place of the host's, Frappe 16 extends the host's with it."""

	def before_insert(self, *args: Any, **kwargs: Any) -> None:
		"""Check the URL of a row without content of its own.

		Raises:
			frappe.PermissionError: if its author may not read the file.
		"""
		if not self.get("content") and not self.get("is_folder"):
			self._check_url()
		super().before_insert(*args, **kwargs)

	def validate(self, *args: Any, **kwargs: Any) -> None:
		"""Check a URL or name that was changed.

		Raises:
			frappe.PermissionError: if its author may not read the file.
		"""
		before = self.get_doc_before_save()
		if before and not self.is_folder and _place(self) != _place(before):
			self._check_url()
		super().validate(*args, **kwargs)

	def _check_url(self) -> None:
		url = _place(self)
		if url.startswith(REMOTE) or frappe.session.user == "Administrator":
			return
		if not _may_read(url):
			frappe.throw(
				_(
					"File URL: you do not have access to this file. Upload a file, or choose one that you can open."
				),
				frappe.PermissionError,
				title=_("File URL"),
			)


def _place(file: Any) -> str:
	"""Where a row's content is read from, as the host finds it."""
	place = unquote(file.file_url or file.file_name or "")
	site = get_url()
	if "/files/" in place and place.startswith(site):
		place = place.removeprefix(site)
	if "/" in place:
		return place
	return f"{PRIVATE if cint(file.is_private) else PUBLIC}{place}"


def _may_read(url: str) -> bool:
	if any(part in ("", ".", "..") for part in url.split("/")[1:]) or "\0" in url:
		return False
	if url.startswith(PUBLIC):
		return True
	if not url.startswith(PRIVATE):
		return False
	# The database finds names in other cases as well, which are other files.
	rows = frappe.get_all(
		"File", filters={"file_url": ("in", (url, quote(url)))}, fields=["name", "file_url"], order_by="name"
	)
	return any(
		unquote(row.file_url) == url and frappe.has_permission("File", "read", doc=row.name) for row in rows
	)
