"""A File row never hands over what its author may not read, and files of Confidential records are sealed.

Seen in Frappe 15.72 and 16.4: who names the URL of any private file in a new File row, or in a row of their own, gets a
copy of it, and with ".." in the URL even of the site's configuration. The host copies it before any event of the
document is run, so the class itself refuses it.
"""

from functools import partial
from typing import Any
from urllib.parse import quote, unquote

import frappe
from frappe import _
from frappe.core.doctype.file.file import File
from frappe.model.document import Document
from frappe.utils import cint, get_url

from stakeholder_crm.access.vault.sealed_files import (
	delete_sealed_file,
	is_sealed_file,
	record_of,
	seal_new_file,
)
from stakeholder_crm.base.stored_files import SEALED_URL, remove_unused

REMOTE = ("http://", "https://", "/api/method/")
RECORD = ("attached_to_doctype", "attached_to_name")
PUBLIC, PRIVATE = "/files/", "/private/files/"


class ReadableFile(File):
	"""The host's File with this rule: Frappe 15 uses it in place of the host's, Frappe 16 extends the host's with it."""

	def before_insert(self, *args: Any, **kwargs: Any) -> None:
		"""Check the URL of a row without content of its own, and seal the content if its record is sealed.

		Raises:
			frappe.PermissionError: if its author may not read the file.
			frappe.ValidationError: if it is a link to another site, which cannot be sealed.
		"""
		# With content of a known hash, the host takes the URL of the row as well.
		if not self.get("is_folder") and (self.file_url or not self.get("content")):
			self._check_url()
		if (record := record_of(self)) and record.is_sealed:
			self._seal_new()
		super().before_insert(*args, **kwargs)

	def validate(self, *args: Any, **kwargs: Any) -> None:
		"""Check a URL or name that was changed.

		Raises:
			frappe.PermissionError: if its author may not read the file.
		"""
		before = self.get_doc_before_save()
		if before and not self.is_folder and _place(self) != _place(before):
			self._check_url()
		if before:
			self._check_sealed(before)
		super().validate(*args, **kwargs)

	def on_trash(self, *args: Any, **kwargs: Any) -> None:
		"""Delete what is sealed of it, too."""
		super().on_trash(*args, **kwargs)
		if is_sealed_file(self):
			delete_sealed_file(self.name)

	@property
	def is_remote_file(self) -> bool:
		"""Whether the host has nothing of it on disk; it knows nothing of sealed files."""
		return is_sealed_file(self) or super().is_remote_file

	def validate_file_on_disk(self, *args: Any, **kwargs: Any) -> Any:
		"""Check that its content is there; the host would look for that of a sealed file by its link."""
		return None if is_sealed_file(self) else super().validate_file_on_disk(*args, **kwargs)

	def exists_on_disk(self) -> bool:
		"""Whether the host has its content on disk, which it may give to another row."""
		return not is_sealed_file(self) and super().exists_on_disk()

	def create_attachment_record(self) -> None:
		"""Note in the timeline that a file was attached; of a sealed file without a link, which the host would break."""
		if is_sealed_file(self):
			self.add_comment_in_reference_doc("Attachment", self.file_name)
		else:
			super().create_attachment_record()

	def set_is_private(self, *args: Any, **kwargs: Any) -> None:
		"""Set by its URL, but for sealed files, which are always private."""
		if is_sealed_file(self):
			self.is_private = 1
		else:
			super().set_is_private(*args, **kwargs)

	def get_content(self, *args: Any, **kwargs: Any) -> bytes | str:
		"""The content, but not of sealed files: it would be attached to an e-mail, for example.

		Raises:
			frappe.PermissionError: if it is sealed.
		"""
		if is_sealed_file(self):
			frappe.throw(
				_("{0} is sealed. Open it from the record that it is attached to.").format(
					frappe.bold(frappe.utils.escape_html(self.file_name))
				),
				frappe.PermissionError,
				title=_("Sealed File"),
			)
		return super().get_content(*args, **kwargs)

	def _seal_new(self) -> None:
		if not self.get("content") and _place(self).startswith(REMOTE):
			frappe.throw(
				_(
					"File URL: a link cannot be sealed, and this record is Confidential. Upload the file instead."
				),
				title=_("File URL"),
			)
		source = None if self.get("content") else self.file_url
		content = self.get_content()
		self.check_max_file_size()
		self.set_file_name()
		self.update({"file_name": frappe.utils.strip_html(self.get("file_name")) or _("File")})
		seal_new_file(self, content.encode() if isinstance(content, str) else content)
		self._content = None
		if source:
			# Where no other row has it, the host would leave it there.
			frappe.db.after_commit.add(partial(remove_unused, [source]))

	def _check_sealed(self, before: Document) -> None:
		"""A sealed file stays as it is and where it is, and no other file becomes one by its row."""
		if is_sealed_file(before):
			if any(self.get(field) != before.get(field) for field in ("file_url", "file_name", *RECORD)):
				frappe.throw(
					_("A sealed file stays with its record. Delete it and upload it again."),
					title=_("Sealed File"),
				)
		elif any(self.get(field) != before.get(field) for field in RECORD):
			record = record_of(self)
			if record and record.is_sealed:
				frappe.throw(
					_(
						"Attached To: {0} is Confidential, and its files are sealed. Attach the file there instead."
					).format(record.name),
					title=_("Attached To"),
				)

	def _check_url(self) -> None:
		url = _place(self)
		is_link_of_ours = url.startswith(SEALED_URL)
		if not is_link_of_ours and (url.startswith(REMOTE) or frappe.session.user == "Administrator"):
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
