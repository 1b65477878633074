"""Where the content of a File is on disk, and how to remove it once no File refers to it."""

import os
from collections.abc import Collection

import frappe

# The URL of a sealed file: our own link, which opens it after a check. The File's name follows.
SEALED_URL = "/api/method/stakeholder_crm.api.sealed_files.open_file?file="
PLACES = (("/private/files/", ("private", "files")), ("/files/", ("public", "files")))


def path_of(url: str) -> str | None:
	"""The path of a file's content.

	Args:
		url: of a File.

	Returns:
		The path; None if it is not on this site's disk.
	"""
	if url.startswith(SEALED_URL):
		return sealed_path(url.removeprefix(SEALED_URL))
	for prefix, folder in PLACES:
		if url.startswith(prefix):
			return frappe.get_site_path(*folder, os.path.basename(url))
	return None


def sealed_path(file: str) -> str:
	"""The path of a sealed file, among those that the host's backup takes along.

	Args:
		file: the File's name.
	"""
	return frappe.get_site_path("private", "files", f"{os.path.basename(file)}.sealed")


def remove_unused(urls: Collection[str]) -> None:
	"""Remove what no File refers to any more, not even with another URL for the same path.

	Args:
		urls: of Files that are gone or have another URL now.
	"""
	wanted = ("in", sorted(urls))
	used = {
		path_of(url)
		for field in ("file_url", "thumbnail_url")
		for url in frappe.get_all("File", filters={field: wanted}, pluck=field, order_by="name")
	}
	for path in {path_of(url) for url in urls} - used:
		if path and os.path.exists(path):
			os.remove(path)
