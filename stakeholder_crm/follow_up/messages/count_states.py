"""Count the thank-yous of a period by state, and how long sending took."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

import frappe
from frappe.utils import get_datetime

from stakeholder_crm.base.clock import current_moment, to_moment
from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.domain.follow_up_health import (
	OVER,
	Moments,
	Standing,
	hours_to_sent,
	is_late,
	percentile,
	standing_of,
)
from stakeholder_crm.follow_up.messages.gate_facts import is_stopped

FIELDS = ("name", "status", "reason_code", "meeting_log", "due_on", "deferred_until", "sent_on")
QUARTER = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class FollowUpFilters:
	"""Which thank-yous to count.

	Attributes:
		from_date: first day on which the meeting may have ended, in the site's zone.
		to_date: last such day.
		assigned_to: a user's name; empty for all users.
		status: of the Thank You Follow Up; empty for all.
	"""

	from_date: date
	to_date: date
	assigned_to: str = ""
	status: str = ""


@dataclass(slots=True)
class StateGroup:
	"""Thank-yous with the same state and reason.

	Attributes:
		standing: the state.
		reason_code: the reason; empty if there is none.
		names: of the Thank You Follow Ups, the longest due first.
		late: how many of them are late.
		oldest_due: as Frappe stores it; None if no action is left.
	"""

	standing: Standing
	reason_code: str
	names: list[str] = field(default_factory=list)
	late: int = 0
	oldest_due: datetime | None = None


@dataclass(frozen=True, slots=True)
class StateCounts:
	"""The counts of a period.

	Attributes:
		groups: the most urgent first, then the largest.
		spans: counts by state, by the first day of the week in which the meeting ended, or of the month if the
			period is longer than a quarter.
		monthly: whether the spans are months.
		hours: from the meeting's end until sending, for each sent message.
	"""

	groups: list[StateGroup]
	spans: dict[date, Counter[Standing]]
	monthly: bool
	hours: list[float]

	def count(self, standing: Standing) -> int:
		"""How many are in this state."""
		return sum(len(group.names) for group in self.groups if group.standing is standing)

	@property
	def late(self) -> int:
		"""How many are late."""
		return sum(group.late for group in self.groups)

	def hours_within(self, percent: int) -> float | None:
		"""The given percentile of hours until sending; None if nothing was sent."""
		return percentile(self.hours, percent)


def count_states(wanted: FollowUpFilters, now: datetime | None = None) -> StateCounts:
	"""Count the thank-yous of a period that the current user may see.

	Args:
		wanted: the filters.
		now: zone-aware, or as Frappe stores it; defaults to the current time.

	Returns:
		The counts; the number of queries does not grow with the data.
	"""
	moment = current_moment(now)
	ended = _ends(wanted)
	stopped = is_stopped()
	groups: dict[tuple[Standing, str], StateGroup] = {}
	spans: defaultdict[date, Counter[Standing]] = defaultdict(Counter)
	monthly = wanted.to_date - wanted.from_date > QUARTER
	hours: list[float] = []
	for row in _rows(wanted, sorted(ended)):
		one = _moments(row, ended[row.meeting_log])
		standing, code = standing_of(one, moment, stopped=stopped)
		group = groups.setdefault((standing, code), StateGroup(standing, code))
		group.names.append(row.name)
		group.late += is_late(one, moment)
		if standing not in OVER and group.oldest_due is None:
			group.oldest_due = row.due_on
		spans[_first_day(ended[row.meeting_log].date(), monthly)][standing] += 1
		taken = hours_to_sent(one)
		if taken is not None:
			hours.append(taken)
	return StateCounts(_in_order(groups.values()), _without_gaps(spans, wanted, monthly), monthly, hours)


def _ends(wanted: FollowUpFilters) -> dict[str, datetime]:
	"""When the meetings of the period ended, by log, including cancelled logs.

	Log permissions are not checked: a thank-you's due time already reveals when the meeting ended.
	"""
	log = frappe.qb.DocType("Meeting Log")
	query = (
		frappe.qb.from_(log)
		.select(log.name, log.held_to)
		.where((log.held_to >= get_datetime(wanted.from_date)) & (log.docstatus > 0))
		.where(log.held_to < get_datetime(wanted.to_date + timedelta(days=1)))
		.orderby(log.name)
	)
	return dict(query.run())


def _rows(wanted: FollowUpFilters, logs: list[str]) -> list[frappe._dict]:
	filters: dict[str, object] = {"meeting_log": ("in", logs or [""])}
	if wanted.assigned_to:
		filters["assigned_to"] = wanted.assigned_to
	if wanted.status:
		filters["status"] = wanted.status
	return frappe.get_list(THANK_YOU, fields=list(FIELDS), filters=filters, order_by="due_on asc, name asc")


def _moments(row: frappe._dict, held_to: datetime) -> Moments:
	return Moments(
		status=row.status,
		reason_code=row.reason_code or "",
		held_to=_utc(held_to),
		due_on=_utc(row.due_on) if row.due_on else None,
		deferred_until=_utc(row.deferred_until) if row.deferred_until else None,
		sent_on=_utc(row.sent_on) if row.sent_on else None,
	)


def _utc(stored: datetime) -> datetime:
	"""In UTC, so that hours are correct across clock changes."""
	return to_moment(stored).astimezone(timezone.utc)


def _first_day(day: date, monthly: bool) -> date:
	return day.replace(day=1) if monthly else day - timedelta(days=day.weekday())


def _without_gaps(
	spans: dict[date, Counter[Standing]], wanted: FollowUpFilters, monthly: bool
) -> dict[date, Counter[Standing]]:
	"""In order, with empty spans: weeks of the whole period, or months from the first to the last."""
	if not spans:
		return {}
	first, last = (min(spans), max(spans)) if monthly else (wanted.from_date, wanted.to_date)
	days = (first + timedelta(days=number) for number in range((last - first).days + 1))
	return {day: spans.get(day, Counter()) for day in sorted({_first_day(day, monthly) for day in days})}


def _in_order(groups: Iterable[StateGroup]) -> list[StateGroup]:
	places = list(Standing)
	return sorted(groups, key=lambda one: (places.index(one.standing), -len(one.names), one.reason_code))
