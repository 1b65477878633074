"""Pass a request on to the host endpoint that one of ours overrides."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import frappe


def call_host(method: Callable[..., Any]) -> Any:
	"""Call it with all arguments of the request, including version-specific ones.

	Args:
		method: the host's.
	"""
	asked = {name: value for name, value in frappe.local.form_dict.items() if name != "cmd"}
	return frappe.call(method, **asked)


def method_of(module: ModuleType, name: str) -> Callable[..., Any]:
	"""A host method that exists in some versions only.

	Args:
		module: the host's.
		name: of the method.

	Raises:
		frappe.DoesNotExistError: if this version does not have it.
	"""
	method = getattr(module, name, None)
	if method is None:
		raise frappe.DoesNotExistError
	return method
