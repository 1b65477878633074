"""The figures of the Partnerships workspace, each with the filters of its list.

A figure is counted with the same filters as its link, so it always matches the list.
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
# The host's lists sort an empty date first; a date range excludes it.
EVER_SINCE = date(1970, 1, 1)

Filter = tuple[str, str, object]


@dataclass(frozen=True, slots=True)
class Figure:
	"""One figure.

	Attributes:
		key: its name; in a series, the series and the member after a colon.
		doctype: of the counted records.
		filters: (field, operator, value) as in the host's lists, all of which must match; one per field, as a list's
			URL allows.
		people: each record is a person or agency, so small numbers are hidden.
	"""

	key: str
	doctype: str
	filters: tuple[Filter, ...]
	people: bool = False


def figures(today: date) -> tuple[Figure, ...]:
	"""All figures that filters can express.

	Args:
		today: the reference date for overdue and upcoming.
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
	"""First and last day of each of the last twelve months, the current one up to today, the oldest first."""
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
