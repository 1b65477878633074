"""Pass a request on to the endpoint of the host that one of ours stands in front of."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import frappe


def call_host(method: Callable[..., Any]) -> Any:
	"""Call it with the request's arguments, those that only some versions of the host know included.

	Args:
		method: the host's.
	"""
	asked = {name: value for name, value in frappe.local.form_dict.items() if name != "cmd"}
	return frappe.call(method, **asked)


def method_of(module: ModuleType, name: str) -> Callable[..., Any]:
	"""A method that only some versions of the host have.

	Args:
		module: the host's.
		name: of the method.

	Raises:
		frappe.DoesNotExistError: where this version has none.
	"""
	method = getattr(module, name, None)
	if method is None:
		raise frappe.DoesNotExistError
	return method
