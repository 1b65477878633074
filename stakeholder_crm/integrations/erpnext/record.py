"""Event handlers of records with connections, on either side."""

from frappe.model.document import Document

from stakeholder_crm.integrations.erpnext.connectable import is_installed
from stakeholder_crm.integrations.erpnext.connections import delete_connections


def on_stakeholder_update(doc: Document, method: str | None = None) -> None:
	"""Delete the connections of an erased stakeholder."""
	if doc.status == "Anonymised" and is_installed():
		delete_connections((doc.doctype, doc.name))


def on_trash(doc: Document, method: str | None = None) -> None:
	"""Delete the connections of a deleted record."""
	if is_installed():
		delete_connections((doc.doctype, doc.name))
