"""Measure the time from a meeting to its thank-yous."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Coalesce, Count
from frappe.utils import getdate, today
from pypika.queries import QueryBuilder
from pypika.terms import Term

from stakeholder_crm.access.visible_table import visible_records
from stakeholder_crm.base.clock import site_zone
from stakeholder_crm.base.doctypes import MEETING_LOG, THANK_YOU
from stakeholder_crm.base.reporting.period import Period, month_of, read_period
from stakeholder_crm.compat import hours_later, minutes_between
from stakeholder_crm.domain.follow_up_health import LATE_AFTER_MEETING, percentile
from stakeholder_crm.domain.time_zones import clock_changes
from stakeholder_crm.partnerships.figures.count_figures import NOT_BY_MACHINE

MONTH, COLLEAGUE = "Month", "Colleague"
IN_TIME, LATER, WAITING, BY_HAND, CALLED_OFF = OUTCOMES = (
	"in_time",
	"later",
	"waiting",
	"by_hand",
	"called_off",
)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class TimelinessFilters:
	"""Which thank-yous to count.

	Attributes:
		period: in which their meetings ended.
		assigned_to: a user; empty for all.
		by: how to group them, by the month in which the meeting ended or by assignee.
	"""

	period: Period
	assigned_to: str = ""
	by: str = MONTH

	@classmethod
	def by_filters(cls, filters: Mapping[str, object] | None) -> "TimelinessFilters":
		"""Read a report's filters."""
		filters = filters or {}
		by = COLLEAGUE if filters.get("by") == COLLEAGUE else MONTH
		return cls(read_period(filters), str(filters.get("assigned_to") or ""), by)


@dataclass(slots=True)
class Timing:
	"""The timing of some thank-yous.

	Attributes:
		counts: by outcome; see ``OUTCOMES``.
		minutes: from the meeting's end until sending, with counts.
	"""

	counts: Counter[str] = field(default_factory=Counter)
	minutes: Counter[int] = field(default_factory=Counter)

	@property
	def by_machine(self) -> int:
		"""How many were sent or are still to be sent."""
		return self.counts[IN_TIME] + self.counts[LATER] + self.counts[WAITING]

	def hours_within(self, percent: int) -> float | None:
		"""The given percentile of hours until sending; None if nothing was sent."""
		minutes = percentile(self.minutes.elements(), percent)
		return None if minutes is None else minutes * MINUTE / HOUR

	def add(self, other: "Timing") -> None:
		"""Add other counts."""
		self.counts.update(other.counts)
		self.minutes.update(other.minutes)


def measure_timeliness(wanted: TimelinessFilters) -> dict[str, Timing]:
	"""The timing of the thank-yous that the user may see, with one query.

	Args:
		wanted: the filters.

	Returns:
		By month ("2026-01") or assignee (empty if unassigned).
	"""
	group, outcome, minutes = timeliness_group(wanted), outcome_of(), _minutes(wanted.period)
	query = (
		thank_you_query(wanted)
		.select(group, outcome, minutes, Count("*"))
		.groupby(group, outcome, minutes)
		.orderby(group)
	)
	found: defaultdict[str, Timing] = defaultdict(Timing)
	for key, ended, taken, count in query.run():
		found[key].counts[ended] += count
		if taken is not None:
			found[key].minutes[int(taken)] += count
	return dict(found)


def thank_you_query(wanted: TimelinessFilters) -> QueryBuilder:
	"""A query on the filtered thank-yous, joined with their meeting's log.

	Log permissions are not checked: a thank-you's due time already reveals when the meeting ended.
	"""
	thank_you, log = frappe.qb.DocType(THANK_YOU), frappe.qb.DocType(MEETING_LOG)
	query = (
		frappe.qb.from_(thank_you)
		.join(log)
		.on(thank_you.meeting_log == log.name)
		.where((log.held_to >= wanted.period.begins) & (log.held_to < wanted.period.is_over))
		.where(visible_records(THANK_YOU))
	)
	if wanted.assigned_to:
		query = query.where(thank_you.assigned_to == wanted.assigned_to)
	return query


def timeliness_group(wanted: TimelinessFilters) -> Term:
	"""The grouping of thank-yous, in a query."""
	if wanted.by == COLLEAGUE:
		return Coalesce(frappe.qb.DocType(THANK_YOU).assigned_to, "")
	return month_of(frappe.qb.DocType(MEETING_LOG).held_to)


def outcome_of() -> Term:
	"""How a thank-you ended, in a query: one of ``OUTCOMES``."""
	thank_you, log = frappe.qb.DocType(THANK_YOU), frappe.qb.DocType(MEETING_LOG)
	sent = thank_you.status == "Sent"
	in_time = thank_you.sent_on <= hours_later(log.held_to, LATE_AFTER_MEETING // HOUR)
	return (
		Case()
		.when(sent & in_time, IN_TIME)
		.when(sent, LATER)
		.when(thank_you.status == "Done Manually", BY_HAND)
		.when(thank_you.status.isin(NOT_BY_MACHINE), CALLED_OFF)
		.else_(WAITING)
	)


def _minutes(period: Period) -> Term:
	"""Minutes from the meeting's end until sending, corrected for clock changes."""
	thank_you, log = frappe.qb.DocType(THANK_YOU), frappe.qb.DocType(MEETING_LOG)
	minutes = minutes_between(log.held_to, thank_you.sent_on)
	for at, forward in clock_changes(site_zone(), period.first, getdate(today())):
		crossed = (log.held_to < at) & (thank_you.sent_on >= at)
		minutes = minutes - Case().when(crossed, forward // MINUTE).else_(0)
	return Case().when(thank_you.status == "Sent", minutes)
