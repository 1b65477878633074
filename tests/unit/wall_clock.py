"""A second opinion on decent hours, for tests: read off the recipient's clock and calendar, and nothing else."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

# Days on which clocks change: by an hour, by half an hour, and at midnight itself, so that a day begins at
# one o'clock, or twice; and some zones that know no change.
CLOCK_CHANGES = {
	"Europe/Berlin": (date(2026, 3, 29), date(2026, 10, 25)),
	"America/St_Johns": (date(2026, 3, 8), date(2026, 11, 1)),
	"Australia/Lord_Howe": (date(2026, 4, 5), date(2026, 10, 4)),
	"America/Havana": (date(2026, 3, 8), date(2026, 11, 1)),
	"Africa/Cairo": (date(2026, 4, 24), date(2026, 10, 30)),
	"America/Santiago": (date(2026, 4, 5), date(2026, 9, 6)),
	"Asia/Beirut": (date(2026, 3, 29), date(2026, 10, 25)),
	"Asia/Kathmandu": (date(2026, 3, 4),),
	"Pacific/Kiritimati": (date(2026, 3, 4),),
	"UTC": (date(2026, 3, 4),),
}


def is_decent(
	moment: datetime, zone: str, quiet_from: str, quiet_to: str, no_contact_days: frozenset[int]
) -> bool:
	"""Whether something may arrive.

	Args:
		moment: zone-aware.
		zone: the recipient's.
		quiet_from: as in a record: "20:00".
		quiet_to: the same; equal to ``quiet_from`` where there are no quiet hours.
		no_contact_days: Monday is 0.
	"""
	local = moment.astimezone(ZoneInfo(zone))
	start, end = (int(text[:2]) * 60 + int(text[3:5]) for text in (quiet_from, quiet_to))
	since_it_began = (local.hour * 60 + local.minute - start) % 1440
	return since_it_began >= (end - start) % 1440 and local.isoweekday() - 1 not in no_contact_days
