"""Count the workload of each user."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from stakeholder_crm.base.reporting.period import Period
from stakeholder_crm.domain.ages import EARLIEST, LATEST
from stakeholder_crm.domain.figures import HELD, KINDS, PENDING, PLANNED, Figure
from stakeholder_crm.partnerships.figures.count_by import count_by

OWNED, OVERDUE_TOUCHES = PEOPLE = ("owned", "overdue_touches")
AHEAD, HELD_IN_PERIOD, UNLOGGED = "ahead", "held", "unlogged"
PROMISED, OVERDUE_PROMISES = "promised", "overdue_promises"
WAITING = "waiting"
# Statuses of thank-yous that need a decision.
DECIDE = ("Draft", "Awaiting Approval", "Blocked", "Needs Review", "Failed", "Bounced")
RESPONSIBLE = {
	**dict.fromkeys(KINDS, "relationship_owner"),
	"Stakeholder Meeting": "lead",
	"Stakeholder Commitment": "responsible",
	"Thank You Follow Up": "assigned_to",
}


@dataclass(slots=True)
class Load:
	"""A user's workload, by the keys of the figures."""

	counts: Counter[str] = field(default_factory=Counter)

	@property
	def pressing(self) -> int:
		"""How much is overdue or needs a decision."""
		return sum(self.counts[key] for key in (OVERDUE_TOUCHES, UNLOGGED, OVERDUE_PROMISES, WAITING))


def workload_figures(period: Period, today: date) -> list[Figure]:
	"""The figures to count; relationships have one figure per type with the same key.

	Args:
		period: in which held meetings began.
		today: meetings of today are upcoming, and what is due today is not overdue.
	"""
	yesterday = today - timedelta(days=1)
	active, pending = ("status", "=", "Active"), ("status", "in", PENDING)
	meeting, promise, ours = "Stakeholder Meeting", "Stakeholder Commitment", ("direction", "=", "Ours")
	return [
		*(Figure(OWNED, kind, (active,), people=True) for kind in KINDS),
		*(
			Figure(
				OVERDUE_TOUCHES,
				kind,
				(active, ("next_touch_on", "between", (EARLIEST, yesterday))),
				people=True,
			)
			for kind in KINDS
		),
		Figure(AHEAD, meeting, (("status", "in", PLANNED), ("starts_on", "between", (today, LATEST)))),
		Figure(HELD_IN_PERIOD, meeting, (("status", "in", HELD), period.within("starts_on"))),
		Figure(
			UNLOGGED,
			meeting,
			(("status", "in", (*PLANNED, "Held")), ("starts_on", "between", (EARLIEST, yesterday))),
		),
		Figure(PROMISED, promise, (ours, pending)),
		Figure(OVERDUE_PROMISES, promise, (ours, pending, ("due_on", "between", (EARLIEST, yesterday)))),
		Figure(WAITING, "Thank You Follow Up", (("status", "in", DECIDE),)),
	]


def count_workload(wanted: Sequence[Figure]) -> dict[str, Load]:
	"""The workload of each user over visible records, with one query per DocType.

	Args:
		wanted: see ``workload_figures``.

	Returns:
		By user (empty if unassigned); users without any are left out.
	"""
	loads: defaultdict[str, Load] = defaultdict(Load)
	for doctype, fieldname in RESPONSIBLE.items():
		of_doctype = [figure for figure in wanted if figure.doctype == doctype]
		for colleague, counts in count_by(fieldname, of_doctype).items():
			loads[colleague].counts.update(counts)
	return dict(loads)
