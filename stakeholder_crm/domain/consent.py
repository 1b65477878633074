"""What decisions about consent add up to, and what taking consent back brings about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

THANK_YOUS = "Thank-You Messages"
NOTES = "Keeping Notes"
SHARING = "Sharing with Partner Agencies"

# A decision about messages may be about one channel; whoever allows notes or sharing allows it or not.
BY_CHANNEL = frozenset({THANK_YOUS, "Meeting Invitations"})
# What goes onto the suppression list when consent for a purpose is taken back. Nothing writes invitations or
# publicity by itself; putting an address down for all messages would be more than was asked.
SUPPRESSES: Mapping[str, str] = MappingProxyType({THANK_YOUS: THANK_YOUS})
# Where we may not even write notes, somebody has to look at what we have written.
ASKS_FOR_ERASURE = frozenset({NOTES})


@dataclass(frozen=True, slots=True)
class ConsentDecision:
	"""One decision of one person about one purpose.

	Attributes:
		given: consent was given; else it was taken back.
		decided_on: when they decided, whenever it was written down.
		channel: the channel that it is about; empty for all.
	"""

	given: bool
	decided_on: datetime
	channel: str = ""


def withdrawn_channels(decisions: Iterable[ConsentDecision]) -> frozenset[str]:
	"""The channels for which consent is taken back now; "" stands for all of them.

	Per channel the newest decision counts; one for all channels replaces older ones for some.

	Args:
		decisions: of one person about one purpose; of two at the same moment the later one counts.
	"""
	newest: dict[str, bool] = {}
	for decision in sorted(decisions, key=lambda one: one.decided_on):
		if not decision.channel:
			newest.clear()
		newest[decision.channel] = decision.given
	return frozenset(channel for channel, given in newest.items() if not given)


def silences(withdrawal: ConsentDecision, others: Iterable[ConsentDecision], channel: str) -> bool:
	"""Whether a withdrawal stands for a channel, or was taken back by consent given later.

	A withdrawal that is written down late must not overrule what they have said since. At the same moment
	the withdrawal wins.

	Args:
		withdrawal: what was taken back.
		others: the same person's decisions about the same purpose.
		channel: a channel; "" asks about the purpose as a whole.
	"""
	if withdrawal.given or withdrawal.channel not in ("", channel):
		return False
	return not any(
		other.given and other.channel in ("", channel) and other.decided_on > withdrawal.decided_on
		for other in others
	)


def standing_at(decisions: Iterable[ConsentDecision], moment: datetime) -> ConsentDecision | None:
	"""The decision that counted at a moment, for a purpose that knows no channels.

	Args:
		decisions: of one person about one purpose.
		moment: what was decided after it is passed over.

	Returns:
		The newest one; None where nothing was decided. Consent that was given for one channel only does not
		count as consent; taking it back for one channel does.
	"""
	counted = [one for one in decisions if one.decided_on <= moment and (not one.given or not one.channel)]
	return max(counted, key=lambda one: (one.decided_on, not one.given), default=None)
