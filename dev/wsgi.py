"""One site over HTTP, with its static files: run by gunicorn from inside the sites folder.

SERVE_SITE names the site, whatever host the browser asks for.
"""

import os
from collections.abc import Callable, Iterable
from typing import Any

import frappe.app
from frappe.middlewares import StaticDataMiddleware
from werkzeug.middleware.shared_data import SharedDataMiddleware

frappe.app._site = os.environ["SERVE_SITE"]
_sites = os.path.abspath(os.curdir)
_with_assets = SharedDataMiddleware(frappe.app.application, {"/assets": os.path.join(_sites, "assets")})
_with_files = StaticDataMiddleware(_with_assets, {"/files": _sites})


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
	# No socket.io server runs here. Frappe would answer with a whole page, again and again.
	if environ["PATH_INFO"].startswith("/socket.io/"):
		start_response("404 Not Found", [("Content-Type", "text/plain")])
		return [b"no realtime here\n"]
	return _with_files(environ, start_response)
