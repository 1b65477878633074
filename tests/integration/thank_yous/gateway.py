"""An SMS gateway on loopback that answers as told and keeps what it was asked."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, urlsplit

HOST = "127.0.0.1"
SECONDS = 10


@dataclass
class Gateway:
	"""What it was asked, and what it answers next.

	Attributes:
		answer: the HTTP status; 0: it hangs up without one.
		asked: the headers and fields of each request.
	"""

	port: int = 0
	answer: int = 200
	asked: list[dict[str, str]] = field(default_factory=list)

	@property
	def url(self) -> str:
		return f"http://{HOST}:{self.port}/send"


@contextmanager
def running_gateway() -> Iterator[Gateway]:
	gateway = Gateway()

	class Handler(BaseHTTPRequestHandler):
		timeout = SECONDS

		# The names are http.server's.
		def do_POST(self) -> None:
			body = self.rfile.read(int(self.headers["Content-Length"])).decode()
			is_json = self.headers["Content-Type"] == "application/json"
			self.keep(json.loads(body) if is_json else dict(parse_qsl(body)))

		def do_GET(self) -> None:
			self.keep(dict(parse_qsl(urlsplit(self.path).query)))

		def keep(self, fields: dict[str, str]) -> None:
			gateway.asked.append({**self.headers, **fields})
			if gateway.answer:
				self.send_response(gateway.answer)
				self.send_header("Location", gateway.url)
				self.send_header("Content-Length", "0")
				self.end_headers()

		def log_message(self, *_: object) -> None:
			pass

	server = ThreadingHTTPServer((HOST, 0), Handler)
	gateway.port = server.server_address[1]
	thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
	thread.start()
	try:
		yield gateway
	finally:
		server.shutdown()
		server.server_close()
		thread.join(SECONDS)
