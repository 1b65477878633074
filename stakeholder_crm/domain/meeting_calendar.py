"""A meeting's status in calendars, and when its calendar entry changes."""

from collections.abc import Mapping

COMING = frozenset({"Planned", "Confirmed"})
CALLED_OFF = frozenset({"Postponed", "Cancelled"})
# The calendar entry changes when one of these changes.
SHOWN = ("starts_on", "ends_on", "status", "time_zone")


def event_status(status: str) -> str:
	"""The status of a meeting's Event. Frappe's calendar shows only Open ones.

	A postponed meeting is cancelled in the calendar until it has a new date.

	Args:
			status: the meeting's status.
	"""
	if status in COMING:
		return "Open"
	return "Cancelled" if status in CALLED_OFF else "Completed"


def ics_status(status: str) -> str:
	"""The STATUS of a meeting's VEVENT (RFC 5545, 3.8.1.11).

	Args:
			status: the meeting's status.
	"""
	if status in CALLED_OFF:
		return "CANCELLED"
	return "TENTATIVE" if status == "Planned" else "CONFIRMED"


def next_sequence(before: Mapping[str, object] | None, now: Mapping[str, object], stored: int) -> int:
	"""The SEQUENCE of a meeting's calendar entry, which grows with every change (RFC 5545, 3.8.7.4).

	Args:
			before: the stored values of ``SHOWN``. None for a new meeting.
			now: the new values.
			stored: the current number.
	"""
	changed = before is not None and any(before.get(key) != now.get(key) for key in SHOWN)
	return stored + 1 if changed else stored
