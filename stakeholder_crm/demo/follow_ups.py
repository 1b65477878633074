"""Bring the thank-yous of the demo's past to where they ended: one in every state there is."""

from frappe.model.document import Document

from stakeholder_crm.demo.rows import Row
from stakeholder_crm.demo.scene import Scene


def settle(scene: Scene, log: Document, row: Row) -> None:
	"""Take the follow-ups of a log to the states that the data tells (`fate`)."""
