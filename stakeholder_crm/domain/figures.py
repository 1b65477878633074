"""Which numbers a manager of partnerships sees at once, each with the filters of the list behind it.

A number is counted by the very filters that its link leads to, so it cannot disagree with the list.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

KINDS = ("Community Leader", "Activist", "Partner Agency")
POSITIONS = ("Unaware", "Resistant", "Neutral", "Supportive", "Leading")
HELD = ("Held", "Logged", "Closed")
PLANNED = ("Planned", "Confirmed")
PENDING = ("Open", "In Progress")
UNANSWERED = ("Raised", "Acknowledged", "Acting", "Cannot Act")
MEETING_DAYS = 30
REVIEW_DAYS = 60
YEAR = 365
MONTHS = 12
# The host's lists take an empty date for one before all others; within a span it is not.
EVER_SINCE = date(1970, 1, 1)

Filter = tuple[str, str, object]


@dataclass(frozen=True, slots=True)
class Figure:
	"""One number.

	Attributes:
		key: its name; of a series, the series and the member after a colon.
		doctype: what is counted.
		filters: (field, operator, value) as the host's lists take them, all of which must hold; one a field, which is
			what the address of a list can carry.
		people: each record is a person or agency, so that small numbers are not told.
	"""

	key: str
	doctype: str
	filters: tuple[Filter, ...]
	people: bool = False


def figures(today: date) -> tuple[Figure, ...]:
	"""All numbers that filters can tell.

	Args:
		today: what counts as overdue or coming is measured from here.
	"""
	return (
		*(figure for kind in KINDS for figure in _of_kind(kind, today)),
		*_meetings(today),
		*_commitments(today),
		*_concerns(today),
		Figure(
			"review",
			"Partnership Agreement",
			(
				("status", "=", "In Force"),
				("review_on", "between", (EVER_SINCE, today + timedelta(days=REVIEW_DAYS))),
			),
		),
	)


def months_before(today: date) -> list[tuple[date, date]]:
	"""First and last day of each of the last twelve months, the present one up to today, the oldest first."""
	spans: list[tuple[date, date]] = []
	last = today
	for _month in range(MONTHS):
		spans.append((last.replace(day=1), last))
		last = last.replace(day=1) - timedelta(days=1)
	return spans[::-1]


def _of_kind(kind: str, today: date) -> Iterator[Figure]:
	def people(series: str, *also: Filter) -> Figure:
		return Figure(f"{series}:{kind}", kind, (("status", "=", "Active"), *also), people=True)

	yield people("active")
	yield people("in_touch", ("next_touch_on", ">=", today))
	yield people("overdue", ("next_touch_on", "between", _until_yesterday(today)))
	yield people("never_met", ("last_interaction_on", "is", "not set"))
	for position in POSITIONS:
		yield people(f"position:{position}", ("current_position", "=", position))
	yield people("position:", ("current_position", "is", "not set"))


def _meetings(today: date) -> Iterator[Figure]:
	doctype = "Stakeholder Meeting"
	held, planned = ("status", "in", HELD), ("status", "in", PLANNED)
	month = timedelta(days=MEETING_DAYS)
	yield Figure("held", doctype, (("starts_on", "between", (today - month, today)), held))
	yield Figure("planned", doctype, (("starts_on", "between", (today, today + month)), planned))
	for first, last in months_before(today):
		yield Figure(f"held:{first:%Y-%m}", doctype, (("starts_on", "between", (first, last)), held))


def _commitments(today: date) -> Iterator[Figure]:
	doctype = "Stakeholder Commitment"
	ours = ("direction", "=", "Ours")
	pending = ("status", "in", PENDING)
	within_a_year = _due(today - timedelta(days=YEAR), today)
	yield Figure("ours_open", doctype, (ours, pending))
	yield Figure("ours_overdue", doctype, (("due_on", "between", _until_yesterday(today)), ours, pending))
	for status in ("Kept", "Broken"):
		yield Figure(f"ours_{status.lower()}", doctype, (within_a_year, ours, ("status", "=", status)))
	yesterday = today - timedelta(days=1)
	for first, last in months_before(today):
		key = f"{first:%Y-%m}"
		yield Figure(f"kept:{key}", doctype, (_due(first, last), ours, ("status", "=", "Kept")))
		yield Figure(f"broken:{key}", doctype, (_due(first, last), ours, ("status", "=", "Broken")))
		yield Figure(f"late:{key}", doctype, (_due(first, min(last, yesterday)), ours, pending))


def _concerns(today: date) -> Iterator[Figure]:
	doctype = "Stakeholder Concern"
	yield Figure("concerns_open", doctype, (("status", "in", UNANSWERED),))
	yield Figure(
		"reported_back",
		doctype,
		(("reported_back_on", "between", (today - timedelta(days=YEAR), today)),),
	)


def _due(first: date, last: date) -> Filter:
	return ("due_on", "between", (first, last))


def _until_yesterday(today: date) -> tuple[date, date]:
	return EVER_SINCE, today - timedelta(days=1)
