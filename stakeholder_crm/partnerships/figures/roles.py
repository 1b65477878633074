"""The roles for partnership figures, the weekly digest and the Partnerships workspace."""

import frappe
from frappe.utils.user import get_users_with_role

MANAGER = "Outreach Manager"
WATCHERS = (MANAGER, "Safeguarding Lead")


def is_watcher(user: str | None = None) -> bool:
	"""Whether a user has one of the roles.

	Args:
		user: a user's name; the session's user where empty.
	"""
	user = user or frappe.session.user
	return user == "Administrator" or not set(WATCHERS).isdisjoint(frappe.get_roles(user))


def managers() -> list[str]:
	"""All enabled users with the role Outreach Manager."""
	return sorted(get_users_with_role(MANAGER))
