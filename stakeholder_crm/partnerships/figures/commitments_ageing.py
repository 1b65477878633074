"""Count promises that are not kept yet, by who answers for them and how long they have been due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from stakeholder_crm.base.doctypes import COMMITMENT
from stakeholder_crm.domain.ages import AGES
from stakeholder_crm.domain.figures import PENDING, Figure, Filter
from stakeholder_crm.partnerships.figures.count_by import count_by

DIRECTIONS = ("Ours", "Theirs")
ALL = "all"


@dataclass(frozen=True, slots=True)
class AgedCommitments:
	"""Which promises are wanted; what is empty does not narrow them."""

	direction: str = ""
	responsible: str = ""

	@classmethod
	def by_filters(cls, filters: Mapping[str, object] | None) -> "AgedCommitments":
		"""Read a report's filters."""
		filters = filters or {}
		return cls(*(str(filters.get(key) or "") for key in ("direction", "responsible")))


def pending(owed: AgedCommitments) -> list[Filter]:
	"""The filters that hold for each promise that is counted.

	Args:
		owed: which.
	"""
	filters: list[Filter] = [("status", "in", PENDING)]
	filters += [
		(field, "=", value) for field in ("direction", "responsible") if (value := getattr(owed, field))
	]
	return filters


def due_condition(key: str, today: date) -> list[Filter]:
	"""The filters on the day that belong to an age.

	Args:
		key: of one of ``domain.ages.AGES``, or ``ALL``.
		today: what is due today is not overdue.
	"""
	return [("due_on", "between", age.due_between(today)) for age in AGES if age.key == key]


def count_by_age(owed: AgedCommitments, today: date) -> dict[tuple[str, str], dict[str, int]]:
	"""How many promises of each age are pending, of those that the user may see, with one query.

	Args:
		owed: which.
		today: what is due today is not overdue.

	Returns:
		By direction and colleague (empty for nobody) a number for each age's key, and ``ALL``.
	"""
	keys = [*(age.key for age in AGES), ALL]
	figures = [
		Figure(f"{direction}:{key}", COMMITMENT, (("direction", "=", direction), *due_condition(key, today)))
		for direction in DIRECTIONS
		for key in keys
	]
	return {
		(direction, colleague): counts
		for colleague, all_counts in count_by("responsible", figures, pending(owed)).items()
		for direction in DIRECTIONS
		if (counts := {key: all_counts[f"{direction}:{key}"] for key in keys})[ALL]
	}
