"""Limit how often a user may ask: lookups could otherwise be used to guess names."""

import frappe
from frappe import _


def limit_rate(what: str, *, most: int, seconds: int) -> None:
	"""Count a request of the session's user, and reject it when the limit is reached.

	Args:
			what: names the request. Each one is counted separately.
			most: how many requests are allowed in the time window.
			seconds: length of the window. It starts with the first request.

	Raises:
			frappe.RateLimitExceededError: when the limit is exceeded.
	"""
	key = frappe.cache.make_key(f"stakeholder_crm_asked::{what}::{seconds}::{frappe.session.user}")
	if not frappe.cache.get(key):
		frappe.cache.setex(key, seconds, 0)
	if frappe.cache.incrby(key, 1) > most:
		frappe.throw(
			_("Too many requests. Try again in a few minutes."),
			frappe.RateLimitExceededError,
		)
