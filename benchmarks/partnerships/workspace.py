"""The Partnerships workspace: its figures by DocType, its short lists, and all of it as it is shown."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from benchmarks.partnerships.items import Item, reading
from benchmarks.partnerships.plain import HELD, KINDS, PENDING, UNANSWERED, Plain, numbers, quoted, rows
from stakeholder_crm.api.partnerships import load
from stakeholder_crm.domain.figures import Figure, figures, months_before
from stakeholder_crm.partnerships.figures.count_figures import count_figures, count_thank_yous
from stakeholder_crm.partnerships.figures.list_attention import SHOWN, list_attention

POSITIONS = ("Unaware", "Resistant", "Neutral", "Supportive", "Leading")
Counts = dict[str, int]


def items(plain: Plain) -> Iterator[Item]:
	"""What is measured of the workspace.

	Args:
		plain: the manager's statements.
	"""
	ways = _ways(plain)
	for doctype, way in ways.items():
		wanted = [figure for figure in figures(plain.today) if figure.doctype == doctype]
		yield Item(f"Figures ({len(wanted)}): {doctype}", _counting(wanted), way)
	yield Item(
		"Figures (2): thanks of 90 days", lambda: count_thank_yous(plain.today), lambda: _thanks(plain)
	)
	yield Item("Short lists (5)", list_attention, lambda: _lists(plain), reading(_names))

	def everything() -> None:
		for way in (*ways.values(), lambda: _thanks(plain), lambda: _lists(plain)):
			way()

	yield Item("**Partnerships workspace**, as it is shown", load, everything, reading(lambda _shown: None))


def _counting(wanted: list[Figure]) -> Callable[[], Counts]:
	return lambda: count_figures(wanted)


def _ways(plain: Plain) -> dict[str, Callable[[], Counts]]:
	return {
		**{kind: _kind(plain, kind) for kind in KINDS},
		"Stakeholder Meeting": lambda: _meetings(plain),
		"Stakeholder Commitment": lambda: _promises(plain),
		"Stakeholder Concern": lambda: _concerns(plain),
		"Partnership Agreement": lambda: _agreements(plain),
	}


def _kind(plain: Plain, kind: str) -> Callable[[], Counts]:
	positions = ", ".join(f"sum(k.current_position = '{position}')" for position in POSITIONS)
	query = (
		f"select count(*), sum(k.next_touch_on >= {plain.day(0)}), sum(k.next_touch_on < {plain.day(0)}),"
		f" sum(k.last_interaction_on is null), {positions}, sum(coalesce(k.current_position, '') = '')"
		f" from `tab{kind}` k where k.status = 'Active' and {plain.sees(kind, 'k')}"
	)
	series = ("active", "in_touch", "overdue", "never_met", *(f"position:{one}" for one in (*POSITIONS, "")))
	return lambda: dict(zip((f"{one}:{kind}" for one in series), numbers(query), strict=True))


def _meetings(plain: Plain) -> Counts:
	months = months_before(plain.today)
	seen = plain.sees_meeting("m")
	held, planned = numbers(
		f"select sum(m.status in {HELD} and m.starts_on < {plain.day(1)}),"
		f" sum(m.status in ('Planned', 'Confirmed') and m.starts_on >= {plain.day(0)})"
		f" from `tabStakeholder Meeting` m where m.starts_on >= {plain.day(-30)}"
		f" and m.starts_on < {plain.day(31)} and {seen}"
	)
	by_month = dict(
		rows(
			"select left(m.starts_on, 7), count(*) from `tabStakeholder Meeting` m"
			f" where m.starts_on >= {quoted(months[0][0])} and m.starts_on < {plain.day(1)}"
			f" and m.status in {HELD} and {seen} group by 1"
		)
	)
	return {
		"held": held,
		"planned": planned,
		**{f"held:{first:%Y-%m}": by_month.get(f"{first:%Y-%m}", 0) for first, _last in months},
	}


def _promises(plain: Plain) -> Counts:
	found = rows(
		"select c.status, c.due_on, count(*) from `tabStakeholder Commitment` c"
		f" {plain.all_of('c')} where c.direction = 'Ours' and (c.status in {PENDING} or"
		f" (c.status in ('Kept', 'Broken') and c.due_on between {plain.day(-365)} and {plain.day(0)}))"
		f" and {plain.sees_all('c')} group by c.status, c.due_on"
	)
	months = months_before(plain.today)
	keys = [f"{series}:{first:%Y-%m}" for series in ("kept", "broken", "late") for first, _last in months]
	counts = Counter(dict.fromkeys(("ours_open", "ours_overdue", "ours_kept", "ours_broken", *keys), 0))
	for status, due, count in found:
		for key in _promise_keys(plain.today, months[0][0], status, due):
			counts[key] += count
	return dict(counts)


def _promise_keys(today: date, since: date, status: str, due: date) -> Iterator[str]:
	if status in ("Kept", "Broken"):
		yield f"ours_{status.lower()}"
		if due >= since:
			yield f"{status.lower()}:{due:%Y-%m}"
		return
	yield "ours_open"
	if due < today:
		yield "ours_overdue"
		if due >= since:
			yield f"late:{due:%Y-%m}"


def _concerns(plain: Plain) -> Counts:
	within = f"between {plain.day(-365)} and {plain.day(0)}"
	query = (
		f"select sum(c.status in {UNANSWERED}), sum(c.reported_back_on {within}) from `tabStakeholder Concern` c"
		f" {plain.all_of('c')} where (c.status in {UNANSWERED} or c.reported_back_on {within})"
		f" and {plain.sees_all('c')}"
	)
	return dict(zip(("concerns_open", "reported_back"), numbers(query), strict=True))


def _agreements(plain: Plain) -> Counts:
	[count] = numbers(
		"select count(*) from `tabPartnership Agreement` g join `tabPartner Agency` p on p.name = g.agency"
		f" where g.status = 'In Force' and g.review_on <= {plain.day(60)} and {plain.sees('Partner Agency', 'p')}"
	)
	return {"review": count}


def _thanks(plain: Plain) -> Counts:
	query = (
		"select count(*), sum(t.status = 'Sent' and t.sent_on <= log.held_to + interval 48 hour)"
		" from `tabMeeting Log` log join `tabThank You Follow Up` t on t.meeting_log = log.name"
		f" {plain.all_of('t')} where log.held_to >= {plain.day(-90)} and log.held_to < {plain.day(1)}"
		" and t.status not in ('Cancelled', 'Not Needed', 'Done Manually')"
		f" and {plain.sees_all('t')}"
	)
	return dict(zip(("thanks", "thanked_in_time"), numbers(query), strict=True))


def _lists(plain: Plain) -> dict[str, list[str]]:
	"""The names on each list."""
	seen = {kind: plain.sees(kind, "k") for kind in KINDS}
	losing = [
		row
		for kind in KINDS
		for row in rows(
			"select k.name, k.next_touch_on, k.display_name, k.relationship_owner, k.last_interaction_on"
			f" from `tab{kind}` k where k.status = 'Active' and k.next_touch_on < {plain.day(0)} and {seen[kind]}"
			f" order by k.next_touch_on, k.name limit {SHOWN + 1}"
		)
	]
	losing.sort(key=lambda row: (row[1], row[2], row[0]))
	found = {
		"losing": losing,
		"carrying": rows(
			"select k.name, k.display_name, k.agency_type, k.record_health, k.health, k.last_interaction_on"
			" from `tabPartner Agency` k where k.status = 'Active' and k.record_health_known > 0"
			f" and k.last_interaction_on >= {plain.day(-365)} and {seen['Partner Agency']}"
			f" order by k.record_health desc, k.name limit {SHOWN + 1}"
		),
		"promises": rows(
			"select c.name, c.promise, c.stakeholder_name, c.responsible, c.due_on"
			f" from `tabStakeholder Commitment` c {plain.all_of('c')} where c.direction = 'Ours'"
			f" and c.status in {PENDING} and c.due_on < {plain.day(0)} and {plain.sees_all('c')}"
			f" order by c.due_on, c.name limit {SHOWN + 1}"
		),
		"concerns": rows(
			"select c.name, c.said, c.stakeholder_name, c.severity, c.status, c.raised_on"
			f" from `tabStakeholder Concern` c {plain.all_of('c')} where c.status in {UNANSWERED}"
			f" and {plain.sees_all('c')} order by c.raised_on, c.name limit {SHOWN + 1}"
		),
		"reviews": rows(
			"select g.name, g.title, g.agency_name, g.review_on from `tabPartnership Agreement` g"
			" join `tabPartner Agency` k on k.name = g.agency where g.status = 'In Force'"
			f" and g.review_on <= {plain.day(60)} and {seen['Partner Agency']}"
			f" order by g.review_on, g.name limit {SHOWN + 1}"
		),
	}
	return {key: [row[0] for row in some[:SHOWN]] for key, some in found.items()}


def _names(answer: Any) -> dict[str, list[str]]:
	return {key: [row["name"] for row in section.rows] for key, section in answer.items()}
