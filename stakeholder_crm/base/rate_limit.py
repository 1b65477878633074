"""Nobody asks the same thing more often than a person can: what answers about people could be used to try names."""

import frappe
from frappe import _


def limit_rate(what: str, *, most: int, seconds: int) -> None:
	"""Count a question of the session's user, and refuse it where there were too many.

	Args:
		what: names the question; each is counted for itself.
		most: how many are answered in a span of time.
		seconds: the span, which begins with the first question.

	Raises:
		frappe.RateLimitExceededError: when there were more.
	"""
	key = frappe.cache.make_key(f"stakeholder_crm_asked::{what}::{seconds}::{frappe.session.user}")
	if not frappe.cache.get(key):
		frappe.cache.setex(key, seconds, 0)
	if frappe.cache.incrby(key, 1) > most:
		frappe.throw(
			_("You have asked for this very often. Wait some minutes, then go on."),
			frappe.RateLimitExceededError,
		)
