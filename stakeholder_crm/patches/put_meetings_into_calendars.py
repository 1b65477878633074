"""Create the Events of upcoming meetings on sites that were installed before them."""

from stakeholder_crm.engagement.meetings.sync_event import create_missing_events


def execute() -> None:
	"""Create the missing ones. A second run finds none."""
	create_missing_events()
