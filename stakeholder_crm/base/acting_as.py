"""Look at the records with the eyes of another user, as a job does that works for her."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe


@contextmanager
def acting_as(user: str) -> Iterator[None]:
	"""Be that user, with her permissions, and the one before again after it.

	Args:
		user: a user's name.
	"""
	before = frappe.session.user
	frappe.set_user(user)
	try:
		yield
	finally:
		frappe.set_user(before)
