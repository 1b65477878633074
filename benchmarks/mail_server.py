"""A real SMTP server on loopback that counts who was written to, and can be slow or unwilling."""

import asyncio
import random
from collections import Counter

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from dev.mail_sink import HOST, free_port


class CountingMailServer:
	"""Accepts mail and keeps nothing of it but how often each recipient was written to.

	Attributes:
		accepted: messages accepted, by recipient.
		put_off: how many messages were answered with a 450 or 451.
		refusing: the share of messages that it puts off just now, 0 to 1.
		delay: seconds that it takes over each message.
	"""

	def __init__(self, seed: int = 1) -> None:
		self.accepted: Counter[str] = Counter()
		self.put_off = 0
		self.refusing = 0.0
		self.delay = 0.0
		self.port = free_port()
		self._random = random.Random(seed)
		self._controller = Controller(self, hostname=HOST, port=self.port)

	def __enter__(self) -> "CountingMailServer":
		self._controller.start()
		return self

	def __exit__(self, *_: object) -> None:
		self._controller.stop()

	@property
	def doubled(self) -> int:
		"""How many recipients were written to more than once."""
		return sum(count > 1 for count in self.accepted.values())

	# The names are aiosmtpd's: it calls a handler's handle_<COMMAND>.
	async def handle_RCPT(  # noqa: N802
		self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
	) -> str:
		if self._random.random() < self.refusing / 2:
			self.put_off += 1
			return "450 4.2.1 Too many messages, come back later"
		envelope.rcpt_tos.append(address)
		return "250 OK"

	async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
		await asyncio.sleep(self.delay)
		if self._random.random() < self.refusing / 2:
			self.put_off += 1
			return "451 4.7.1 Greylisted, come back later"
		self.accepted.update(envelope.rcpt_tos)
		return "250 Accepted"
