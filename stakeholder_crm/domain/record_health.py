"""How a relationship stands as far as its records say: four parts, and their weighted mean.

Nobody's feelings are computed here, and nothing is inferred from how much mail there was. Each part is a number
from 0 to 100, or None where there is nothing to go by; what is unknown weighs nothing. What the relationship
owner thinks stands beside it, and neither changes the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from stakeholder_crm.domain.cadence import ACTIVE

BEST = 100
# Three cadences without a word, and there is nothing left of recency.
CADENCES_UNTIL_NOTHING = 3
TRUST_STEPS = 4  # from 1 to 5
PER_STEP_OF_TREND = 10


class HealthPart(Enum):
	"""What health is made of; each has a weight in Settings."""

	RECENCY = "recency"
	RECIPROCITY = "reciprocity"
	TRUST = "trust"
	SENTIMENT = "sentiment"


@dataclass(frozen=True, slots=True)
class CommitmentCounts:
	"""How promises of one direction ended.

	Attributes:
		kept: so many.
		not_kept: broken, or open beyond their day.
	"""

	kept: int = 0
	not_kept: int = 0


@dataclass(frozen=True, slots=True)
class RelationshipHistory:
	"""What is on record about one relationship.

	Attributes:
		status: of the stakeholder.
		cadence_days: we want to be in touch at least every so many days; 0 where nothing was agreed.
		last_touch_on: the last interaction; the day the record was made where there was none.
		ours: promises of ours.
		theirs: promises of theirs.
		trust_first: of the oldest assessment within a year, 1 to 5.
		trust_last: of the newest one.
		grew: how often trust grew at a meeting within a year.
		same: how often it stayed as it was.
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
		history: what is on record.
		today: recency is measured from here.
	"""
	return {
		HealthPart.RECENCY: _recency(history, today),
		HealthPart.RECIPROCITY: _reciprocity(history),
		HealthPart.TRUST: _trust(history),
		HealthPart.SENTIMENT: _sentiment(history),
	}


def health(parts: Parts, weights: Mapping[HealthPart, int]) -> int | None:
	"""The weighted mean of the parts that are known; None where none that weighs anything is.

	Args:
		parts: as ``parts_of`` tells them.
		weights: of each part, 0 or more; a part without one weighs nothing.
	"""
	known = [(value, weights.get(part, 0)) for part, value in parts.items() if value is not None]
	weight = sum(each for _value, each in known)
	if not weight:
		return None
	return round(sum(value * each for value, each in known) / weight)


def _recency(history: RelationshipHistory, today: date) -> int | None:
	"""Full while the cadence is kept; from there evenly down to nothing."""
	if history.status != ACTIVE or history.cadence_days < 1:
		return None
	cadences = (today - history.last_touch_on).days / history.cadence_days
	left = (CADENCES_UNTIL_NOTHING - cadences) / (CADENCES_UNTIL_NOTHING - 1)
	return _within(BEST * left)


def _reciprocity(history: RelationshipHistory) -> int | None:
	"""The share of promises that were kept: the mean of both directions, or the one there is."""
	shares = [
		promises.kept / (promises.kept + promises.not_kept)
		for promises in (history.ours, history.theirs)
		if promises.kept + promises.not_kept
	]
	return _within(BEST * sum(shares) / len(shares)) if shares else None


def _trust(history: RelationshipHistory) -> int | None:
	"""Where trust stands, moved a little further the way it is going."""
	if history.trust_last is None:
		return None
	trend = history.trust_last - (history.trust_first or history.trust_last)
	return _within(BEST * (history.trust_last - 1) / TRUST_STEPS + PER_STEP_OF_TREND * trend)


def _sentiment(history: RelationshipHistory) -> int | None:
	noted = history.grew + history.same + history.shrank
	return _within(BEST * (history.grew + history.same / 2) / noted) if noted else None


def _within(value: float) -> int:
	return round(min(max(value, 0), BEST))
