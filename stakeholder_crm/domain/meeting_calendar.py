"""What a meeting's state means in a calendar, and when its entry there is a new one."""

from collections.abc import Mapping

COMING = frozenset({"Planned", "Confirmed"})
CALLED_OFF = frozenset({"Postponed", "Cancelled"})
# What a calendar shows of a meeting: when another value of these means another entry.
SHOWN = ("starts_on", "ends_on", "status", "time_zone")


def event_status(status: str) -> str:
	"""The state of a meeting's Event in Frappe's calendar, which shows Open ones only.

	A postponed meeting does not take place at its hour: it is cancelled there until it has another.

	Args:
		status: the meeting's state.
	"""
	if status in COMING:
		return "Open"
	return "Cancelled" if status in CALLED_OFF else "Completed"


def ics_status(status: str) -> str:
	"""The STATUS of a meeting's VEVENT (RFC 5545, 3.8.1.11).

	Args:
		status: the meeting's state.
	"""
	if status in CALLED_OFF:
		return "CANCELLED"
	return "TENTATIVE" if status == "Planned" else "CONFIRMED"


def next_sequence(before: Mapping[str, object] | None, now: Mapping[str, object], stored: int) -> int:
	"""The SEQUENCE of a meeting's calendar entry: it grows whenever the entry says something else (RFC 5545, 3.8.7.4).

	Args:
		before: the values of ``SHOWN`` as stored; None for a new meeting.
		now: the same as they will be.
		stored: the number so far.
	"""
	changed = before is not None and any(before.get(key) != now.get(key) for key in SHOWN)
	return stored + 1 if changed else stored
