"""The delivery state of a message, and when to retry it."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from stakeholder_crm.domain.refusals import is_bad_address

MOST_ATTEMPTS = 5
FIRST_WAIT = timedelta(minutes=5)
WAIT_GROWS_BY = 3


class Delivery(Enum):
	"""The delivery state of a message."""

	SENT = "sent"  # accepted by the server
	WAIT = "wait"  # not accepted for now: retry later
	BAD_ADDRESS = "bad_address"  # not accepted: the address does not exist
	REFUSED = "refused"  # not accepted: retrying does not help
	UNREACHED = "unreached"  # no connection; not the message's fault
	UNKNOWN = "unknown"  # interrupted; it is unknown whether it was accepted


class Trouble(Enum):
	"""A problem after the gate allowed a thank-you."""

	NO_CHANNEL = "no_channel"
	PUT_OFF = "put_off"
	GAVE_UP = "gave_up"
	BAD_ADDRESS = "bad_address"
	REFUSED = "refused"
	BROKE_OFF = "broke_off"
	CAME_BACK = "came_back"
	INTERRUPTED = "interrupted"
	UNPREPARED = "unprepared"
	LOG_CANCELLED = "log_cancelled"


@dataclass(frozen=True, slots=True)
class Outcome:
	"""The result of sending one message.

	Attributes:
		delivery: the delivery state.
		code: the reply code, for display; empty if there was none.
	"""

	delivery: Delivery
	code: str = ""


def classify_reply(code: int, text: str, *, about_address: bool) -> Delivery:
	"""Read a mail server's negative reply (RFC 5321, 4.2.1; RFC 3463).

	Args:
		code: the three-digit reply code.
		text: the reply's text, which may begin with an enhanced status code.
		about_address: whether it answers ``RCPT TO``. Only then can it be about the address, but many servers also
			reject the sender at this point.
	"""
	if not 500 <= code < 600:
		return Delivery.WAIT
	bad = about_address and is_bad_address(code, text)
	return Delivery.BAD_ADDRESS if bad else Delivery.REFUSED


def wait_before_next(attempts: int) -> timedelta | None:
	"""How long to wait before retrying a deferred message; None after too many attempts.

	Args:
		attempts: how often sending was tried so far; at least 1.
	"""
	if attempts >= MOST_ATTEMPTS:
		return None
	return FIRST_WAIT * WAIT_GROWS_BY ** (attempts - 1)
