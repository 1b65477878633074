"""The first screen of each report, as the Desk asks for it."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import frappe
from frappe.desk.query_report import run
from frappe.utils import add_months

from benchmarks.partnerships.items import Item, reading
from benchmarks.partnerships.plain import HELD, KINDS, PENDING, UNANSWERED, Plain, quoted, rows

FIRST = 500
LISTED = "('Draft', 'Active', 'Dormant', 'Do Not Contact')"
LIVING = "('Active', 'Dormant')"
PLACES = {"Community Leader": "community", "Activist": "''", "Partner Agency": "jurisdiction"}
# Their numbers are kept where counting takes long.
KEPT = (
	"You Said We Did",
	"Thank-you Timeliness",
	"Commitments Ageing",
	"Engagement Coverage",
	"Outreach Workload",
	"Follow-up Health",
)
Way = Callable[[Plain], Any]


def items(plain: Plain) -> Iterator[Item]:
	"""What is measured of reports, as far as the site has them.

	Args:
		plain: the manager's statements.
	"""
	for name, (way, answer) in REPORTS.items():
		if not frappe.db.exists("Report", name):
			continue
		yield Item(f"Report: {name}", _report(name, count_now=1), _bound(way, plain), reading(answer))
		if name in KEPT:
			title = f"**Report: {name}**, as it is shown"
			yield Item(title, _report(name), _bound(way, plain), reading(answer))


def _report(name: str, **filters: Any) -> Callable[[], Any]:
	return lambda: run(name, filters=filters, ignore_prepared_report=True)


def _bound(way: Way, plain: Plain) -> Callable[[], Any]:
	return lambda: way(plain)


def _rows_of(answer: Any) -> list[dict[str, Any]]:
	"""Without a row of totals."""
	return [row for row in answer["result"] if isinstance(row, dict) and not row.get("is_total")]


def _names(answer: Any) -> list[str]:
	return [row["name"] for row in _rows_of(answer)]


def _year(plain: Plain) -> tuple[str, str]:
	"""The reports' twelve months: the first moment, and the first after them."""
	return quoted(add_months(plain.today, -12)), plain.day(1)


def _losing_touch(plain: Plain) -> list[str]:
	found = []
	for kind, place in PLACES.items():
		where = f"k.status in {LISTED} and k.next_touch_on < {plain.day(0)} and {plain.sees(kind, 'k')}"
		found += rows(
			f"select k.next_touch_on, k.display_name, k.name, k.status, k.relationship_owner, k.current_position,"
			f" k.last_interaction_on, {place} from `tab{kind}` k where {where}"
			f" order by k.next_touch_on, k.name limit {FIRST}"
		)
		# By how long they have been overdue, for the chart.
		rows(
			f"select count(*), sum(k.next_touch_on >= {plain.day(-7)}), sum(k.next_touch_on >= {plain.day(-30)}),"
			f" sum(k.next_touch_on >= {plain.day(-90)}) from `tab{kind}` k where {where}"
		)
	return [row[2] for row in sorted(found, key=lambda row: row[:3])[:FIRST]]


def _directory(plain: Plain) -> list[str]:
	found = []
	for kind, place in PLACES.items():
		where = f"k.status in {LISTED} and {plain.sees(kind, 'k')}"
		if len(found) < FIRST:
			found += rows(
				f"select k.name, k.display_name, k.status, k.relationship_owner, k.current_position,"
				f" k.last_interaction_on, k.next_touch_on, {place} from `tab{kind}` k where {where}"
				f" order by k.display_name, k.name limit {FIRST - len(found)}"
			)
		rows(f"select count(*) from `tab{kind}` k where {where}")
	return [row[0] for row in found]


def _follow_ups(plain: Plain) -> int:
	return len(
		rows(
			"select t.name, t.status, t.reason_code, t.due_on, t.deferred_until, t.sent_on, log.held_to"
			" from `tabMeeting Log` log join `tabThank You Follow Up` t on t.meeting_log = log.name"
			f" {plain.all_of('t')} where log.held_to >= {plain.day(-30)} and log.held_to < {plain.day(1)}"
			f" and log.docstatus > 0 and {plain.sees_all('t')}"
		)
	)


def _health(plain: Plain) -> list[str]:
	found = []
	for kind, place in PLACES.items():
		where = f"k.status in {LIVING} and {plain.sees(kind, 'k')}"
		found += rows(
			"select k.record_health, k.next_touch_on, k.display_name, k.name, k.status, k.relationship_owner,"
			f" k.health, k.trust, k.record_health_parts, k.record_health_on, k.last_interaction_on, {place}"
			f" from `tab{kind}` k where {where} and k.record_health_known > 0"
			f" order by k.record_health, k.name limit {FIRST}"
		)
		rows(
			"select if(k.record_health_known = 0, -1, least(k.record_health div 25, 3)), k.health, count(*)"
			f" from `tab{kind}` k where {where} group by 1, 2"
		)
	found.sort(key=lambda row: (row[0], row[1] or plain.today, row[2], row[3]))
	found.sort(key=lambda row: (row[0], -max((plain.today - (row[1] or plain.today)).days, 0), *row[2:4]))
	names = ", ".join(f"'{row[3]}'" for row in found[:FIRST])
	for doctype, where in (
		("Stakeholder Commitment", f"c.status in {PENDING}"),
		("Stakeholder Concern", f"c.status in {UNANSWERED}"),
	):
		rows(
			f"select c.stakeholder, count(*) from `tab{doctype}` c {plain.all_of('c')}"
			f" where c.stakeholder in ({names}) and {where} and {plain.sees_all('c')} group by 1"
		)
	rows(
		f"select s.stakeholder, s.trust from `tabStakeholder Assessment` s {plain.people_of('s')}"
		f" where s.stakeholder in ({names}) and s.trust > 0 and s.assessed_on >= {plain.day(-365)}"
		f" and {plain.sees_people} order by s.assessed_on, s.creation"
	)
	return [row[3] for row in found[:FIRST]]


def _heard(plain: Plain) -> list[str]:
	first, after = _year(plain)
	where = (
		f"from `tabStakeholder Concern` c {plain.all_of('c')}"
		f" where c.raised_on >= {first} and c.raised_on < {after} and {plain.sees_all('c')}"
	)
	found = rows(
		"select c.name, c.said, c.category, c.raised_on, c.did, c.cannot_act_reason, c.reported_back_on, c.status,"
		" c.stakeholder_name, coalesce(l.community, p.display_name, ''), l.confidentiality, p.confidentiality,"
		f" a.confidentiality, m.confidentiality {where} order by c.raised_on desc, c.name desc limit {FIRST}"
	)
	rows(f"select c.status, count(*) {where} group by c.status")
	return sorted(row[0] for row in found)


def _timeliness(plain: Plain) -> dict[str, tuple[int, ...]]:
	first, after = _year(plain)
	found = rows(
		"select left(log.held_to, 7), case when t.status = 'Sent' then"
		" if(t.sent_on <= log.held_to + interval 48 hour, 0, 1) when t.status = 'Done Manually' then 3"
		" when t.status in ('Cancelled', 'Not Needed') then 4 else 2 end,"
		" if(t.status = 'Sent', timestampdiff(minute, log.held_to, t.sent_on), null), count(*)"
		" from `tabMeeting Log` log join `tabThank You Follow Up` t on t.meeting_log = log.name"
		f" {plain.all_of('t')} where log.held_to >= {first} and log.held_to < {after} and {plain.sees_all('t')}"
		" group by 1, 2, 3"
	)
	months: dict[str, list[int]] = {}
	for month, outcome, _minutes, count in found:
		months.setdefault(month, [0] * len(OUTCOMES))[outcome] += count
	return {month: tuple(counts) for month, counts in months.items()}


OUTCOMES = ("in_time", "later", "waiting", "by_hand", "called_off")


def _outcomes(answer: Any) -> dict[str, tuple[int, ...]]:
	return {row["group"]: tuple(row[one] for one in OUTCOMES) for row in _rows_of(answer)}


def _ageing(plain: Plain) -> dict[tuple[str, str], int]:
	late = [f"sum(c.due_on < {plain.day(-days)})" for days in (0, 7, 30, 90)]
	found = rows(
		f"select c.direction, coalesce(c.responsible, ''), count(*), {', '.join(late)}"
		f" from `tabStakeholder Commitment` c {plain.all_of('c')} where c.status in {PENDING}"
		f" and {plain.sees_all('c')} group by 1, 2"
	)
	return {(row[0], row[1]): row[2] for row in found}


def _coverage(plain: Plain) -> dict[str, int]:
	first, after = _year(plain)
	rows(
		"select p.agency_type, count(*), max(p.last_interaction_on) from `tabPartner Agency` p"
		f" where p.status in {LIVING} and {plain.sees('Partner Agency', 'p')} group by 1"
	)
	came = (
		"from `tabStakeholder Meeting` m join `tabMeeting Log` log on log.meeting = m.name and log.docstatus = 1"
		" join `tabMeeting Attendance` t on t.parent = log.name and t.attended = 1"
		" and t.stakeholder_type = 'Partner Agency' join `tabPartner Agency` p on p.name = t.stakeholder"
		f" where m.status in {HELD} and m.starts_on >= {first} and m.starts_on < {after}"
		f" and {plain.sees_meeting('m')} and p.status in {LIVING} and {plain.sees('Partner Agency', 'p')}"
	)
	# MariaDB would begin with the agencies and go through all their years.
	found = rows(
		f"select straight_join p.agency_type, count(distinct p.name), count(distinct m.name) {came} group by 1"
	)
	rows(f"select straight_join p.agency_type, m.kind, count(distinct m.name) {came} group by 1, 2")
	return {row[0]: row[2] for row in found}


def _workload(plain: Plain) -> dict[str, tuple[int, ...]]:
	first, after = _year(plain)
	loads: dict[str, Counter[str]] = {}

	def add(query: str, *keys: str) -> None:
		for colleague, *counts in rows(query):
			loads.setdefault(colleague or "", Counter()).update(
				{key: int(count or 0) for key, count in zip(keys, counts, strict=True)}
			)

	for kind in KINDS:
		add(
			f"select k.relationship_owner, count(*), sum(k.next_touch_on < {plain.day(0)}) from `tab{kind}` k"
			f" where k.status = 'Active' and {plain.sees(kind, 'k')} group by 1",
			*("owned", "overdue_touches"),
		)
	open_states, ahead = "('Planned', 'Confirmed', 'Held')", "('Planned', 'Confirmed')"
	# Two statements: each of them has an index to go by.
	add(
		f"select m.lead, count(*) from `tabStakeholder Meeting` m where m.starts_on >= {first}"
		f" and m.starts_on < {after} and m.status in {HELD} and {plain.sees_meeting('m')} group by 1",
		"held",
	)
	add(
		f"select m.lead, sum(m.status in {ahead} and m.starts_on >= {plain.day(0)}),"
		f" sum(m.starts_on < {plain.day(0)}) from `tabStakeholder Meeting` m"
		f" where m.status in {open_states} and {plain.sees_meeting('m')} group by 1",
		*("ahead", "unlogged"),
	)
	add(
		f"select c.responsible, count(*), sum(c.due_on < {plain.day(0)}) from `tabStakeholder Commitment` c"
		f" {plain.all_of('c')} where c.direction = 'Ours' and c.status in {PENDING} and {plain.sees_all('c')}"
		" group by 1",
		*("promised", "overdue_promises"),
	)
	add(
		f"select t.assigned_to, count(*) from `tabThank You Follow Up` t {plain.all_of('t')}"
		" where t.status in ('Draft', 'Awaiting Approval', 'Blocked', 'Needs Review', 'Failed')"
		f" and {plain.sees_all('t')} group by 1",
		"waiting",
	)
	return {
		colleague: tuple(load[key] for key in CARRIED)
		for colleague, load in loads.items()
		if any(load.values())
	}


CARRIED = ("ahead", "held", "unlogged", "promised", "overdue_promises", "waiting")

REPORTS: dict[str, tuple[Way, Callable[[Any], Any]]] = {
	"Partnership Health": (_health, _names),
	"Losing Touch": (_losing_touch, _names),
	"You Said We Did": (_heard, lambda answer: sorted(_names(answer))),
	"Thank-you Timeliness": (_timeliness, _outcomes),
	"Commitments Ageing": (
		_ageing,
		lambda answer: {(row["direction"], row["responsible"]): row["all"] for row in _rows_of(answer)},
	),
	"Engagement Coverage": (
		_coverage,
		lambda answer: {row["group"]: row["meetings"] for row in _rows_of(answer) if row["meetings"]},
	),
	"Outreach Workload": (
		_workload,
		lambda answer: {row["user"]: tuple(row[key] for key in CARRIED) for row in _rows_of(answer)},
	),
	"Stakeholder Directory": (_directory, _names),
	"Follow-up Health": (_follow_ups, lambda answer: sum(row["count"] for row in _rows_of(answer))),
}
