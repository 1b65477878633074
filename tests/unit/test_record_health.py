from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.record_health import (
	CommitmentCounts,
	HealthPart,
	RelationshipHistory,
	health,
	parts_of,
)

TODAY = date(2026, 11, 27)
EVEN = dict.fromkeys(HealthPart, 25)


def history(**fields) -> RelationshipHistory:
	return replace(RelationshipHistory("Active", 30, TODAY), **fields)


def part(one: HealthPart, **fields) -> int | None:
	return parts_of(history(**fields), TODAY)[one]


@pytest.mark.parametrize(("days", "expected"), [(0, 100), (30, 100), (60, 50), (90, 0), (400, 0)])
def test_recency_lasts_for_one_cadence_and_is_gone_after_three(days, expected):
	assert part(HealthPart.RECENCY, last_touch_on=TODAY - timedelta(days=days)) == expected


@pytest.mark.parametrize("fields", [{"status": "Dormant"}, {"status": "Do Not Contact"}, {"cadence_days": 0}])
def test_nobody_is_late_where_nothing_was_agreed(fields):
	assert part(HealthPart.RECENCY, **fields) is None


@pytest.mark.parametrize(
	("ours", "theirs", "expected"),
	[
		(CommitmentCounts(), CommitmentCounts(), None),
		(CommitmentCounts(3, 1), CommitmentCounts(), 75),
		(CommitmentCounts(), CommitmentCounts(1, 1), 50),
		(CommitmentCounts(4, 0), CommitmentCounts(0, 9), 50),
		(CommitmentCounts(0, 1), CommitmentCounts(0, 1), 0),
	],
)
def test_reciprocity_weighs_both_sides_alike(ours, theirs, expected):
	assert part(HealthPart.RECIPROCITY, ours=ours, theirs=theirs) == expected


@pytest.mark.parametrize(
	("first", "last", "expected"),
	[
		(None, None, None),
		(None, 3, 50),
		(3, 3, 50),
		(2, 4, 95),
		(4, 2, 5),
		(1, 5, 100),
		(5, 1, 0),
		(5, 5, 100),
	],
)
def test_trust_counts_where_it_stands_and_where_it_goes(first, last, expected):
	assert part(HealthPart.TRUST, trust_first=first, trust_last=last) == expected


@pytest.mark.parametrize(
	("noted", "expected"),
	[((0, 0, 0), None), ((2, 0, 0), 100), ((1, 0, 1), 50), ((0, 3, 0), 50), ((0, 0, 4), 0)],
)
def test_sentiment_is_what_people_noted(noted, expected):
	grew, same, shrank = noted
	assert part(HealthPart.SENTIMENT, grew=grew, same=same, shrank=shrank) == expected


def test_what_is_unknown_weighs_nothing():
	parts = {
		HealthPart.RECENCY: 80,
		HealthPart.RECIPROCITY: None,
		HealthPart.TRUST: 20,
		HealthPart.SENTIMENT: None,
	}
	assert health(parts, EVEN) == 50
	assert health(parts, {**EVEN, HealthPart.TRUST: 0}) == 80
	assert health(parts, {HealthPart.SENTIMENT: 40}) is None
	assert health(dict.fromkeys(HealthPart), EVEN) is None


COUNT = st.integers(0, 50)
TRUST = st.none() | st.integers(1, 5)
HISTORIES = st.builds(
	RelationshipHistory,
	status=st.sampled_from(["Draft", "Active", "Dormant"]),
	cadence_days=st.integers(0, 3650),
	last_touch_on=st.dates(date(2000, 1, 1), date(2030, 1, 1)),
	ours=st.builds(CommitmentCounts, COUNT, COUNT),
	theirs=st.builds(CommitmentCounts, COUNT, COUNT),
	trust_first=TRUST,
	trust_last=TRUST,
	grew=COUNT,
	same=COUNT,
	shrank=COUNT,
)


@given(HISTORIES, st.fixed_dictionaries({one: st.integers(0, 100) for one in HealthPart}))
def test_health_lies_between_its_worst_and_its_best_part(one, weights):
	parts = parts_of(one, TODAY)
	weighing = [value for part, value in parts.items() if value is not None and weights[part]]
	assert all(0 <= value <= 100 for value in parts.values() if value is not None)
	total = health(parts, weights)
	assert (total is None) == (not weighing)
	if total is not None:
		assert min(weighing) <= total <= max(weighing)


@given(HISTORIES)
def test_one_more_promise_kept_never_makes_it_worse(one):
	more = replace(one, ours=CommitmentCounts(one.ours.kept + 1, one.ours.not_kept))
	before, after = (parts_of(each, TODAY)[HealthPart.RECIPROCITY] for each in (one, more))
	if one.ours.kept + one.ours.not_kept:
		assert after >= before
