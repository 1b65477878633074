"""Give the meetings that lie ahead on a site that had the app before their Events."""

from stakeholder_crm.engagement.meetings.sync_event import create_missing_events


def execute() -> None:
	"""Make those that are not there; a second run finds them."""
	create_missing_events()
