"""What a channel is given, and what it must answer."""

from dataclasses import dataclass
from typing import Any, Protocol

from stakeholder_crm.domain.delivery import Delivery, Outcome


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
	"""One thank-you, ready to be handed over.

	Attributes:
		name: the Thank You Follow Up.
		address: in its normal form.
		subject: as approved.
		body: plain text, as approved.
		stop_line: the sentence before the opt-out link, in the recipient's language.
		stop_link: the opt-out link.
		email_queue: the Email Queue row of an earlier attempt, where there is one.
	"""

	name: str
	address: str
	subject: str
	body: str
	stop_line: str
	stop_link: str
	email_queue: str | None = None

	@property
	def text(self) -> str:
		"""Body and opt-out link, in plain text."""
		return f"{self.body}\n\n{self.stop_line}\n{self.stop_link}"


class Channel(Protocol):
	"""One way to send. Every method may ask the database; only ``send`` and ``obstacle`` the outside."""

	name: str

	def is_set_up(self) -> bool:
		"""Whether this site can send by it at all; otherwise a person does it."""
		...

	def obstacle(self) -> str:
		"""Why nothing can leave by it just now, for people; empty when it can.

		Asked before anything is claimed, so that a server that is down costs no message an attempt.
		"""
		...

	def prepare(self, outgoing: OutgoingMessage) -> dict[str, Any]:
		"""Write down what is about to be handed over, in the transaction in which that is decided.

		Returns:
			Fields to be set on the Thank You Follow Up.
		"""
		...

	def send(self, outgoing: OutgoingMessage) -> Outcome:
		"""Commit what ``prepare`` wrote, then send; raises nothing once something may have left."""
		...

	def delivery_of(self, follow_up: Any) -> Delivery:
		"""What is known of a follow-up that a dead run left Queued: SENT, WAIT (it did not leave) or UNKNOWN."""
		...

	def close(self) -> None:
		"""Let go of connections; the run is over."""
		...
