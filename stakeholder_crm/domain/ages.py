"""Age groups by days overdue."""

from dataclasses import dataclass
from datetime import date, timedelta

# The host's lists sort an empty date first; a date range excludes it.
EARLIEST = date(1970, 1, 1)
LATEST = date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class Age:
	"""One age group.

	Attributes:
		key: its name.
		least: the minimum days overdue; None if not overdue.
		most: the maximum days; None if open-ended.
	"""

	key: str
	least: int | None
	most: int | None

	def due_between(self, today: date) -> tuple[date, date]:
		"""The first and the last due date of this age group.

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
