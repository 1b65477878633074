"""Manual thank-yous: the route and the action."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from stakeholder_crm.domain.gate import GateReason, Route, is_usable


class Act(Enum):
	"""The requested action."""

	CALL = "call"
	MESSAGE = "message"
	LETTER = "letter"
	VISIT = "visit"
	SPEAK = "speak"  # call or visit
	ASK_INTERMEDIARY = "ask_intermediary"


ACTS = {
	"Phone": Act.CALL,
	"SMS": Act.MESSAGE,
	"WhatsApp": Act.MESSAGE,
	"Letter": Act.LETTER,
	"In Person": Act.VISIT,
	"Intermediary": Act.ASK_INTERMEDIARY,
}
# E-mail is excluded: a personal account reveals the organisation and stores the message.
BY_HAND_CHANNELS = frozenset(ACTS)
SPOKEN_CHANNELS = frozenset({"Phone", "In Person", "Intermediary"})
SPOKEN_REASONS = frozenset({GateReason.NOT_IN_WRITING.value, GateReason.NOTHING_TO_MENTION.value})


def act_for(reason_code: str, channel: str) -> Act | None:
	"""The manual action for a stopped thank-you; None if it needs something else.

	Args:
		reason_code: of the gate.
		channel: of the route; may be empty.
	"""
	if reason_code == GateReason.THROUGH_INTERMEDIARY.value:
		return Act.ASK_INTERMEDIARY
	if reason_code in SPOKEN_REASONS:
		return ACTS[channel] if channel in SPOKEN_CHANNELS else Act.SPEAK
	return ACTS.get(channel) if reason_code == GateReason.BY_HAND.value else None


def choose_hand_route(
	routes: Iterable[Route], today: date, withdrawn: frozenset[str], *, spoken: bool
) -> Route | None:
	"""The safe route for a manual thank-you: the preferred one, else the first.

	Args:
		routes: all routes.
		today: the recipient's date.
		withdrawn: channels with withdrawn consent; "" stands for all.
		spoken: only routes without a written message.
	"""
	channels = (SPOKEN_CHANNELS if spoken else BY_HAND_CHANNELS) - withdrawn
	usable = [
		route
		for route in routes
		if route.channel in channels and is_usable(route, today) and not route.suppressed
	]
	usable.sort(key=lambda route: not route.preferred)
	return usable[0] if usable and "" not in withdrawn else None
