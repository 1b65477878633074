"""What decisions about consent add up to."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.consent import ConsentDecision, silences, standing_at, withdrawn_channels

START = datetime(2026, 3, 1, 12)


def at(day: int, decision: str, channel: str = "") -> ConsentDecision:
	return ConsentDecision(decision == "Given", START + timedelta(days=day), channel)


CHANNELS = st.sampled_from(["", "Email", "SMS"])
DECISIONS = st.lists(st.builds(at, st.integers(0, 5), st.sampled_from(["Given", "Withdrawn"]), CHANNELS))


@pytest.mark.parametrize(
	("decisions", "channels"),
	[
		([], set()),
		([at(1, "Given")], set()),
		([at(1, "Withdrawn")], {""}),
		([at(2, "Given"), at(1, "Withdrawn")], set()),
		([at(1, "Given"), at(2, "Withdrawn", "Email")], {"Email"}),
		([at(1, "Withdrawn", "Email"), at(2, "Given")], set()),
		([at(1, "Withdrawn"), at(2, "Given", "Email")], {""}),
		([at(1, "Withdrawn", "Email"), at(1, "Given", "Email")], set()),
	],
)
def test_per_channel_the_newest_decision_counts(decisions, channels):
	assert withdrawn_channels(decisions) == channels


@pytest.mark.parametrize(
	("withdrawal", "others", "channel", "stands"),
	[
		(at(1, "Withdrawn"), [], "Email", True),
		(at(1, "Withdrawn"), [], "", True),
		(at(1, "Withdrawn", "SMS"), [], "Email", False),
		(at(1, "Withdrawn", "Email"), [], "", False),
		(at(1, "Withdrawn"), [at(2, "Given")], "Email", False),
		(at(1, "Withdrawn"), [at(2, "Given", "Email")], "Email", False),
		(at(1, "Withdrawn"), [at(2, "Given", "Email")], "SMS", True),
		(at(1, "Withdrawn"), [at(2, "Withdrawn")], "Email", True),
		(at(3, "Withdrawn"), [at(2, "Given")], "Email", True),
		(at(2, "Withdrawn"), [at(2, "Given")], "Email", True),
		(at(2, "Given"), [], "Email", False),
	],
)
def test_a_withdrawal_stands_until_consent_is_given_later(withdrawal, others, channel, stands):
	assert silences(withdrawal, others, channel) is stands


@given(DECISIONS, st.sampled_from(["Email", "SMS"]))
def test_what_is_withdrawn_now_silences_too(decisions, channel):
	"""A channel whose newest decisions all say no is silenced by at least one of them."""
	if decisions and not any(one.given for one in decisions) and channel in withdrawn_channels(decisions):
		assert any(silences(one, decisions, channel) for one in decisions)


@pytest.mark.parametrize(
	("decisions", "counted"),
	[
		([], None),
		([at(1, "Given")], at(1, "Given")),
		([at(1, "Given"), at(2, "Withdrawn")], at(2, "Withdrawn")),
		([at(2, "Given"), at(1, "Withdrawn")], at(2, "Given")),
		([at(1, "Given"), at(9, "Withdrawn")], at(1, "Given")),
		([at(1, "Given", "Email")], None),
		([at(1, "Given"), at(2, "Withdrawn", "Email")], at(2, "Withdrawn", "Email")),
		([at(2, "Withdrawn"), at(2, "Given")], at(2, "Withdrawn")),
	],
)
def test_at_a_moment_the_newest_decision_until_then_counts(decisions, counted):
	assert standing_at(decisions, START + timedelta(days=3)) == counted
