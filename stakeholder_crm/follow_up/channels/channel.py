"""The interface of a channel."""

from dataclasses import dataclass
from typing import Any, Protocol

from stakeholder_crm.domain.delivery import Delivery, Outcome
from stakeholder_crm.domain.sealing import DOTS


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
	"""One thank-you, ready to be sent.

	Attributes:
		name: the Thank You Follow Up.
		address: in its normal form.
		subject: as approved.
		body: plain text, as approved.
		stop_line: the text before the unsubscribe link, in the recipient's language.
		stop_link: the unsubscribe link.
		email_queue: the Email Queue row of an earlier attempt, if any.
		sealed: whether the recipient is Confidential: a channel stores neither the text nor the address.

	Raises:
		ValueError: if a text is sealed.
	"""

	name: str
	address: str
	subject: str
	body: str
	stop_line: str
	stop_link: str
	email_queue: str | None = None
	sealed: bool = False

	def __post_init__(self) -> None:
		if any(DOTS in text for text in (self.address, self.subject, self.body)):
			raise ValueError("A sealed text is not sent.")

	@property
	def text(self) -> str:
		"""Body and unsubscribe link, as plain text."""
		return f"{self.body}\n\n{self.stop_line}\n{self.stop_link}"


class Channel(Protocol):
	"""One way to send. All methods may use the database; only ``send`` and ``obstacle`` may use the network."""

	name: str

	def is_set_up(self) -> bool:
		"""Whether this site can send by this channel; otherwise it is manual."""
		...

	def obstacle(self) -> str:
		"""Why the channel cannot send now, translated; empty if it can.

		Called before anything is claimed, so that a server failure does not count as an attempt.
		"""
		...

	def prepare(self, outgoing: OutgoingMessage) -> dict[str, Any]:
		"""Store what is about to be sent, in the same transaction as the decision.

		Returns:
			Fields to set on the Thank You Follow Up.
		"""
		...

	def send(self, outgoing: OutgoingMessage) -> Outcome:
		"""Commit what ``prepare`` wrote, then send. Raises nothing once the message may have been sent."""
		...

	def delivery_of(self, follow_up: Any) -> Delivery:
		"""What is known of a follow-up that a crashed run left Queued: SENT, WAIT (not sent) or UNKNOWN."""
		...

	def close(self) -> None:
		"""Close connections at the end of the run."""
		...
