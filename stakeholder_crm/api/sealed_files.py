"""The endpoint that opens files of Confidential records."""

import frappe

from stakeholder_crm.access.log.views import log_view
from stakeholder_crm.access.vault.sealed_files import is_sealed_file, open_sealed_file, record_of
from stakeholder_crm.compat import download_name


@frappe.whitelist(methods=["GET", "POST"])
def open_file(file: str) -> None:
	"""Download a sealed file under its real name; the view is logged.

	Args:
		file: name of a File that the user may read.

	Raises:
		frappe.PermissionError: if the user may not read it, or it is not sealed or does not exist.
	"""
	doc = frappe.get_doc("File", file) if frappe.db.exists("File", file) else None
	if doc is None or not is_sealed_file(doc):
		raise frappe.PermissionError
	doc.check_permission("read")
	name, content = open_sealed_file(doc)
	if record := record_of(doc):
		log_view(record)
	# Always a download: shown by the browser, a page or a drawing could run scripts on this site.
	frappe.local.response.update(
		{"type": "download", "filename": download_name(name), "filecontent": content}
	)
