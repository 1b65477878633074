"""What became of a message that was handed over, and when it may be tried again."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from stakeholder_crm.domain.refusals import is_bad_address

MOST_ATTEMPTS = 5
FIRST_WAIT = timedelta(minutes=5)
WAIT_GROWS_BY = 3


class Delivery(Enum):
	"""What is known of a message after it was handed over."""

	SENT = "sent"  # accepted; it is on its way
	WAIT = "wait"  # not accepted for now: the same again later is right
	BAD_ADDRESS = "bad_address"  # not accepted, and nothing ever will be: nobody has this address
	REFUSED = "refused"  # not accepted, and the same again will not be either
	UNREACHED = "unreached"  # nobody was there to hand it to; it is no fault of the message
	UNKNOWN = "unknown"  # it broke off; nobody can say whether it was accepted


class Trouble(Enum):
	"""Why a thank-you stands where it stands after the gate let it go."""

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
	"""What became of one message.

	Attributes:
		delivery: what is known.
		code: the reply code, for people; empty where there was none.
	"""

	delivery: Delivery
	code: str = ""


def classify_reply(code: int, text: str, *, about_address: bool) -> Delivery:
	"""Read a mail server's negative reply (RFC 5321, 4.2.1; RFC 3463).

	Args:
		code: the three-digit reply code.
		text: the reply's text, which may begin with an enhanced status code.
		about_address: whether it answers ``RCPT TO``; only there can their address be meant, and not always there: many
			servers wait until then to refuse the sender.
	"""
	if not 500 <= code < 600:
		return Delivery.WAIT
	bad = about_address and is_bad_address(code, text)
	return Delivery.BAD_ADDRESS if bad else Delivery.REFUSED


def wait_before_next(attempts: int) -> timedelta | None:
	"""How long to wait before a message that was put off is tried again; None when it has been often enough.

	Args:
		attempts: how often it was handed over so far; at least 1.
	"""
	if attempts >= MOST_ATTEMPTS:
		return None
	return FIRST_WAIT * WAIT_GROWS_BY ** (attempts - 1)
