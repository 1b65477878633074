"""What happens to the Event of a meeting in Frappe's calendar."""

from frappe.model.document import Document

from stakeholder_crm.engagement.meetings import sync_from_event


def validate(event: Document, method: str | None = None) -> None:
	"""Somebody is about to save it."""
	sync_from_event.restore_meeting_fields(event)


def on_update(event: Document, method: str | None = None) -> None:
	"""Somebody saved it."""
	sync_from_event.sync_from_event(event)


def on_trash(event: Document, method: str | None = None) -> None:
	"""Somebody deletes it."""
	sync_from_event.unlink_event(event)
