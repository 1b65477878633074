"""How long something has been overdue, in steps that people tell apart."""

from dataclasses import dataclass
from datetime import date, timedelta

# The host's lists take an empty date for one before all others; within a span it is not.
EARLIEST = date(1970, 1, 1)
LATEST = date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class Age:
	"""One step.

	Attributes:
		key: its name.
		least: overdue since so many days at least; None for what is not overdue.
		most: so many days at most; None where there is no end.
	"""

	key: str
	least: int | None
	most: int | None

	def due_between(self, today: date) -> tuple[date, date]:
		"""The first and the last day on which something of this age was due.

		Args:
			today: what is due today is not overdue.
		"""
		earliest = EARLIEST if self.most is None else today - timedelta(days=self.most)
		latest = LATEST if self.least is None else today - timedelta(days=self.least)
		return earliest, latest


NOT_DUE = Age("not_due", None, 0)
OVERDUE = (
	Age("week", 1, 7),
	Age("month", 8, 30),
	Age("quarter", 31, 90),
	Age("older", 91, None),
)
AGES = (NOT_DUE, *OVERDUE)
