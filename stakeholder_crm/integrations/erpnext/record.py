"""What becomes of a record that goes with another one, on either side."""

from frappe.model.document import Document

from stakeholder_crm.integrations.erpnext.connectable import is_installed
from stakeholder_crm.integrations.erpnext.connections import delete_connections


def on_stakeholder_update(doc: Document, method: str | None = None) -> None:
	"""A stakeholder was saved: who was erased is found by way of nothing."""
	if doc.status == "Anonymised" and is_installed():
		delete_connections((doc.doctype, doc.name))


def on_trash(doc: Document, method: str | None = None) -> None:
	"""It is deleted: nothing leads to it."""
	if is_installed():
		delete_connections((doc.doctype, doc.name))
