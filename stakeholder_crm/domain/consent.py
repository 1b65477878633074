"""Evaluate consent decisions and their consequences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

THANK_YOUS = "Thank-You Messages"
NOTES = "Keeping Notes"
SHARING = "Sharing with Partner Agencies"

# Consent to messages may be per channel; consent to notes or sharing may not.
BY_CHANNEL = frozenset({THANK_YOUS, "Meeting Invitations"})
# What withdrawing consent for a purpose suppresses. Invitations and publicity are never sent automatically, and
# suppressing all messages would go beyond the request.
SUPPRESSES: Mapping[str, str] = MappingProxyType({THANK_YOUS: THANK_YOUS})
# Without consent to notes, existing notes must be reviewed.
ASKS_FOR_ERASURE = frozenset({NOTES})


@dataclass(frozen=True, slots=True)
class ConsentDecision:
	"""One decision of one person about one purpose.

	Attributes:
		given: whether consent was given or withdrawn.
		decided_on: when they decided, not when it was recorded.
		channel: the channel; empty for all.
	"""

	given: bool
	decided_on: datetime
	channel: str = ""


def withdrawn_channels(decisions: Iterable[ConsentDecision]) -> frozenset[str]:
	"""The channels with withdrawn consent; "" stands for all of them.

	The newest decision per channel counts; one for all channels replaces older ones.

	Args:
		decisions: of one person about one purpose; of two at the same time, the later one in order counts.
	"""
	newest: dict[str, bool] = {}
	for decision in sorted(decisions, key=lambda one: one.decided_on):
		if not decision.channel:
			newest.clear()
		newest[decision.channel] = decision.given
	return frozenset(channel for channel, given in newest.items() if not given)


def silences(withdrawal: ConsentDecision, others: Iterable[ConsentDecision], channel: str) -> bool:
	"""Whether a withdrawal applies to a channel, unless consent was given later.

	A withdrawal that is recorded late must not override newer consent. At the same time, the
	withdrawal wins.

	Args:
		withdrawal: the withdrawal.
		others: the same person's decisions about the same purpose.
		channel: a channel; "" for the purpose as a whole.
	"""
	if withdrawal.given or withdrawal.channel not in ("", channel):
		return False
	return not any(
		other.given and other.channel in ("", channel) and other.decided_on > withdrawal.decided_on
		for other in others
	)


def standing_at(decisions: Iterable[ConsentDecision], moment: datetime) -> ConsentDecision | None:
	"""The decision that applied at a time, for a purpose without channels.

	Args:
		decisions: of one person about one purpose.
		moment: later decisions are ignored.

	Returns:
		The newest one; None if there is none. Consent for one channel only does not count as consent;
		withdrawing it for one channel does.
	"""
	counted = [one for one in decisions if one.decided_on <= moment and (not one.given or not one.channel)]
	return max(counted, key=lambda one: (one.decided_on, not one.given), default=None)
