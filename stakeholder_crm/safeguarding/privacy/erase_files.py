"""Delete files and, after commit, their content on disk."""

import os
from collections.abc import Iterable
from functools import partial

import frappe

from stakeholder_crm.base.host_traces import delete_rows


def erase_files(filters: dict[str, object], gone: set[str]) -> int:
	"""Delete matching files. Their content is deleted after commit, since the transaction may fail.

	Args:
		filters: on File.
		gone: collects the file URLs.

	Returns:
		How many were deleted.
	"""
	files = frappe.get_all(
		"File",
		filters={**filters, "is_folder": 0},
		fields=["name", "file_url", "thumbnail_url", "is_private"],
		order_by="name",
	)
	delete_rows("File", [file.name for file in files])
	urls = {url for file in files for url in (file.file_url, file.thumbnail_url) if url}
	gone |= urls
	paths = [path for url in sorted(urls) if (path := _path(url))]
	if paths:
		frappe.db.after_commit.add(partial(_remove_unused, paths, sorted(urls)))
	return len(files)


def erase_copies(gone: set[str], *, attached_too: bool) -> tuple[int, list[frappe._dict]]:
	"""Delete other files with the same content, which the host stores once.

	Unattached files are deleted. A file attached to another document may be another person's letter or a shared form,
	so a person decides.

	Args:
		gone: the URLs of deleted files.
		attached_too: also delete files attached to other documents.

	Returns:
		How many were deleted, and the remaining ones with name, owner and document.
	"""
	rows = frappe.get_all(
		"File",
		filters={"file_url": ("in", sorted(gone) or [""]), "is_folder": 0},
		fields=["name", "owner", "attached_to_doctype", "attached_to_name"],
		order_by="name",
	)
	kept = [] if attached_too else [row for row in rows if _is_attached(row)]
	names = {row.name for row in rows} - {row.name for row in kept}
	return erase_files({"name": ("in", sorted(names) or [""])}, gone), kept


def _is_attached(file: frappe._dict) -> bool:
	doctype, name = file.attached_to_doctype, file.attached_to_name
	return bool(doctype and name and frappe.db.exists(doctype, name))


def _path(url: str) -> str | None:
	"""The path of a local file; its content is kept if it is attached elsewhere."""
	for prefix, folder in (("/private/files/", ("private", "files")), ("/files/", ("public", "files"))):
		if url.startswith(prefix):
			return frappe.get_site_path(*folder, os.path.basename(url))
	return None


def _remove_unused(paths: Iterable[str], urls: Iterable[str]) -> None:
	wanted = ("in", list(urls))
	used = {
		_path(url)
		for field in ("file_url", "thumbnail_url")
		for url in frappe.get_all("File", filters={field: wanted}, pluck=field, order_by="name")
	}
	for path in paths:
		if path not in used and os.path.exists(path):
			os.remove(path)
