"""Ask the site as a browser or a client would, as any user, and collect every word of the answer."""

import inspect
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import frappe
import frappe.api
import frappe.handler
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request, Response

from tests.callbacks import forget_callbacks
from tests.conftest import change_user

SAVEPOINT = "surface"


_ERRORS: list[Exception] = []


def last_error() -> Exception | None:
	"""What the last request raised, if anything."""
	return _ERRORS[0] if _ERRORS else None


def method(user: str, cmd: str, /, *, strict: bool = True, **arguments: Any) -> str:
	"""Call a whitelisted method as `/api/method/<cmd>` does, with overrides; return all it says."""
	if strict and cmd.startswith("stakeholder_crm."):
		# The host drops arguments that a method does not have, and a probe would ask for something else unseen.
		inspect.signature(frappe.get_attr(cmd)).bind_partial(**arguments)
	return _answer(user, lambda: frappe.handler.execute_cmd(cmd), {**arguments, "cmd": cmd})


def rest(user: str, http_method: str, path: str, /, **arguments: Any) -> str:
	"""Ask `/api/…`; return all it says."""
	takes_request = inspect.signature(frappe.api.handle).parameters

	def handle() -> Any:
		return frappe.api.handle(frappe.local.request) if takes_request else frappe.api.handle()

	return _answer(user, handle, arguments, http_method, path)


def plainly(user: str, work: Callable[[], Any]) -> str:
	"""Run Python as that user, and return what it returned, said or raised."""
	return _answer(user, work, {})


def _answer(
	user: str, work: Callable[[], Any], arguments: dict[str, Any], http_method: str = "POST", path: str = "/"
) -> str:
	"""Everything that is learnt by one request. What it wrote is taken back."""
	if frappe.session.user != user:
		change_user(user)
	frappe.db.savepoint(SAVEPOINT)
	writes = frappe.db.transaction_writes
	before = frappe.local.form_dict, getattr(frappe.local, "request", None), frappe.local.response
	frappe.local.request = Request(EnvironBuilder(path, method=http_method).get_environ())
	frappe.local.form_dict = frappe._dict(arguments)
	frappe.local.response = frappe._dict({"docs": []})
	frappe.clear_messages()
	said: list[Any] = []
	_ERRORS.clear()
	rollback, commit = frappe.db.rollback, frappe.db.commit
	# A surface that gives up, or keeps its work, does so for itself: the records stay as they are.
	frappe.db.rollback = lambda save_point=None, **_more: rollback(save_point=save_point or SAVEPOINT)
	frappe.db.commit = lambda *_args, **_more: None
	try:
		said.append(work())
	except Exception as error:
		_ERRORS.append(error)
		said += [type(error).__name__, str(error)]
	finally:
		frappe.db.rollback, frappe.db.commit = rollback, commit
	file = frappe.local.response.pop("filecontent", None)
	said += [frappe.local.response, frappe.local.message_log, file]
	frappe.local.form_dict, frappe.local.request, frappe.local.response = before
	frappe.clear_messages()
	if frappe.session.user != user:
		change_user(user)
	if frappe.db.transaction_writes != writes:
		_take_back()
	return " ".join(map(_text, said)).lower()


def _take_back() -> None:
	frappe.db.rollback(save_point=SAVEPOINT)
	forget_callbacks()
	frappe.local.document_cache = {}
	frappe.cache.delete_keys("document_cache::")


def _text(value: Any) -> str:
	if isinstance(value, Response):
		return value.get_data(as_text=True)
	if isinstance(value, bytes):
		return value.decode(errors="replace")
	with suppress(TypeError, ValueError):
		return frappe.as_json(value)
	return str(value)
