"""A real SMTP server on loopback that keeps what it is sent: for the tests and the demo."""

import argparse
import email
import email.policy
import signal
import socket
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Received:
	"""One message with the envelope it came in.

	`sender` and `recipients` are the envelope's, which need not be what the headers say.
	"""

	sender: str
	recipients: tuple[str, ...]
	message: EmailMessage

	@property
	def subject(self) -> str:
		return str(self.message["Subject"])

	@property
	def text(self) -> str:
		"""The plain text of the message, or its HTML when there is no other."""
		part = self.message.get_body(("plain", "html"))
		return part.get_content() if part else ""

	@property
	def html(self) -> str:
		part = self.message.get_body(("html",))
		return part.get_content() if part else ""


class MailSink:
	"""Accepts every message; keeps it in memory and, when a folder is given, on disk as .eml.

	Args:
		folder: where the .eml files go, numbered in the order of arrival.
		port: 0 for a free one.
	"""

	def __init__(self, folder: Path | None = None, port: int = 0) -> None:
		self.received: list[Received] = []
		self._folder = folder
		self._count = 0
		if folder:
			folder.mkdir(parents=True, exist_ok=True)
			self._count = len(list(folder.glob("*.eml")))
		self.port = port or free_port()
		self._controller = Controller(self, hostname=HOST, port=self.port)

	def start(self) -> "MailSink":
		self._controller.start()
		return self

	def stop(self) -> None:
		self._controller.stop()

	def __enter__(self) -> "MailSink":
		return self.start()

	def __exit__(self, *_: object) -> None:
		self.stop()

	def to(self, recipient: str) -> list[Received]:
		"""The messages whose envelope names this recipient."""
		return [one for one in self.received if recipient in one.recipients]

	# The name is aiosmtpd's: it calls a handler's handle_<COMMAND>.
	async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
		content = envelope.original_content or b""
		message = email.message_from_bytes(content, policy=email.policy.default)
		self.received.append(Received(envelope.mail_from or "", tuple(envelope.rcpt_tos), message))
		if self._folder:
			self._count += 1
			(self._folder / f"{self._count:04}.eml").write_bytes(content)
		return "250 Kept"


def free_port() -> int:
	"""A port of loopback that nobody uses at this moment."""
	with socket.socket() as probe:
		probe.bind((HOST, 0))
		return probe.getsockname()[1]


def main() -> None:
	"""Keep messages in a folder until the process is asked to end."""
	parser = argparse.ArgumentParser(description=__doc__)
	parser.add_argument("folder", type=Path)
	parser.add_argument("port", type=int)
	arguments = parser.parse_args()
	with MailSink(arguments.folder, arguments.port):
		signal.sigwait({signal.SIGTERM, signal.SIGINT})


if __name__ == "__main__":
	main()
