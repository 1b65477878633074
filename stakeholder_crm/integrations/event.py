"""Event handlers of Event, for the Events of meetings."""

from frappe.model.document import Document

from stakeholder_crm.engagement.meetings import sync_from_event


def validate(event: Document, method: str | None = None) -> None:
	"""An Event is about to be saved."""
	sync_from_event.restore_meeting_fields(event)


def on_update(event: Document, method: str | None = None) -> None:
	"""An Event was saved."""
	sync_from_event.sync_from_event(event)


def on_trash(event: Document, method: str | None = None) -> None:
	"""An Event is deleted."""
	sync_from_event.unlink_event(event)
