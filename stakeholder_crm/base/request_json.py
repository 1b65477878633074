"""Arguments of requests that are a list or a mapping, or its JSON."""

from typing import Any

import frappe
from frappe import _


def list_in(argument: str, value: Any) -> list[Any]:
	"""The list that was sent.

	Args:
		argument: its name, for the message.
		value: a list, its JSON, or nothing.

	Raises:
		frappe.ValidationError: if it is something else.
	"""
	parsed = _parsed(value, [])
	if not isinstance(parsed, list):
		frappe.throw(_("{0}: send a list, or its JSON.").format(frappe.bold(argument)), title=argument)
	return parsed


def mapping_in(argument: str, value: Any) -> dict[str, Any]:
	"""The mapping that was sent.

	Args:
		argument: its name, for the message.
		value: a mapping, its JSON, or nothing.

	Raises:
		frappe.ValidationError: if it is something else.
	"""
	parsed = _parsed(value, {})
	if not isinstance(parsed, dict):
		frappe.throw(_("{0}: send an object, or its JSON.").format(frappe.bold(argument)), title=argument)
	return parsed


def _parsed(value: Any, empty: Any) -> Any:
	try:
		return frappe.parse_json(value) if value else empty
	except (ValueError, RecursionError):
		return None
