"""Calculated health of a relationship: four parts and their weighted mean.

It does not measure feelings or the amount of e-mail. Each part is a number from 0 to 100, or None without data,
which has no weight. The owner's rating is a separate figure, and neither changes the
other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from stakeholder_crm.domain.cadence import ACTIVE

BEST = 100
# After three intervals without contact, recency is 0.
CADENCES_UNTIL_NOTHING = 3
TRUST_STEPS = 4  # from 1 to 5
PER_STEP_OF_TREND = 10


class HealthPart(Enum):
	"""The parts of calculated health; each has a weight in Settings."""

	RECENCY = "recency"
	RECIPROCITY = "reciprocity"
	TRUST = "trust"
	SENTIMENT = "sentiment"


@dataclass(frozen=True, slots=True)
class CommitmentCounts:
	"""Outcomes of the commitments of one side.

	Attributes:
		kept: how many were kept.
		not_kept: how many are broken or overdue.
	"""

	kept: int = 0
	not_kept: int = 0


@dataclass(frozen=True, slots=True)
class RelationshipHistory:
	"""The history of one relationship.

	Attributes:
		status: of the stakeholder.
		cadence_days: the contact interval in days; 0 if not set.
		last_touch_on: the last contact, or else the creation date.
		ours: our commitments.
		theirs: their commitments.
		trust_first: of the oldest assessment within a year, 1 to 5.
		trust_last: of the newest one.
		grew: how often trust grew at a meeting within a year.
		same: how often it stayed the same.
		shrank: how often it shrank.
	"""

	status: str
	cadence_days: int
	last_touch_on: date
	ours: CommitmentCounts = CommitmentCounts()
	theirs: CommitmentCounts = CommitmentCounts()
	trust_first: int | None = None
	trust_last: int | None = None
	grew: int = 0
	same: int = 0
	shrank: int = 0


Parts = dict[HealthPart, int | None]


def parts_of(history: RelationshipHistory, today: date) -> Parts:
	"""Each part of one relationship's health.

	Args:
		history: of the relationship.
		today: the reference date for recency.
	"""
	return {
		HealthPart.RECENCY: _recency(history, today),
		HealthPart.RECIPROCITY: _reciprocity(history),
		HealthPart.TRUST: _trust(history),
		HealthPart.SENTIMENT: _sentiment(history),
	}


def health(parts: Parts, weights: Mapping[HealthPart, int]) -> int | None:
	"""The weighted mean of the known parts; None if no part has data and weight.

	Args:
		parts: from ``parts_of``.
		weights: of each part, 0 or more; a missing one counts as 0.
	"""
	known = [(value, weights.get(part, 0)) for part, value in parts.items() if value is not None]
	weight = sum(each for _value, each in known)
	if not weight:
		return None
	return round(sum(value * each for value, each in known) / weight)


def _recency(history: RelationshipHistory, today: date) -> int | None:
	"""100 while contact is on schedule, then falling linearly to 0."""
	if history.status != ACTIVE or history.cadence_days < 1:
		return None
	cadences = (today - history.last_touch_on).days / history.cadence_days
	left = (CADENCES_UNTIL_NOTHING - cadences) / (CADENCES_UNTIL_NOTHING - 1)
	return _within(BEST * left)


def _reciprocity(history: RelationshipHistory) -> int | None:
	"""The share of commitments kept: the mean of both sides, or the only one."""
	shares = [
		counts.kept / (counts.kept + counts.not_kept)
		for counts in (history.ours, history.theirs)
		if counts.kept + counts.not_kept
	]
	return _within(BEST * sum(shares) / len(shares)) if shares else None


def _trust(history: RelationshipHistory) -> int | None:
	"""The latest trust, adjusted by its trend."""
	if history.trust_last is None:
		return None
	trend = history.trust_last - (history.trust_first or history.trust_last)
	return _within(BEST * (history.trust_last - 1) / TRUST_STEPS + PER_STEP_OF_TREND * trend)


def _sentiment(history: RelationshipHistory) -> int | None:
	noted = history.grew + history.same + history.shrank
	return _within(BEST * (history.grew + history.same / 2) / noted) if noted else None


def _within(value: float) -> int:
	return round(min(max(value, 0), BEST))
