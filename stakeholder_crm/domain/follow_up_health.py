"""Where thank-yous stand, as whoever answers for them asks: what is stuck, what waits, what is late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from statistics import quantiles

from stakeholder_crm.domain.gate import GateReason

LATE_AFTER_DUE = timedelta(hours=24)
LATE_AFTER_MEETING = timedelta(hours=48)
# What holds up every message alike; each may be lifted at any moment, so there is no hour to wait for.
HOLDUPS = frozenset({GateReason.STOPPED.value, GateReason.DAILY_CAP.value, GateReason.PACE.value})


class Standing(Enum):
	"""Where a thank-you stands, the most pressing first."""

	NEEDS_REVIEW = "needs_review"
	FAILED = "failed"
	BLOCKED = "blocked"
	DUE = "due"  # Scheduled, its time has come, and nothing holds it up
	DEFERRED = "deferred"  # Scheduled, and made to wait
	AWAITING_APPROVAL = "awaiting_approval"
	DRAFT = "draft"
	SCHEDULED = "scheduled"  # its time has not come yet
	LEAVING = "leaving"
	SENT = "sent"
	DONE_MANUALLY = "done_manually"
	NOT_NEEDED = "not_needed"
	CANCELLED = "cancelled"


BY_STATUS = {
	"Needs Review": Standing.NEEDS_REVIEW,
	"Failed": Standing.FAILED,
	"Bounced": Standing.FAILED,
	"Blocked": Standing.BLOCKED,
	"Awaiting Approval": Standing.AWAITING_APPROVAL,
	"Draft": Standing.DRAFT,
	"Claimed": Standing.LEAVING,
	"Queued": Standing.LEAVING,
	"Sent": Standing.SENT,
	"Done Manually": Standing.DONE_MANUALLY,
	"Not Needed": Standing.NOT_NEEDED,
	"Cancelled": Standing.CANCELLED,
}
STUCK = frozenset({Standing.NEEDS_REVIEW, Standing.FAILED, Standing.BLOCKED})
OVER = frozenset({Standing.SENT, Standing.DONE_MANUALLY, Standing.NOT_NEEDED, Standing.CANCELLED})
# Where a reason tells one from another; elsewhere it is that of an earlier wait.
WITH_REASON = STUCK | {Standing.DEFERRED, Standing.CANCELLED}


@dataclass(frozen=True, slots=True)
class Moments:
	"""What is known of one thank-you; every moment is zone-aware.

	Attributes:
		status: of the Thank You Follow Up.
		reason_code: why it stands there; empty where there is no reason.
		held_to: when the meeting ended.
		due_on: when it may leave, where that is known.
		deferred_until: before this nobody tries.
		sent_on: when it left.
	"""

	status: str
	reason_code: str
	held_to: datetime
	due_on: datetime | None = None
	deferred_until: datetime | None = None
	sent_on: datetime | None = None


def standing_of(one: Moments, now: datetime, *, stopped: bool) -> tuple[Standing, str]:
	"""Where a thank-you stands, and the code of the reason where that tells it from others.

	Args:
		one: the thank-you.
		now: zone-aware.
		stopped: the kill switch is on.
	"""
	standing, code = _scheduled(one, now, stopped) if one.status == "Scheduled" else _other(one)
	return standing, code if standing in WITH_REASON else ""


def is_late(one: Moments, now: datetime) -> bool:
	"""Whether nobody thanked them a day after it was due, or the message left two days after the meeting."""
	standing = BY_STATUS.get(one.status, Standing.SCHEDULED)
	if standing is Standing.SENT:
		return one.sent_on is not None and one.sent_on > one.held_to + LATE_AFTER_MEETING
	return standing not in OVER and one.due_on is not None and now > one.due_on + LATE_AFTER_DUE


def hours_to_sent(one: Moments) -> float | None:
	"""Hours from the meeting's end until the message left; None where none did."""
	if one.status != "Sent" or one.sent_on is None:
		return None
	return (one.sent_on - one.held_to) / timedelta(hours=1)


def _scheduled(one: Moments, now: datetime, stopped: bool) -> tuple[Standing, str]:
	if one.deferred_until is not None and one.deferred_until > now:
		return Standing.DEFERRED, one.reason_code
	if one.due_on is None or one.due_on > now:
		return Standing.SCHEDULED, ""
	if stopped:
		return Standing.DEFERRED, GateReason.STOPPED.value
	return (Standing.DEFERRED if one.reason_code in HOLDUPS else Standing.DUE), one.reason_code


def _other(one: Moments) -> tuple[Standing, str]:
	return BY_STATUS[one.status], one.reason_code


def percentile(values: Iterable[float], percent: int) -> float | None:
	"""The value below which so many percent of the values are, as spreadsheets' PERCENTILE.INC has it.

	Args:
		values: finite numbers, in any order.
		percent: from 1 to 99.

	Returns:
		The percentile, in the unit of the values; None where there are none.
	"""
	known = list(values)
	if len(known) < 2:
		return known[0] if known else None
	return quantiles(known, n=100, method="inclusive")[percent - 1]
