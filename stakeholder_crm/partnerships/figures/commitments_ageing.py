"""Count pending commitments by assignee and days overdue."""

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
	"""The filters for commitments; empty values do not filter."""

	direction: str = ""
	responsible: str = ""

	@classmethod
	def by_filters(cls, filters: Mapping[str, object] | None) -> "AgedCommitments":
		"""Read a report's filters."""
		filters = filters or {}
		return cls(*(str(filters.get(key) or "") for key in ("direction", "responsible")))


def pending(selection: AgedCommitments) -> list[Filter]:
	"""The filters for all counted commitments.

	Args:
		selection: the report's filters.
	"""
	filters: list[Filter] = [("status", "in", PENDING)]
	filters += [
		(field, "=", value) for field in ("direction", "responsible") if (value := getattr(selection, field))
	]
	return filters


def due_condition(key: str, today: date) -> list[Filter]:
	"""The due date filters of an age.

	Args:
		key: of one of ``domain.ages.AGES``, or ``ALL``.
		today: what is due today is not overdue.
	"""
	return [("due_on", "between", age.due_between(today)) for age in AGES if age.key == key]


def count_by_age(selection: AgedCommitments, today: date) -> dict[tuple[str, str], dict[str, int]]:
	"""How many visible commitments of each age are pending, with one query.

	Args:
		selection: the report's filters.
		today: what is due today is not overdue.

	Returns:
		By direction and assignee (empty if unassigned), a count for each age's key and ``ALL``.
	"""
	keys = [*(age.key for age in AGES), ALL]
	figures = [
		Figure(f"{direction}:{key}", COMMITMENT, (("direction", "=", direction), *due_condition(key, today)))
		for direction in DIRECTIONS
		for key in keys
	]
	return {
		(direction, colleague): counts
		for colleague, all_counts in count_by("responsible", figures, pending(selection)).items()
		for direction in DIRECTIONS
		if (counts := {key: all_counts[f"{direction}:{key}"] for key in keys})[ALL]
	}
