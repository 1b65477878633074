"""Delete files and, after commit, their content on disk."""

from functools import partial

import frappe

from stakeholder_crm.access.vault.sealed_files import is_sealed_file
from stakeholder_crm.access.vault.sealed_rows import delete_texts
from stakeholder_crm.base.host_traces import delete_rows
from stakeholder_crm.base.stored_files import remove_unused


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
	for file in files:
		if is_sealed_file(file):
			delete_texts(("File", file.name))
	gone |= urls
	if urls:
		frappe.db.after_commit.add(partial(remove_unused, urls))
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
