"""The state of thank-yous for reports: stuck, waiting or late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from statistics import quantiles

from stakeholder_crm.domain.gate import GateReason

LATE_AFTER_DUE = timedelta(hours=24)
LATE_AFTER_MEETING = timedelta(hours=48)
# Reasons that stop all messages; each may be lifted at any time, so there is no time to wait for.
HOLDUPS = frozenset({GateReason.STOPPED.value, GateReason.DAILY_CAP.value, GateReason.PACE.value})


class Standing(Enum):
	"""The state of a thank-you, the most urgent first."""

	NEEDS_REVIEW = "needs_review"
	FAILED = "failed"
	BLOCKED = "blocked"
	DUE = "due"  # Scheduled and due
	DEFERRED = "deferred"  # Scheduled and deferred
	AWAITING_APPROVAL = "awaiting_approval"
	DRAFT = "draft"
	SCHEDULED = "scheduled"  # not due yet
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
# States with a current reason; elsewhere the reason is outdated.
WITH_REASON = STUCK | {Standing.DEFERRED, Standing.CANCELLED}


@dataclass(frozen=True, slots=True)
class Moments:
	"""The data of one thank-you; all datetimes are zone-aware.

	Attributes:
		status: of the Thank You Follow Up.
		reason_code: the reason; empty if there is none.
		held_to: when the meeting ended.
		due_on: when it is due, if known.
		deferred_until: not sent before this.
		sent_on: when it was sent.
	"""

	status: str
	reason_code: str
	held_to: datetime
	due_on: datetime | None = None
	deferred_until: datetime | None = None
	sent_on: datetime | None = None


def standing_of(one: Moments, now: datetime, *, stopped: bool) -> tuple[Standing, str]:
	"""The state of a thank-you, and its reason code if current.

	Args:
		one: the thank-you.
		now: zone-aware.
		stopped: whether the kill switch is on.
	"""
	standing, code = _scheduled(one, now, stopped) if one.status == "Scheduled" else _other(one)
	return standing, code if standing in WITH_REASON else ""


def is_late(one: Moments, now: datetime) -> bool:
	"""Whether it was not sent a day after it was due, or was sent more than two days after the meeting."""
	standing = BY_STATUS.get(one.status, Standing.SCHEDULED)
	if standing is Standing.SENT:
		return one.sent_on is not None and one.sent_on > one.held_to + LATE_AFTER_MEETING
	return standing not in OVER and one.due_on is not None and now > one.due_on + LATE_AFTER_DUE


def hours_to_sent(one: Moments) -> float | None:
	"""Hours from the meeting's end until sending; None if not sent."""
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
	"""A percentile, as PERCENTILE.INC in spreadsheets.

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
