"""Remove files and, once it is certain, their bytes on the disk."""

import os
from collections.abc import Iterable
from functools import partial

import frappe

from stakeholder_crm.traces import delete_rows


def erase_files(filters: dict[str, object]) -> int:
	"""Remove the files that match. Their bytes go when the transaction is committed: it may yet fail.

	Args:
		filters: on File.

	Returns:
		How many were removed.
	"""
	files = frappe.get_all(
		"File",
		filters={**filters, "is_folder": 0},
		fields=["name", "file_url", "thumbnail_url", "is_private"],
		order_by="name",
	)
	delete_rows("File", [file.name for file in files])
	urls = {url for file in files for url in (file.file_url, file.thumbnail_url) if url}
	paths = [path for url in sorted(urls) if (path := _path(url))]
	if paths:
		frappe.db.after_commit.add(partial(_remove_unused, paths, sorted(urls)))
	return len(files)


def _path(url: str) -> str | None:
	"""Where a local file lies; the same content may be attached elsewhere, and is kept for it."""
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
