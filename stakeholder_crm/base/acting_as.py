"""Run code as another user."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe


@contextmanager
def acting_as(user: str) -> Iterator[None]:
	"""Act as a user, with their permissions, and restore the previous user afterwards.

	Args:
		user: a user's name.
	"""
	before = frappe.session.user
	frappe.set_user(user)
	try:
		yield
	finally:
		frappe.set_user(before)
